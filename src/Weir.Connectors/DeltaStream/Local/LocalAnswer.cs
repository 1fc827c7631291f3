using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>
/// The JSON of answers, in the one form that DeltaStream's Go, TypeScript and Python clients all accept.
/// </summary>
internal static class LocalAnswer
{
    public static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// A ResultSet: complete also where the statement failed; <c>columns</c>, <c>partitionInfo</c> and <c>context</c>
    /// are never null.
    /// </summary>
    public static ReadOnlyMemory<byte> Result(LocalOutcome outcome, int partition, DataplaneRequest? dataplane)
    {
        // Rows that are fetched elsewhere are not here.
        IReadOnlyList<IReadOnlyList<string?[]>> partitions = dataplane is null ? outcome.Partitions : [];
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, Relaxed))
        {
            json.WriteStartObject();
            WriteHead(json, outcome, outcome.SqlState);
            json.WriteStartObject("metadata");
            json.WriteString("encoding", "json");
            json.WriteStartArray("partitionInfo");
            foreach (IReadOnlyList<string?[]> rows in partitions)
            {
                json.WriteStartObject();
                json.WriteNumber("rowCount", rows.Count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteColumns(json, outcome.Result.Columns);
            if (dataplane is not null)
            {
                json.WriteStartObject("dataplaneRequest");
                json.WriteString("token", dataplane.Token);
                json.WriteString("uri", dataplane.Uri);
                json.WriteString("statementID", outcome.Id);
                json.WriteString("requestType", dataplane.Type);
                json.WriteEndObject();
            }

            WriteContext(json, outcome.Context);
            json.WriteEndObject();
            json.WriteStartArray("data");
            foreach (string?[] row in partition < partitions.Count ? partitions[partition] : [])
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

    /// <summary>The array <c>columns</c>.</summary>
    public static void WriteColumns(Utf8JsonWriter json, IReadOnlyList<LocalColumn> columns)
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

    private static void WriteHead(Utf8JsonWriter json, LocalOutcome outcome, string sqlState)
    {
        json.WriteString("sqlState", sqlState);
        if (outcome.Message is { } message)
        {
            json.WriteString("message", message);
        }

        json.WriteString("statementID", outcome.Id);
        if (outcome.RequestIds.Count > 1)
        {
            json.WriteStartArray("statementIDs");
            foreach (Guid id in outcome.RequestIds)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
        }

        json.WriteNumber("createdOn", outcome.CreatedOn);
    }

    private static void WriteContext(Utf8JsonWriter json, SessionContext context)
    {
        json.WriteStartObject("context");
        foreach ((string name, string? value) in ((string, string?)[])[
            ("organizationID", Guid.TryParse(context.Organization, out _) ? context.Organization : null),
            ("roleName", context.Role),
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

/// <summary>Where the rows of a statement are.</summary>
/// <param name="Type"><c>result-set</c> or <c>streaming</c>.</param>
internal sealed record DataplaneRequest(string Uri, string Token, string Type);
