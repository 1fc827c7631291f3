using Weir.Connectors.DuckDb.Native;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.DuckDb;

/// <summary>Writes commits into a DuckDB file, each in one transaction.</summary>
public sealed class DuckDbSink : ISink
{
    /// <summary>The pipeline that loads blocks again whatever the ledger says of them.</summary>
    public const string RepairPipeline = "repair";

    private readonly string _path;
    private readonly DuckDbOptions _options;
    private readonly TimeProvider _time;
    private readonly Dictionary<TableSchema, DuckDbTableLoader> _loaders = [];

    private DuckDbDatabase? _database;
    private DuckDbConnection? _connection;
    private IReadOnlyList<TableSchema> _tables = [];
    private PipelineKey _pipeline;

    /// <param name="path">The file; made where it is missing. <c>:memory:</c> for a database that dies with the sink.</param>
    /// <param name="options">Limits of the engine.</param>
    /// <param name="time">What <c>updated_at</c> and <c>committed_at</c> say.</param>
    public DuckDbSink(string path, DuckDbOptions options, TimeProvider time)
    {
        _path = path;
        _options = options;
        _time = time;
    }

    /// <inheritdoc/>
    public SinkKind Kind => SinkKind.Transactional;

    /// <summary>The connection, for those of this assembly who look into an in-memory database.</summary>
    internal DuckDbConnection Connection => _connection ?? throw new InvalidOperationException("The sink is not open.");

    /// <inheritdoc/>
    public Task<SinkState> OpenAsync(
        PipelineKey pipeline, IReadOnlyList<TableSchema> tables, ProofGroups asked, CancellationToken cancellationToken) =>
        Task.Run(() => Open(pipeline, tables, asked), cancellationToken);

    /// <inheritdoc/>
    public async Task CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        DuckDbDatabase database = _database ?? throw new InvalidOperationException("The sink is not open.");
        await database.Writer.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Task.Run(() => Apply(commit, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            database.Writer.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _loaders.Clear();
        _connection?.Dispose();
        _connection = null;
        _database?.Dispose();
        _database = null;
        return ValueTask.CompletedTask;
    }

    private SinkState Open(PipelineKey pipeline, IReadOnlyList<TableSchema> tables, ProofGroups asked)
    {
        if (_database is not null)
        {
            throw new InvalidOperationException("The sink is open already.");
        }

        _database = DuckDbDatabase.Open(_path, isWritable: true, _options);
        _connection = _database.Connect();
        _pipeline = pipeline;
        _tables = tables;
        DuckDbTransaction.Run(Connection, () =>
        {
            foreach (TableSchema table in (IEnumerable<TableSchema>)[IngestTables.Positions, IngestTables.Ranges, .. tables])
            {
                DuckDbCatalog.EnsureTable(Connection, table);
            }

            DuckDbViews.Create(Connection);
        }, CancellationToken.None);

        DuckDbPosition position = DuckDbPosition.Read(Connection, pipeline);
        BlockRangeSet whole = DuckDbLedger.Read(Connection, pipeline.ChainId).Whole(tables, asked);
        return new SinkState(position.Sequence, position.Position, position.Recent.Blocks, whole.Ranges);
    }

    private void Apply(Commit commit, CancellationToken cancellationToken) => DuckDbTransaction.Run(
        Connection, () => new DuckDbCommit(Connection, _pipeline, _tables, Loader, Now).Apply(commit), cancellationToken);

    private DuckDbTableLoader Loader(TableSchema table)
    {
        if (!_loaders.TryGetValue(table, out DuckDbTableLoader? loader))
        {
            _loaders[table] = loader = new DuckDbTableLoader(Connection, table);
        }

        return loader;
    }

    private long Now() => (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
