using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Core.Errors;

namespace Weir.Connectors.DeltaStream;

/// <summary>Reads and writes the protocol's JSON.</summary>
internal static class DeltaStreamAnswer
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What an answer calls a part of the context, and what a request calls it.
    private static readonly (string Answer, string Request)[] ContextNames =
    [
        ("organizationID", "organization"), ("roleName", "role"), ("databaseName", "database"),
        ("schemaName", "schema"),
        ("storeName", "store"), ("computePoolName", "computePool"),
    ];

    public static byte[] Request(string statement, Dictionary<string, string> context)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("statement", statement);
            foreach ((string name, string value) in context)
            {
                json.WriteString(name, value);
            }

            json.WriteStartObject("parameters");
            json.WriteString("timezone", "UTC");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static string State(JsonDocument answer) => Required(answer, "sqlState");

    public static string? Message(JsonDocument answer) => Text(answer.RootElement, "message");

    public static Guid Id(JsonDocument answer) =>
        Guid.TryParse(Required(answer, "statementID"), out Guid id) ? id : throw Malformed("statementID");

    public static IReadOnlyList<string> Columns(JsonDocument answer) => Metadata(answer, "columns") is { } columns
        ? [.. columns.EnumerateArray().Select(column => Text(column, "name") ?? string.Empty)]
        : [];

    public static int Partitions(JsonDocument answer) => Metadata(answer, "partitionInfo")?.GetArrayLength() ?? 0;

    public static IEnumerable<IReadOnlyList<string?>> Rows(JsonDocument answer) =>
        answer.RootElement.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Array
            ? data.EnumerateArray().Select(Cells)
            : [];

    public static IReadOnlyList<string?> Cells(JsonElement row) =>
        [.. row.EnumerateArray().Select(cell => cell.GetString())];

    public static void CarryContext(JsonDocument answer, Dictionary<string, string> context)
    {
        if (Element(answer, "context") is not { } given)
        {
            return;
        }

        foreach ((string name, string request) in ContextNames)
        {
            if (Text(given, name) is { Length: > 0 } value)
            {
                context[request] = value;
            }
        }
    }

    public static DeltaStreamStream? Stream(JsonDocument answer)
    {
        if (Element(answer, "dataplaneRequest") is not { } request || Text(request, "requestType") != "streaming")
        {
            return null;
        }

        UriBuilder uri = new(Text(request, "uri") ?? throw Malformed("dataplaneRequest.uri"));
        uri.Scheme = uri.Scheme switch
        {
            "https" or "wss" => "wss",
            _ => "ws",
        };
        return new DeltaStreamStream(uri.Uri, Text(request, "token") ?? string.Empty);
    }

    /// <summary>Where the rows are, if not in the answer; null if they are.</summary>
    public static (string Server, string Token, Guid StatementId)? ResultSet(JsonDocument answer)
    {
        if (Element(answer, "dataplaneRequest") is not { } request || Text(request, "requestType") != "result-set")
        {
            return null;
        }

        string uri = Text(request, "uri") is { } text && Uri.TryCreate(text, UriKind.Absolute, out Uri? parsed)
            ? parsed.GetLeftPart(UriPartial.Path)
            : throw Malformed("dataplaneRequest.uri");
        Guid id = Guid.TryParse(Text(request, "statementID"), out Guid known) ? known
            : throw Malformed("dataplaneRequest.statementID");

        // Seen are …/v2/statements/{id} and …/v2/statements.
        int end = uri.LastIndexOf("/statements", StringComparison.Ordinal);
        return (end < 0 ? uri.TrimEnd('/') : uri[..end],
            Text(request, "token") ?? throw Malformed("dataplaneRequest.token"), id);
    }

    /// <summary>The message of an ErrorResponse, or the start of whatever came instead.</summary>
    public static string ErrorMessage(byte[] body)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            return Text(json.RootElement, "message") ?? "no message";
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            string text = System.Text.Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 200)));
            return text.Length == 0 ? "no message" : text.ReplaceLineEndings(" ");
        }
    }

    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static DeltaStreamException Malformed(string what) => new(
        ErrorCodes.DeltaStreamStatus, $"the answer has no readable '{what}'",
        "Check that the URL is DeltaStream's and ends in /v2.", isTransient: false);

    private static string Required(JsonDocument answer, string name) =>
        Text(answer.RootElement, name) ?? throw Malformed(name);

    private static JsonElement? Element(JsonDocument answer, string name) =>
        answer.RootElement.TryGetProperty("metadata", out JsonElement metadata)
            && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty(name, out JsonElement element) && element.ValueKind != JsonValueKind.Null
            ? element
            : null;

    private static JsonElement? Metadata(JsonDocument answer, string name) =>
        Element(answer, name) is { ValueKind: JsonValueKind.Array } list ? list : null;
}
