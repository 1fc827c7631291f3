using System.Buffers;
using System.Text;
using System.Text.Json;
using Weir.App.Api.Asking;

namespace Weir.App.Api;

/// <summary>The OpenAPI document and its page, made from the table of routes, which also checks the requests.</summary>
internal static class OpenApiDocument
{
    /// <summary>The path of the event stream, which is no route of answers.</summary>
    public const string StreamPath = "/api/stream";

    /// <summary>OpenAPI 3.1, as JSON.</summary>
    public static byte[] Json()
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("openapi", "3.1.0");
            json.WriteStartObject("info");
            json.WriteString("title", "Weir");
            json.WriteString("version", typeof(OpenApiDocument).Assembly.GetName().Version?.ToString(3));
            json.WriteString("description", "What the pipeline decoded. Every answer says its blocks, how final they are, and the SQL behind it.");
            json.WriteEndObject();
            json.WriteStartObject("paths");
            foreach (ApiRoute route in ApiRoutes.All)
            {
                WritePath(json, route.Path, route.Summary, route.Parameters, ["application/json", "text/csv"]);
            }

            WritePath(
                json, StreamPath, "Server-sent events: blocks, rates, reorgs, mev; resumes after the header Last-Event-ID.", [],
                ["text/event-stream"]);
            json.WriteEndObject();
            WriteComponents(json);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>A page that lists the routes; it has no script.</summary>
    public static string Page()
    {
        StringBuilder html = new();
        html.Append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<title>Weir: HTTP API</title><h1>Weir: HTTP API</h1><p>Every answer says its blocks, how final they are, and the SQL ")
            .Append("behind it. <code>Accept: text/csv</code> gives rows. The same for programs: ")
            .Append("<a href=\"/openapi/v1.json\">/openapi/v1.json</a>.</p>");
        foreach (ApiRoute route in ApiRoutes.All)
        {
            html.Append("<h2><code>GET ").Append(Text(route.Path)).Append("</code></h2><p>").Append(Text(route.Summary)).Append("</p>");
            if (route.Parameters.Count > 0)
            {
                html.Append("<dl>");
                foreach (ApiParameter parameter in route.Parameters)
                {
                    html.Append("<dt><code>").Append(parameter.Name).Append("</code></dt><dd>").Append(Text(parameter.Description))
                        .Append(" <code>").Append(Text(Schema(parameter))).Append("</code></dd>");
                }

                html.Append("</dl>");
            }
        }

        return html.Append("<h2><code>GET /api/stream</code></h2><p>Server-sent events: block, rates, reorg, mev.</p></html>").ToString();
    }

    private static string Schema(ApiParameter parameter)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            parameter.WriteSchema(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static string Text(string text) => System.Net.WebUtility.HtmlEncode(text);

    private static void WritePath(
        Utf8JsonWriter json, string path, string summary, IReadOnlyList<ApiParameter> parameters, string[] contents)
    {
        json.WriteStartObject(path);
        json.WriteStartObject("get");
        json.WriteString("summary", summary);
        json.WriteStartArray("parameters");
        foreach (ApiParameter parameter in parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteString("in", parameter.IsInPath ? "path" : "query");
            json.WriteBoolean("required", parameter.IsInPath);
            json.WriteString("description", parameter.Description);
            json.WriteStartObject("schema");
            parameter.WriteSchema(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("responses");
        json.WriteStartObject("200");
        json.WriteString("description", "The answer.");
        json.WriteStartObject("content");
        foreach (string content in contents)
        {
            json.WriteStartObject(content);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("default");
        json.WriteString("description", "ProblemDetails with an error code.");
        json.WriteStartObject("content");
        json.WriteStartObject("application/problem+json");
        json.WriteStartObject("schema");
        json.WriteString("$ref", "#/components/schemas/Problem");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteComponents(Utf8JsonWriter json)
    {
        json.WriteStartObject("components");
        json.WriteStartObject("schemas");
        json.WriteStartObject("Problem");
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (string name in (ReadOnlySpan<string>)["type", "title", "detail", "code"])
        {
            json.WriteStartObject(name);
            json.WriteString("type", "string");
            json.WriteEndObject();
        }

        json.WriteStartObject("status");
        json.WriteString("type", "integer");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("securitySchemes");
        json.WriteStartObject("key");
        json.WriteString("type", "http");
        json.WriteString("scheme", "bearer");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
