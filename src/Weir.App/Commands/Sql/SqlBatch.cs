using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Core.Errors;
using Weir.Sql;

namespace Weir.App.Commands.Sql;

/// <summary>
/// JSON lines in, JSON lines out: <c>{"id","read","write","sql","pretty"}</c> to
/// <c>{"id","out","error","warnings"}</c>.
/// </summary>
internal static class SqlBatch
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task RunAsync(
        TextReader input, TextWriter output, SqlOptions options, CancellationToken cancellationToken)
    {
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0)
            {
                await output.WriteLineAsync(Translate(line, options));
            }
        }
    }

    /// <summary>A finding as a JSON line.</summary>
    public static string Line(SqlFinding finding) => Write(writer =>
    {
        writer.WriteString("rule", finding.Rule);
        writer.WriteString("message", finding.Message);
        writer.WriteNumber("line", finding.Line);
        writer.WriteNumber("column", finding.Column);
        writer.WriteString("rewritten", finding.Rewritten);
    });

    internal static string Translate(string line, SqlOptions options)
    {
        JsonElement id = default;
        string? text = null;
        string? error = null;
        IReadOnlyList<SqlWarning> warnings = [];
        try
        {
            using JsonDocument row = JsonDocument.Parse(line);
            JsonElement root = row.RootElement;
            id = root.TryGetProperty("id", out JsonElement given) ? given.Clone() : default;
            bool pretty = root.TryGetProperty("pretty", out JsonElement flag) && flag.ValueKind == JsonValueKind.True;
            SqlOptions asked = pretty ? options with { Pretty = true } : options;
            if (SqlTranslator.TryTranslate(Member(root, "sql"), Member(root, "read"), Member(root, "write"), asked,
                out SqlTranslation? translation, out WeirException? refusal))
            {
                text = translation.Sql;
                warnings = translation.Warnings;
            }
            else
            {
                error = Say(refusal);
            }
        }
        catch (WeirException exception)
        {
            error = Say(exception);
        }
        catch (JsonException exception)
        {
            error = $"{ErrorCodes.SqlSyntax} the line is no JSON: {exception.Message}";
        }
        catch (InvalidOperationException exception)
        {
            // A member of another kind than a text, or half a surrogate pair escaped in one.
            error = $"{ErrorCodes.SqlBadText} the line's members are no texts in Unicode: {exception.Message}";
        }
        return Write(writer =>
        {
            writer.WritePropertyName("id");
            if (id.ValueKind == JsonValueKind.Undefined)
            {
                writer.WriteNullValue();
            }
            else
            {
                id.WriteTo(writer);
            }
            writer.WriteString("out", text);
            writer.WriteString("error", error);
            writer.WriteStartArray("warnings");
            foreach (SqlWarning warning in warnings)
            {
                writer.WriteStringValue($"line {warning.Line}, column {warning.Column}: {warning.Message}");
            }
            writer.WriteEndArray();
        });
    }

    private static string Say(WeirException error) => $"{error.Code} {error.Message}\n{error.Remedy}";

    private static string Member(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.GetString() is { } text ? text : string.Empty;

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, Plain))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
