using System.Text.Json;
using Weir.Connectors.DeltaStream.Local.Stores;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>SELECT of fields of JSON records: without LIMIT a stream, with it a result set on the dataplane.</summary>
internal static class LocalSelect
{
    /// <exception cref="StatementException">3E003 for <c>*</c> of an entity without a record; 3D008 for an unknown
    /// parameter.</exception>
    public static async Task<LocalResult> RunAsync(
        IEntityStore store, Statement select, CancellationToken cancellationToken)
    {
        bool? isEarliest = IsEarliest(select.Parameters);
        if (select.Limit is not null && isEarliest == false)
        {
            throw new StatementException(
                SqlState.NotSupported,
                "a SELECT with LIMIT reads what is stored: 'starting.position' = 'latest' would wait; leave one of them out");
        }

        EntityRecord? first;
        await using (IEntityReader reader = await store.OpenAsync(select.Name, ReadFrom.Stored, cancellationToken))
        {
            first = await reader.NextAsync(cancellationToken);
        }

        IReadOnlyList<LocalColumn> columns = Columns(select, first);
        string[] names = [.. columns.Select(column => column.Name)];
        if (select.Limit is not { } limit)
        {
            return new LocalResult(columns, [])
            {
                Stream = new LocalStream(
                    store, select.Name, isEarliest == true ? ReadFrom.Beginning : ReadFrom.Now, record => Row(names, record)),
            };
        }

        List<string?[]> rows = [];
        await using (IEntityReader reader = await store.OpenAsync(select.Name, ReadFrom.Stored, cancellationToken))
        {
            while (rows.Count < limit && await reader.NextAsync(cancellationToken) is { } record)
            {
                rows.Add(Row(names, record));
            }
        }

        return new LocalResult(columns, rows) { IsOnDataplane = true };
    }

    private static bool? IsEarliest(IReadOnlyDictionary<string, string> parameters)
    {
        bool? isEarliest = null;
        foreach ((string name, string value) in parameters)
        {
            isEarliest = (name, value) switch
            {
                ("starting.position", "earliest") => true,
                ("starting.position", "latest") => false,
                _ => throw new StatementException(
                    SqlState.NoParameter,
                    $"'{name}' = '{value}' is not known; there is 'starting.position' = 'earliest' or 'latest'"),
            };
        }

        return isEarliest;
    }

    // The types are those of the first record: records have no schema here.
    private static List<LocalColumn> Columns(Statement select, EntityRecord? first)
    {
        using JsonDocument? record = Parse(first);
        if (select.Columns.Count > 0)
        {
            return [.. select.Columns.Select(name => new LocalColumn(
                name, record is not null && record.RootElement.TryGetProperty(name, out JsonElement value) ? Type(value)
                : "VARCHAR"))];
        }

        return record is null
            ? throw new StatementException(
                SqlState.RelationNotReady,
                $"entity \"{select.Name}\" has no first record that is a JSON object and tells its columns; name the columns")
            : [.. record.RootElement.EnumerateObject().Select(field => new LocalColumn(field.Name, Type(field.Value)))];
    }

    private static string?[] Row(string[] names, EntityRecord record)
    {
        string?[] row = new string?[names.Length];
        using JsonDocument? json = Parse(record);
        for (int i = 0; json is not null && i < names.Length; i++)
        {
            row[i] = json.RootElement.TryGetProperty(names[i], out JsonElement value) ? Cell(value) : null;
        }

        return row;
    }

    private static string? Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static string Type(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "BOOLEAN",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "BIGINT" : "DOUBLE",
        _ => "VARCHAR",
    };

    // Null where the record is no JSON object: others may produce to the topic too.
    private static JsonDocument? Parse(EntityRecord? record)
    {
        if (record?.Value is not { } text)
        {
            return null;
        }

        try
        {
            JsonDocument json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                return json;
            }

            json.Dispose();
        }
        catch (JsonException)
        {
            // Such a record is a row of nulls.
        }

        return null;
    }
}
