using Weir.App.Settings;
using Weir.Connectors;
using Weir.Connectors.DuckDb;
using Weir.Connectors.Export;
using Weir.Connectors.Lake;
using Weir.Connectors.Postgres;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Transforms;
using Weir.Pipeline;

namespace Weir.App;

/// <summary>
/// The one table of warehouses by kind: what a specification gives to write to, to read, to ask and to export.
/// </summary>
internal sealed class Warehouses
{
    /// <summary>How warehouses are written.</summary>
    public const string Forms = "duckdb:PATH or postgres:Host=HOST;Database=NAME";

    /// <summary>How destinations are written that can be loaded, asked or not.</summary>
    public const string LoadForms = $"{Forms} or {LakeOptions.Form}";

    private readonly Dictionary<string, WarehouseKind> _kinds;

    /// <param name="time">The clock of rows and repetitions.</param>
    /// <param name="onRetry">Told of each repetition of a commit.</param>
    public Warehouses(TimeProvider time, Action<WeirException, TimeSpan>? onRetry = null)
    {
        _kinds = new()
        {
            ["duckdb"] = new()
            {
                Dialect = "duckdb",
                Exists = File.Exists,
                OpenSink = (path, settings) => new DuckDbSink(path, DuckDb(settings), time),
                OpenReader = (path, settings, malformed) => DuckDbReader.Open(path, DuckDb(settings), malformed),
                OpenQuery = (path, settings, schema, chainId) =>
                    DuckDbQuery.Open(path, DuckDb(settings), schema, chainId),
                OpenExporter = (path, settings, chainId) => WarehouseExporter.Open(path, DuckDb(settings), chainId),
                MigrateAsync = (path, tables, isDry, token) =>
                    DuckDbMigration.RunAsync(path, DuckDb(new WarehouseSettings()), tables, isDry, time, token),
            },
            ["postgres"] = new()
            {
                Dialect = "postgres",
                Exists = rest => PostgresReader.Exists(PostgresOptions.Parse(rest)),
                OpenSink = (rest, _) => new PostgresSink(PostgresOptions.Parse(rest), time, onRetry: onRetry),
                OpenReader = (rest, _, malformed) => new PostgresReader(PostgresOptions.Parse(rest), malformed),
                OpenQuery = (rest, _, schema, chainId) =>
                    new PostgresQuery(PostgresOptions.Parse(rest), schema, chainId),
                OpenExporter = (rest, _, chainId) => WarehouseExporter.Open(PostgresOptions.Parse(rest), chainId),
                MigrateAsync = (rest, tables, isDry, token) =>
                    PostgresMigration.RunAsync(PostgresOptions.Parse(rest), tables, isDry, time, token),
                CheckAsync = (rest, token) =>
                    PostgresCheck.RunAsync(PostgresOptions.Parse(rest), Decoders.AllTables, token),
                Show = spec => PostgresOptions.Parse(spec.Rest).Name,
            },
            ["files"] = new()
            {
                TakesFinalBlocksOnly = true,
                Exists = rest => Directory.Exists(LakeOptions.Parse(rest).Folder),
                OpenSink = (rest, _) => new LakeSink(LakeOptions.Parse(rest)),
                ReadLedger = (rest, chainId) => LakeSink.ReadLedger(LakeOptions.Parse(rest), chainId),
            },
        };
    }

    /// <summary>Whether the text names a warehouse that can be read, rather than a source.</summary>
    public bool IsWarehouse(string text) =>
        _kinds.TryGetValue(text.Split(':', 2)[0], out WarehouseKind? kind) && kind.OpenReader is not null;

    /// <summary>Whether there is something already.</summary>
    public bool Exists(WarehouseSpec spec) => Kind(spec).Exists(spec.Rest);

    /// <summary>The ledger of a chain, read without changing anything.</summary>
    public async Task<Ledger> ReadLedgerAsync(WarehouseSpec spec, long chainId, CancellationToken cancellationToken)
    {
        if (Kind(spec).ReadLedger is { } read)
        {
            return read(spec.Rest, chainId);
        }

        await using IWarehouseReader reader = OpenReader(spec, new WarehouseSettings());
        return new Ledger(chainId, await reader.GetLedgerAsync(cancellationToken));
    }

    /// <summary>Whose SQL it speaks, as the translator names it.</summary>
    public string Dialect(WarehouseSpec spec) => Kind(spec).Dialect ?? throw WriteOnly(spec);

    /// <summary>Whether it is there and its rows can be read back.</summary>
    public bool IsReadable(WarehouseSpec spec) => Kind(spec).OpenReader is not null && Exists(spec);

    /// <summary>Whether only blocks that no reorganisation takes back may go there.</summary>
    public bool TakesFinalBlocksOnly(WarehouseSpec spec) => Kind(spec).TakesFinalBlocksOnly;

    /// <summary>Opens it for commits.</summary>
    public ISink OpenSink(WarehouseSpec spec, WarehouseSettings settings) => Kind(spec).OpenSink(spec.Rest, settings);

    /// <summary>Opens it to read whole tables back.</summary>
    /// <param name="spec">Which.</param>
    /// <param name="settings">Its limits.</param>
    /// <param name="malformed">Told of values that are not of their column's form; an error where null.</param>
    public IWarehouseReader OpenReader(
        WarehouseSpec spec, WarehouseSettings settings, Action<MalformedValue>? malformed = null) =>
        (Kind(spec).OpenReader ?? throw WriteOnly(spec))(spec.Rest, settings, malformed);

