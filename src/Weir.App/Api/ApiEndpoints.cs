using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Weir.App.Api.Answering;
using Weir.App.Api.Asking;
using Weir.App.Api.Live;
using Weir.App.Operations;
using Weir.Core.Errors;

namespace Weir.App.Api;

/// <summary>The routes on the server.</summary>
internal static class ApiEndpoints
{
    private const string Html = "text/html; charset=utf-8";

    /// <summary>Maps them all.</summary>
    public static void Map(IEndpointRouteBuilder routes, ApiAnswers answers, LiveFeed feed, CancellationToken stop)
    {
        PageFile page = PageFile.Read();
        byte[] html = Encoding.UTF8.GetBytes(page.Html);
        string policy = page.Policy;
        byte[] document = OpenApiDocument.Json();
        byte[] reference = Encoding.UTF8.GetBytes(OpenApiDocument.Page());
        foreach (ApiRoute route in ApiRoutes.All)
        {
            Map(routes, route.Path, http => AnswerAsync(http, route, answers));
        }

        Map(routes, OpenApiDocument.StreamPath, http => StreamAsync(http, feed, stop));
        Map(routes, "/health", http => WriteAsync(http, "application/json", "{\"status\":\"ok\"}"u8.ToArray()));
        Map(routes, "/ready", http => ReadyAsync(http, answers.Parts));
        Map(routes, "/openapi/v1.json", http => WriteAsync(http, "application/json", document));
        Map(routes, "/api", http => WriteAsync(http, Html, reference));
        Map(routes, "/", http =>
        {
            http.Response.Headers.ContentSecurityPolicy = policy;
            return WriteAsync(http, Html, html);
        });
    }

    /// <summary>Any other path.</summary>
    public static Task NotFoundAsync(HttpContext http) =>
        throw ApiException.Missing("there is nothing at this path", "/api lists the routes.");

    private static void Map(IEndpointRouteBuilder routes, string path, RequestDelegate answer) =>
        routes.MapMethods(path, ["GET", "HEAD"], answer);

    private static async Task AnswerAsync(HttpContext http, ApiRoute route, ApiAnswers answers)
    {
        Dictionary<string, string?> path = http.Request.RouteValues.ToDictionary(value => value.Key, value => value.Value?.ToString());
        ApiRequest request = ApiRequest.Parse(route, http.Request.Query, path);
        ReadyAnswer answer = await answers.AnswerAsync(request, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-cache";
        bool isCsv = http.Request.Headers.Accept.ToString().Contains("text/csv", StringComparison.OrdinalIgnoreCase);
        if (isCsv)
        {
            await WriteAsync(http, "text/csv; charset=utf-8", answer.Csv ?? throw new ApiException(
                406, ErrorCodes.ApiRequest, "this answer has no rows", "Ask for application/json."));
            return;
        }

        http.Response.Headers.ETag = answer.ETag;
        if (http.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(answer.ETag))
        {
            http.Response.StatusCode = 304;
            return;
        }

        await WriteAsync(http, "application/json", answer.Json);
    }

    // Without a pipeline in this process, it is ready once its warehouse opens.
    private static async Task ReadyAsync(HttpContext http, ApiParts parts)
    {
        await parts.Warehouse.StateAsync(http.RequestAborted);
        WeirMeter meter = parts.Meter;
        if (meter.Head is not null && (meter.Lag is null || meter.Lag > parts.ReadyLagBlocks))
        {
            throw new ApiException(
                503, ErrorCodes.ApiNotReady, "the pipeline has not caught up with the head", "Ask again; /api/pipeline says how far it is.")
            {
                RetryAfterSeconds = 5,
            };
        }

        await WriteAsync(http, "application/json", "{\"status\":\"ready\"}"u8.ToArray());
    }

    private static async Task StreamAsync(HttpContext http, LiveFeed feed, CancellationToken stop)
    {
        if (http.Request.Query.Count > 0)
        {
            throw ApiException.Parameter("the query", "the stream takes no parameters", "Send the header Last-Event-ID to resume.");
        }

        string last = http.Request.Headers["Last-Event-ID"].ToString();
        FeedPosition? since = last.Length == 0 ? null : FeedPosition.Parse(last)
            ?? throw ApiException.Parameter("Last-Event-ID", "it is not the id of an event", "Send the id of the last event that came.");
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stop);
        (IReadOnlyList<LiveEvent> missed, Channel<LiveEvent> events) = await feed.SubscribeAsync(since, end.Token);
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-cache, no-transform";
            http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await http.Response.Body.WriteAsync("retry: 2000\n\n"u8.ToArray(), end.Token);
            foreach (LiveEvent item in missed)
            {
                await http.Response.Body.WriteAsync(item.Bytes, end.Token);
            }

            await http.Response.Body.FlushAsync(end.Token);
            await foreach (LiveEvent item in events.Reader.ReadAllAsync(end.Token))
            {
                await http.Response.Body.WriteAsync(item.Bytes, end.Token);
                await http.Response.Body.FlushAsync(end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client went away, or the server stops.
        }
        finally
        {
            feed.Unsubscribe(events);
        }
    }

    private static Task WriteAsync(HttpContext http, string type, byte[] bytes)
    {
        http.Response.ContentType = type;
        if (HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.ContentLength = bytes.Length;
            return Task.CompletedTask;
        }

        return http.Response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }
}
