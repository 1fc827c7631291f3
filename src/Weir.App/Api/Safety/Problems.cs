using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Weir.Core.Errors;

namespace Weir.App.Api.Safety;

/// <summary>Failures as ProblemDetails (RFC 9457); the type is the error's code of docs/errors.md.</summary>
internal static class Problems
{
    /// <summary>The status of a failure.</summary>
    public static int StatusOf(WeirException error) => error switch
    {
        ApiException api => api.Status,
        ModelInputException or ConfigException or SqlUnsupportedException => 400,
        WarehouseException => 503,
        _ => 500,
    };

    /// <summary>Answers with it. What a warehouse says of itself (paths, hosts, statements) stays in the log.</summary>
    public static async Task WriteAsync(HttpContext http, WeirException error)
    {
        int status = StatusOf(error);
        bool isOurs = error is ApiException || status == 400;
        if (error is ApiException { RetryAfterSeconds: { } seconds })
        {
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        await WriteAsync(
            http, status, error.Code, isOurs ? error.Message : "the warehouse does not answer",
            isOurs ? error.Remedy : "Ask again in a few seconds; the server's log has the reason.");
    }

    /// <summary>Answers with a problem.</summary>
    public static async Task WriteAsync(HttpContext http, int status, string code, string title, string detail)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json";
        http.Response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsHead(http.Request.Method))
        {
            return;
        }

        await using Utf8JsonWriter json = new(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("type", code);
        json.WriteString("title", title);
        json.WriteNumber("status", status);
        json.WriteString("detail", detail);
        json.WriteString("code", code);
        json.WriteEndObject();
        await json.FlushAsync(http.RequestAborted);
    }
}
