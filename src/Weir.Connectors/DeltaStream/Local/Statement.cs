namespace Weir.Connectors.DeltaStream.Local;

/// <summary>A statement of the small language that DeltaStream's clients speak to entities.</summary>
/// <param name="Verb">What to do.</param>
/// <param name="Name">The entity, database, schema, store or source; empty for lists.</param>
/// <param name="Store">What stands after IN STORE.</param>
/// <param name="Value">The record of an INSERT.</param>
/// <param name="Parameters">What stands in WITH.</param>
internal sealed record Statement(
    StatementVerb Verb, string Name, string? Store, string? Value, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The columns of a SELECT; empty for all.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The LIMIT of a SELECT; null for a stream without an end.</summary>
    public int? Limit { get; init; }
}

/// <summary>The statements that are understood.</summary>
internal enum StatementVerb
{
    UseDatabase,
    UseSchema,
    UseStore,
    ListEntities,
    ListStores,
    ListDatabases,
    ListFunctionSources,
    ListDescriptorSources,
    DescribeEntity,
    CreateEntity,
    CreateFunctionSource,
    CreateDescriptorSource,
    InsertIntoEntity,
    DropEntity,
    DropFunctionSource,
    DropDescriptorSource,
    PrintEntity,
    SelectOne,
    SelectFrom,
}
