using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>
/// What a client sends: plain JSON, or the part <c>request</c> of a form, as a field (Go, Python) or a file
/// (TypeScript).
/// </summary>
/// <param name="Attachments">The form's parts named <c>attachments</c>, by file name.</param>
internal sealed record StatementRequest(string Statement, SessionContext Context, IReadOnlyList<Attachment> Attachments)
{
    /// <exception cref="JsonException">The body is not JSON, or has no statement.</exception>
    public static async Task<StatementRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            using JsonDocument body = await JsonDocument.ParseAsync(request.Body, default, cancellationToken);
            return Read(body.RootElement, []);
        }

        IFormCollection form = await request.ReadFormAsync(cancellationToken);
        List<Attachment> attachments = [];
        foreach (IFormFile file in form.Files.GetFiles("attachments"))
        {
            attachments.Add(new Attachment(file.FileName, await BytesAsync(file, cancellationToken)));
        }

        ReadOnlyMemory<byte> json = form.Files.GetFile("request") is { } part
            ? await BytesAsync(part, cancellationToken)
            : System.Text.Encoding.UTF8.GetBytes(form["request"].ToString());
        using JsonDocument field = JsonDocument.Parse(json);
        return Read(field.RootElement, attachments);
    }

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken cancellationToken)
    {
        using MemoryStream bytes = new();
        await file.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    private static StatementRequest Read(JsonElement json, IReadOnlyList<Attachment> attachments)
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
        return new StatementRequest(
            Text(json, "statement") ?? throw new JsonException("'statement' is missing"), context, attachments);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()
            : null;
}

/// <summary>A file that comes with a statement.</summary>
internal sealed record Attachment(string FileName, byte[] Content);

/// <summary>What a request says of its session, and what the answer says back.</summary>
internal sealed class SessionContext
{
    public string? Organization { get; set; }

    public string? Role { get; set; }

    public string? Database { get; set; }

    public string? Schema { get; set; }

    public string? Store { get; set; }

    public string? ComputePool { get; set; }
}
