namespace Weir.Connectors.DeltaStream.Local;

/// <summary>A statement of the small language that DeltaStream's clients speak to entities.</summary>
/// <param name="Verb">What to do.</param>
/// <param name="Name">The entity, database, schema or store; empty for lists.</param>
/// <param name="Store">What stands after IN STORE.</param>
/// <param name="Value">The record of an INSERT.</param>
/// <param name="Parameters">What stands in WITH.</param>
internal sealed record Statement(
    StatementVerb Verb, string Name, string? Store, string? Value, IReadOnlyDictionary<string, string> Parameters);

/// <summary>The statements that are understood.</summary>
internal enum StatementVerb
{
    UseDatabase,
    UseSchema,
    UseStore,
    ListEntities,
    ListStores,
    ListDatabases,
    DescribeEntity,
    CreateEntity,
    InsertIntoEntity,
    DropEntity,
    PrintEntity,
    SelectOne,
}

/// <summary>A statement that fails: its state and message go to the client.</summary>
public sealed class StatementException(string sqlState, string message) : Exception(message)
{
    public string SqlState { get; } = sqlState;
}
