using System.Globalization;
using Weir.Core.Events;

namespace Weir.Connectors.DeltaStream;

/// <summary>The statements on entities, letter for letter as DeltaStream's Python SDK writes them.</summary>
public static class DeltaStreamSql
{
    public static string UseDatabase(string name) =>
        $"USE DATABASE {(name.Length > 1 && name[0] == '"' && name[^1] == '"' ? name : Identifier(name))};";

    /// <summary>All entities of a store; of the session's where <paramref name="store"/> is null.</summary>
    public static string ListEntities(string? store) =>
        store is null ? "LIST ENTITIES;" : $"LIST ENTITIES IN STORE {Identifier(store)};";

    public static string Describe(string entity, string? store) =>
        $"DESCRIBE ENTITY {Identifier(entity)}{InStore(store)};";

    public static string Create(EventTopic topic, string store) => string.Create(
        CultureInfo.InvariantCulture,
        $"CREATE ENTITY {Identifier(topic.Name)}{InStore(store)} WITH ('kafka.partitions' = {topic.Partitions}, 'kafka.replicas' = {topic.Replicas}, 'kafka.topic.retention.ms' = '{(long)topic.Retention.TotalMilliseconds}');");

    public static string Insert(string entity, string store, string json) =>
        $"INSERT INTO ENTITY {Identifier(entity)}{InStore(store)} VALUE({Text(json)});";

    public static string Drop(string entity, string store) => $"DROP ENTITY {Identifier(entity)}{InStore(store)};";

    public static string Print(string entity, string store, bool fromBeginning) =>
        $"PRINT ENTITY {Identifier(entity)}{InStore(store)}{(fromBeginning ? " WITH ('from_beginning')" : string.Empty)};";

    private static string InStore(string? store) => store is null ? string.Empty : $" IN STORE {Identifier(store)}";

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
