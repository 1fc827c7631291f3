using System.Text;
using System.Text.Json;
using Weir.Connectors.DeltaStream.Local.Stores;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>Databases, stores and source files, and what each statement does to them.</summary>
internal sealed class LocalCatalog(
    IReadOnlyList<string> databases, IReadOnlyList<(string Name, IEntityStore Store)> stores) : IAsyncDisposable
{
    private static readonly LocalColumn Name = new("Name", "VARCHAR");

    public SourceFiles FunctionSources { get; } =
        new("function_source", SqlState.DuplicateFunctionSource, SqlState.NoFunctionSource);

    public SourceFiles DescriptorSources { get; } =
        new("descriptor_source", SqlState.Duplicate, SqlState.NoDescriptorSource);

    /// <summary>Runs a statement in the session's context, which it may change.</summary>
    /// <exception cref="StatementException">It fails.</exception>
    public async Task<LocalResult> RunAsync(
        Statement statement, StatementRequest request, CancellationToken cancellationToken)
    {
        SessionContext context = request.Context;
        switch (statement.Verb)
        {
            case StatementVerb.UseDatabase:
                context.Database = databases.Contains(statement.Name)
                    ? statement.Name
                    : throw new StatementException(SqlState.NoDatabase, $"database \"{statement.Name}\" not found");
                return LocalResult.Empty;
            case StatementVerb.UseSchema:
                context.Schema = statement.Name;
                return LocalResult.Empty;
            case StatementVerb.UseStore:
                _ = Store(statement.Name, context);
                context.Store = statement.Name;
                return LocalResult.Empty;
            case StatementVerb.ListEntities:
                IReadOnlyList<string> names = await Store(statement.Store, context).ListAsync(cancellationToken);
                return new LocalResult(
                    [Name, new LocalColumn("IsLeaf", "BOOLEAN")], [.. names.Select(name => (string?[])[name, "true"])]);
            case StatementVerb.ListStores:
                return new LocalResult(
                    [Name, new LocalColumn("Type", "VARCHAR"), new LocalColumn("State", "VARCHAR")],
                    [.. stores.Select(store => store.Name).Order(StringComparer.Ordinal).Select(
                        name => (string?[])[name, "KAFKA", "ready"])]);
            case StatementVerb.ListDatabases:
                return new LocalResult([Name], [.. databases.Select(name => (string?[])[name])]);
            case StatementVerb.SelectOne:
                return new LocalResult([new LocalColumn("1", "INTEGER")], [["1"]]);
            default:
                return Sources(statement, request.Attachments)
                    ?? await EntityAsync(Store(statement.Store, context), statement, cancellationToken);
        }
    }

    /// <summary>The first store: what a request means that names none.</summary>
    public IEntityStore DefaultStore => stores[0].Store;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach ((_, IEntityStore store) in stores)
        {
            await store.DisposeAsync();
        }
    }

    private LocalResult? Sources(Statement statement, IReadOnlyList<Attachment> attachments) => statement.Verb switch
    {
        StatementVerb.ListFunctionSources => FunctionSources.List(),
        StatementVerb.ListDescriptorSources => DescriptorSources.List(),
        StatementVerb.CreateFunctionSource => FunctionSources.Create(statement, attachments),
        StatementVerb.CreateDescriptorSource => DescriptorSources.Create(statement, attachments),
        StatementVerb.DropFunctionSource => FunctionSources.Drop(statement.Name),
        StatementVerb.DropDescriptorSource => DescriptorSources.Drop(statement.Name),
        _ => null,
    };

    private static async Task<LocalResult> EntityAsync(
        IEntityStore store, Statement statement, CancellationToken cancellationToken)
    {
        string name = statement.Name;
        switch (statement.Verb)
        {
            case StatementVerb.CreateEntity:
                await store.CreateAsync(name, EntityShape.Of(statement.Parameters), cancellationToken);
                return LocalResult.Empty;
            case StatementVerb.DropEntity:
                await store.DropAsync(name, cancellationToken);
                return LocalResult.Empty;
            case StatementVerb.InsertIntoEntity:
                RequireJson(statement.Value!);
                await store.InsertAsync(name, statement.Value!, cancellationToken);
                return LocalResult.Empty;
            case StatementVerb.PrintEntity:
                _ = await store.DescribeAsync(name, cancellationToken);
                ReadFrom from = statement.Parameters.ContainsKey("from_beginning") ? ReadFrom.Beginning : ReadFrom.Now;
                return new LocalResult([new LocalColumn("key", "VARCHAR"), new LocalColumn("value", "VARCHAR")], [])
                {
                    Stream = new LocalStream(store, name, from, static record => [record.Key, record.Value]),
                };
            case StatementVerb.SelectFrom:
                return await LocalSelect.RunAsync(store, statement, cancellationToken);
            default:
                return Describe(name, await store.DescribeAsync(name, cancellationToken));
        }
    }

    // The seven columns that DeltaStream's Terraform provider reads.
    private static LocalResult Describe(string name, EntityShape shape)
    {
        using MemoryStream configs = new();
        using (Utf8JsonWriter json = new(configs))
        {
            json.WriteStartObject();
            foreach ((string key, string value) in shape.Configs)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        return new LocalResult(
            [
                Name, new LocalColumn("Type", "VARCHAR"), new LocalColumn("Partitions", "INTEGER"),
                new LocalColumn("Replicas", "INTEGER"),
                new LocalColumn("Key Descriptor", "VARCHAR"), new LocalColumn("Value Descriptor", "VARCHAR"),
                new LocalColumn("Configs", "VARCHAR"),
            ],
            [[name, "topic", $"{shape.Partitions}", $"{shape.Replicas}", null, null,
                Encoding.UTF8.GetString(configs.ToArray())]]);
    }

    private static void RequireJson(string value)
    {
        try
        {
            using JsonDocument record = JsonDocument.Parse(value);
        }
        catch (JsonException error)
        {
            throw new StatementException(SqlState.Syntax, $"the value is not JSON: {error.Message}");
        }
    }

    private IEntityStore Store(string? name, SessionContext context)
    {
        string wanted = name ?? context.Store ?? stores[0].Name;
        foreach ((string store, IEntityStore entities) in stores)
        {
            if (store == wanted)
            {
                return entities;
            }
        }

        throw new StatementException(SqlState.NoStore, $"store \"{wanted}\" not found");
    }
}