    /// <summary>Opens it for SQL.</summary>
    /// <param name="spec">Which.</param>
    /// <param name="settings">Its limits.</param>
    /// <param name="schema">A schema whose names are found first, or null.</param>
    /// <param name="chainId">The chain that views without a chain's column show; all when null.</param>
    public IWarehouseQuery OpenQuery(
        WarehouseSpec spec, WarehouseSettings settings, string? schema = null, long? chainId = null) =>
        (Kind(spec).OpenQuery ?? throw WriteOnly(spec))(spec.Rest, settings, schema, chainId);

    /// <summary>Opens it for exports into files.</summary>
    public IWarehouseExporter OpenExporter(WarehouseSpec spec, WarehouseSettings settings, long? chainId) =>
        (Kind(spec).OpenExporter ?? throw WriteOnly(spec))(spec.Rest, settings, chainId);

    /// <summary>Brings what is there to this version's tables, views and indexes, with its rows.</summary>
    /// <param name="spec">Which.</param>
    /// <param name="tables">The tables that this version knows.</param>
    /// <param name="isDry">Only says what would be done.</param>
    /// <param name="cancellationToken">Stops it; then nothing has changed.</param>
    /// <returns>What was done, a statement each.</returns>
    public Task<IReadOnlyList<string>> MigrateAsync(
        WarehouseSpec spec, IReadOnlyList<TableSchema> tables, bool isDry, CancellationToken cancellationToken) =>
        (Kind(spec).MigrateAsync ?? throw WriteOnly(spec))(spec.Rest, tables, isDry, cancellationToken);

    /// <summary>What can be seen of it without changing anything.</summary>
    public async Task<IReadOnlyList<CheckResult>> CheckAsync(WarehouseSpec spec, CancellationToken cancellationToken)
    {
        if (Kind(spec).CheckAsync is { } check)
        {
            return await check(spec.Rest, cancellationToken);
        }

        if (!Exists(spec))
        {
            return [new CheckResult("warehouse", true, "is not there yet; the first load makes it")];
        }

        if (Kind(spec).OpenReader is null)
        {
            return [new CheckResult("warehouse", true, "is there")];
        }

        await using IWarehouseReader reader = OpenReader(spec, new WarehouseSettings());
        IReadOnlyList<LedgerLine> ledger = await reader.GetLedgerAsync(cancellationToken);
        return
        [
            new CheckResult("warehouse", true, $"is there, with {ledger.Select(line => line.Table).Distinct().Count()} tables of "
                + $"{ledger.Select(line => line.ChainId).Distinct().Count()} chains"),
        ];
    }

    /// <summary>As it is shown to the user, without secrets.</summary>
    public string Show(WarehouseSpec spec) => Kind(spec).Show(spec);

    private static DuckDbOptions DuckDb(WarehouseSettings settings) =>
        new() { MemoryLimit = settings.Memory, Threads = settings.Threads };

    private WarehouseKind Kind(WarehouseSpec spec) => _kinds.TryGetValue(spec.Kind, out WarehouseKind? kind)
        ? kind
        : throw new ConfigException(
            ErrorCodes.BadDestination, $"'{spec.Kind}:…' is not a warehouse", $"Write {LoadForms}.");

    private static ConfigException WriteOnly(WarehouseSpec spec) => new(
        ErrorCodes.BadDestination, $"{spec.Kind}: can be loaded, not asked",
        $"Name a warehouse that can be asked: {Forms}.");
}

/// <summary>What a kind of warehouse can do; null for what it cannot.</summary>
internal sealed class WarehouseKind
{
    public string? Dialect { get; init; }

    public bool TakesFinalBlocksOnly { get; init; }

    public required Func<string, bool> Exists { get; init; }

    public required Func<string, WarehouseSettings, ISink> OpenSink { get; init; }

    /// <summary>The ledger of a chain, where there is no reader to ask.</summary>
    public Func<string, long, Ledger>? ReadLedger { get; init; }

    public Func<string, WarehouseSettings, Action<MalformedValue>?, IWarehouseReader>? OpenReader { get; init; }

    public Func<string, WarehouseSettings, string?, long?, IWarehouseQuery>? OpenQuery { get; init; }

    public Func<string, WarehouseSettings, long?, IWarehouseExporter>? OpenExporter { get; init; }

    public Func<string, IReadOnlyList<TableSchema>, bool, CancellationToken, Task<IReadOnlyList<string>>>? MigrateAsync
    {
        get;
        init;
    }

    public Func<string, CancellationToken, Task<IReadOnlyList<CheckResult>>>? CheckAsync { get; init; }

    /// <summary>The specification as it may be shown: a kind with passwords leaves them out.</summary>
    public Func<WarehouseSpec, string> Show { get; init; } = spec => $"{spec.Kind}:{spec.Rest}";
}

/// <summary>Limits of an embedded engine; those that have none pass them over.</summary>
/// <param name="Memory">The most memory it may use, such as <c>1GB</c>; its own default when null.</param>
/// <param name="Threads">Its threads; one a core when null.</param>
internal sealed record WarehouseSettings(string? Memory = null, int? Threads = null);
