using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>What a client sends: plain JSON, or the part <c>request</c> of a form, as a field (Go, Python) or a file (TypeScript).</summary>
internal sealed record StatementRequest(string Statement, SessionContext Context)
{
    /// <exception cref="JsonException">The body is not JSON, or has no statement.</exception>
    public static async Task<StatementRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            using JsonDocument body = await JsonDocument.ParseAsync(request.Body, default, cancellationToken);
            return Read(body.RootElement);
        }

        IFormCollection form = await request.ReadFormAsync(cancellationToken);
        if (form.Files.GetFile("request") is { } file)
        {
            await using Stream stream = file.OpenReadStream();
            using JsonDocument body = await JsonDocument.ParseAsync(stream, default, cancellationToken);
            return Read(body.RootElement);
        }

        using JsonDocument field = JsonDocument.Parse(form["request"].ToString());
        return Read(field.RootElement);
    }

    private static StatementRequest Read(JsonElement json)
    {
        SessionContext context = new()
        {
            Organization = Text(json, "organization"),
            Role = Text(json, "role"),
            Database = Text(json, "database"),
            Schema = Text(json, "schema"),
            Store = Text(json, "store"),
            ComputePool = Text(json, "computePool"),
        };
        return new StatementRequest(Text(json, "statement") ?? throw new JsonException("'statement' is missing"), context);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
