using Weir.Connectors.DuckDb.Native;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.DuckDb;

/// <summary>A DuckDB file as a warehouse to write: its tables, and one transaction at a time.</summary>
internal sealed class DuckDbWarehouse : IWarehouse
{
    private readonly string _path;
    private readonly DuckDbOptions _options;
    private readonly TimeProvider _time;
    private readonly Dictionary<TableSchema, DuckDbTableLoader> _loaders = [];

    private DuckDbDatabase? _database;
    private DuckDbConnection? _connection;

    public DuckDbWarehouse(string path, DuckDbOptions options, TimeProvider time)
    {
        _path = path;
        _options = options;
        _time = time;
    }

    /// <inheritdoc/>
    public string Name => Connection.Path;

    /// <summary>The one connection that writes.</summary>
    public DuckDbConnection Connection =>
        _connection ?? throw new InvalidOperationException("The warehouse is not open.");

    /// <summary>Microseconds since 1970.</summary>
    public long Now => _time.GetMicroseconds();

    /// <inheritdoc/>
    public Task PrepareAsync(IReadOnlyList<TableSchema> tables, CancellationToken cancellationToken) =>
        Task.Run(() => PrepareWithinTransactionAsync(tables, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task<IWarehouseTransaction> BeginAsync(
        long chainId, IReadOnlyList<IBatch> batches, CancellationToken cancellationToken)
    {
        DuckDbDatabase database = _database ?? throw new InvalidOperationException("The warehouse is not open.");
        return await DuckDbTransaction.BeginAsync(this, database.Writer, chainId, cancellationToken);
    }

    /// <summary>What puts rows into a table.</summary>
    public DuckDbTableLoader Loader(TableSchema table)
    {
        if (!_loaders.TryGetValue(table, out DuckDbTableLoader? loader))
        {
            _loaders[table] = loader = new DuckDbTableLoader(Connection, table);
        }

        return loader;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (DuckDbTableLoader loader in _loaders.Values)
        {
            loader.Dispose();
        }

        _loaders.Clear();
        _connection?.Dispose();
        _connection = null;
        _database?.Dispose();
        _database = null;
        return ValueTask.CompletedTask;
    }

    private async Task PrepareWithinTransactionAsync(
        IReadOnlyList<TableSchema> tables, CancellationToken cancellationToken)
    {
        _database ??= DuckDbDatabase.Open(_path, isWritable: true, _options);
        _connection ??= _database.Connect();
        await using DuckDbTransaction transaction =
            await DuckDbTransaction.BeginAsync(this, _database.Writer, chainId: 0, cancellationToken);
        foreach (TableSchema table in tables)
        {
            DuckDbCatalog.EnsureTable(Connection, table);
        }

        DuckDbViews.Create(Connection);
        transaction.Commit();
    }
}
