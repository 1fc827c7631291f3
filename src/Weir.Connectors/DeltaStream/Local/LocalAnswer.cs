using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>The JSON of answers, in the one form that DeltaStream's Go, TypeScript and Python clients all accept.</summary>
internal static class LocalAnswer
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A ResultSet: complete also where the statement failed; <c>columns</c>, <c>partitionInfo</c> and <c>context</c> are never null.</summary>
    public static ReadOnlyMemory<byte> Result(LocalOutcome outcome, int partition, string? printUri, string token)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, Relaxed))
        {
            json.WriteStartObject();
            WriteHead(json, outcome, outcome.SqlState);
            json.WriteStartObject("metadata");
            json.WriteString("encoding", "json");
            json.WriteStartArray("partitionInfo");
            foreach (IReadOnlyList<string?[]> rows in outcome.Partitions)
            {
                json.WriteStartObject();
                json.WriteNumber("rowCount", rows.Count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteColumns(json, outcome.Columns);
            if (printUri is not null)
            {
                json.WriteStartObject("dataplaneRequest");
                json.WriteString("token", token);
                json.WriteString("uri", printUri);
                json.WriteString("statementID", outcome.Id);
                json.WriteString("requestType", "streaming");
                json.WriteEndObject();
            }

            WriteContext(json, outcome.Context);
            json.WriteEndObject();
            json.WriteStartArray("data");
            foreach (string?[] row in partition < outcome.Partitions.Count ? outcome.Partitions[partition] : [])
            {
                json.WriteStartArray();
                foreach (string? cell in row)
                {
                    json.WriteStringValue(cell);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    /// <summary>A StatementStatus: not done yet.</summary>
    public static ReadOnlyMemory<byte> Pending(LocalOutcome outcome)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, Relaxed))
        {
            json.WriteStartObject();
            WriteHead(json, outcome with { Message = null }, SqlState.NotYetComplete);
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    /// <summary>An ErrorResponse.</summary>
    public static ReadOnlyMemory<byte> Error(string message)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("message", message);
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    /// <summary>The first message of a stream.</summary>
    public static ReadOnlyMemory<byte> StreamHead(IReadOnlyList<LocalColumn> columns)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("type", "metadata");
            json.WriteStartObject("headers");
            json.WriteEndObject();
            WriteColumns(json, columns);
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    /// <summary>One row of a stream.</summary>
    public static ReadOnlyMemory<byte> StreamRow(string? key, string value)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("type", "data");
            json.WriteStartObject("headers");
            json.WriteEndObject();
            json.WriteStartArray("data");
            json.WriteStringValue(key);
            json.WriteStringValue(value);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    private static void WriteHead(Utf8JsonWriter json, LocalOutcome outcome, string sqlState)
    {
        json.WriteString("sqlState", sqlState);
        if (outcome.Message is { } message)
        {
            json.WriteString("message", message);
        }

        json.WriteString("statementID", outcome.Id);
        json.WriteNumber("createdOn", outcome.CreatedOn);
    }

    private static void WriteColumns(Utf8JsonWriter json, IReadOnlyList<LocalColumn> columns)
    {
        json.WriteStartArray("columns");
        foreach (LocalColumn column in columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type);
            json.WriteBoolean("nullable", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteContext(Utf8JsonWriter json, SessionContext context)
    {
        json.WriteStartObject("context");
        foreach ((string name, string? value) in ((string, string?)[])[
            ("organizationID", Guid.TryParse(context.Organization, out _) ? context.Organization : null), ("roleName", context.Role),
            ("databaseName", context.Database), ("schemaName", context.Schema), ("storeName", context.Store),
            ("computePoolName", context.ComputePool)])
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }

        json.WriteEndObject();
    }
}

/// <summary>What became of a request's statements.</summary>
internal sealed record LocalOutcome(
    Guid Id, long CreatedOn, string SqlState, string? Message, IReadOnlyList<LocalColumn> Columns,
    IReadOnlyList<IReadOnlyList<string?[]>> Partitions, SessionContext Context, Statement? Print)
{
    /// <summary>How many more polls are answered with 202.</summary>
    public int Pending { get; set; }
}
