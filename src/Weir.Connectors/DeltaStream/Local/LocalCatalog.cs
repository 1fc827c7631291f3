using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>Stores with their entities, and what each statement does to them.</summary>
internal sealed class LocalCatalog
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, LocalEntity>> _stores = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _databases;
    private readonly string _defaultStore;

    public LocalCatalog(IReadOnlyList<string> databases, IReadOnlyList<string> stores)
    {
        _databases = databases;
        _defaultStore = stores[0];
        foreach (string store in stores)
        {
            _stores[store] = new ConcurrentDictionary<string, LocalEntity>(StringComparer.Ordinal);
        }
    }

    /// <summary>Runs a statement in the session's context, which it may change.</summary>
    /// <exception cref="StatementException">It fails.</exception>
    public LocalRows Run(Statement statement, SessionContext context)
    {
        switch (statement.Verb)
        {
            case StatementVerb.UseDatabase:
                context.Database = _databases.Contains(statement.Name)
                    ? statement.Name
                    : throw new StatementException(SqlState.NoDatabase, $"database \"{statement.Name}\" not found");
                return LocalRows.Empty;
            case StatementVerb.UseSchema:
                context.Schema = statement.Name;
                return LocalRows.Empty;
            case StatementVerb.UseStore:
                _ = Store(statement.Name, context);
                context.Store = statement.Name;
                return LocalRows.Empty;
            case StatementVerb.ListEntities:
                return new LocalRows(
                    [new LocalColumn("Name", "VARCHAR"), new LocalColumn("IsLeaf", "BOOLEAN")],
                    [.. Store(statement.Store, context).Keys.Order(StringComparer.Ordinal).Select(name => (string?[])[name, "true"])]);
            case StatementVerb.ListStores:
                return new LocalRows(
                    [new LocalColumn("Name", "VARCHAR"), new LocalColumn("Type", "VARCHAR"), new LocalColumn("State", "VARCHAR")],
                    [.. _stores.Keys.Order(StringComparer.Ordinal).Select(name => (string?[])[name, "KAFKA", "ready"])]);
            case StatementVerb.ListDatabases:
                return new LocalRows([new LocalColumn("Name", "VARCHAR")], [.. _databases.Select(name => (string?[])[name])]);
            case StatementVerb.DescribeEntity:
                return Describe(statement, context);
            case StatementVerb.CreateEntity:
                return Create(statement, context);
            case StatementVerb.InsertIntoEntity:
                return Insert(statement, context);
            case StatementVerb.DropEntity:
                return Store(statement.Store, context).TryRemove(statement.Name, out _)
                    ? LocalRows.Empty
                    : throw Missing(statement.Name);
            case StatementVerb.PrintEntity:
                _ = Entity(statement, context);
                return new LocalRows([new LocalColumn("key", "VARCHAR"), new LocalColumn("value", "VARCHAR")], []);
            default:
                return new LocalRows([new LocalColumn("1", "INTEGER")], [["1"]]);
        }
    }

    /// <exception cref="StatementException">There is no such entity or store.</exception>
    public LocalEntity Entity(Statement statement, SessionContext context) =>
        Store(statement.Store, context).TryGetValue(statement.Name, out LocalEntity? entity) ? entity : throw Missing(statement.Name);

    private static StatementException Missing(string name) => new(SqlState.NoRelation, $"entity \"{name}\" not found");

    private ConcurrentDictionary<string, LocalEntity> Store(string? name, SessionContext context)
    {
        string store = name ?? context.Store ?? _defaultStore;
        return _stores.TryGetValue(store, out ConcurrentDictionary<string, LocalEntity>? entities)
            ? entities
            : throw new StatementException(SqlState.NoStore, $"store \"{store}\" not found");
    }

    // The seven columns that DeltaStream's Terraform provider reads.
    private LocalRows Describe(Statement statement, SessionContext context)
    {
        LocalEntity entity = Entity(statement, context);
        using MemoryStream configs = new();
        using (Utf8JsonWriter json = new(configs))
        {
            json.WriteStartObject();
            foreach ((string key, string value) in entity.Parameters)
            {
                if (key.StartsWith("kafka.topic.", StringComparison.Ordinal))
                {
                    json.WriteString(key["kafka.topic.".Length..], value);
                }
            }

            json.WriteEndObject();
        }

        return new LocalRows(
            [
                new LocalColumn("Name", "VARCHAR"), new LocalColumn("Type", "VARCHAR"), new LocalColumn("Partitions", "INTEGER"),
                new LocalColumn("Replicas", "INTEGER"), new LocalColumn("Key Descriptor", "VARCHAR"),
                new LocalColumn("Value Descriptor", "VARCHAR"), new LocalColumn("Configs", "VARCHAR"),
            ],
            [[
                statement.Name, "topic", entity.Parameters.GetValueOrDefault("kafka.partitions", "1"),
                entity.Parameters.GetValueOrDefault("kafka.replicas", "1"), null, null, System.Text.Encoding.UTF8.GetString(configs.ToArray()),
            ]]);
    }

    private LocalRows Create(Statement statement, SessionContext context)
    {
        foreach (string key in (string[])["kafka.partitions", "kafka.replicas"])
        {
            if (statement.Parameters.TryGetValue(key, out string? text)
                && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0))
            {
                throw new StatementException(SqlState.NoParameter, $"parameter '{key}' is '{text}', not a whole number above zero");
            }
        }

        return Store(statement.Store, context).TryAdd(statement.Name, new LocalEntity(statement.Parameters))
            ? LocalRows.Empty
            : throw new StatementException(SqlState.Duplicate, $"entity \"{statement.Name}\" already exists");
    }

    private LocalRows Insert(Statement statement, SessionContext context)
    {
        LocalEntity entity = Entity(statement, context);
        try
        {
            using JsonDocument record = JsonDocument.Parse(statement.Value!);
        }
        catch (JsonException error)
        {
            throw new StatementException(SqlState.Syntax, $"the value is not JSON: {error.Message}");
        }

        entity.Add(statement.Value!);
        return LocalRows.Empty;
    }
}

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

/// <summary>The rows of an answer; every cell is a text or null, whatever its type.</summary>
internal sealed record LocalRows(IReadOnlyList<LocalColumn> Columns, IReadOnlyList<string?[]> Rows)
{
    public static LocalRows Empty { get; } = new([], []);
}

/// <summary>A column of an answer.</summary>
internal readonly record struct LocalColumn(string Name, string Type);
