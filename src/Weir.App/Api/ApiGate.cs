using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Weir.App.Api.Safety;
using Weir.App.Operations;
using Weir.Core.Errors;

namespace Weir.App.Api;

/// <summary>What every request passes first, and what turns failures into answers.</summary>
internal sealed class ApiGate(ApiOptions options, WeirMeter meter, TimeProvider time, ILogger log) : IDisposable
{
    private readonly HostCheck _hosts = new(options);
    private readonly KeyCheck _key = new(options.Key);
    private readonly CorsCheck _cors = new(options);
    private readonly RequestRate _rate = new(options.Limits.RequestsPerSecond);

    /// <summary>Lets a request through, or answers it.</summary>
    public async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        long began = time.GetTimestamp();
        SecurityHeaders.Apply(http.Response);
        try
        {
            await PassCheckedAsync(http, next);
        }
        catch (WeirException error) when (!http.Response.HasStarted)
        {
            // Whoever asks whether it is ready asks again: that it is not yet is no failure.
            if (Problems.StatusOf(error) >= 500 && error.Code != ErrorCodes.ApiNotReady)
            {
                Log.RequestFailed(log, http.Request.Path.Value ?? string.Empty, error.Message, error.Code);
            }

            await Problems.WriteAsync(http, error);
        }
        catch (BadHttpRequestException error) when (!http.Response.HasStarted)
        {
            await Problems.WriteAsync(
                http, error.StatusCode, ErrorCodes.ApiRequest, "the request is not well formed", "Send it as HTTP has it, without a body.");
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // No one is there to be told.
        }
#pragma warning disable CA1031 // The edge of a request: what fails here must be seen, and must not end the server.
        catch (Exception error) when (!http.Response.HasStarted)
        {
            Log.RequestBroken(log, http.Request.Path.Value ?? string.Empty, error.ToString());
            await Problems.WriteAsync(http, 500, ErrorCodes.ApiBroken, "the request failed", "The server's log has the reason.");
        }
#pragma warning restore CA1031

        string route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } text && text.StartsWith('/') ? text : "other";
        meter.Answered(route, http.Response.StatusCode, time.GetElapsedTime(began));
    }

    public void Dispose() => _rate.Dispose();

    private async Task PassCheckedAsync(HttpContext http, RequestDelegate next)
    {
        _hosts.Check(http.Request);
        _cors.Apply(http);
        _rate.Check(http);
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            http.Response.StatusCode = 204;
            return;
        }

        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, HEAD";
            throw new ApiException(405, ErrorCodes.ApiRequest, "the API is read with GET", "Send GET or HEAD.");
        }

        if (http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0)
        {
            throw new ApiException(413, ErrorCodes.ApiRequest, "the request has a body", "Send it without one.");
        }

        // The page and whether the server lives hold nothing of the warehouse.
        if (http.Request.Path.Value is not ("/" or "/health" or "/ready"))
        {
            _key.Check(http.Request);
        }

        await next(http);
    }
}
