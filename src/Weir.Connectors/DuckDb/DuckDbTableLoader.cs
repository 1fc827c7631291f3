using Weir.Connectors.DuckDb.Native;
using Weir.Core.Errors;
using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb;

/// <summary>Puts batches into one table as whole data chunks, inside the connection's transaction.</summary>
internal sealed class DuckDbTableLoader : IDisposable
{
    /// <summary>Below this many rows a second thread costs more than it saves.</summary>
    private const int RowsWorthAThread = 16_384;

    private readonly DuckDbConnection _connection;
    private readonly DuckDbBatchScan _scan;
    private readonly string _insert;
    private readonly int _threads;

    public DuckDbTableLoader(DuckDbConnection connection, TableSchema table)
    {
        _connection = connection;
        _scan = new DuckDbBatchScan(connection, table);
        string columns = string.Join(", ", table.Columns.Select(column => DuckDbTypes.Quote(column.Name)));
        _insert = $"INSERT INTO main.{DuckDbTypes.Quote(table.Name)} ({columns}) SELECT * FROM {_scan.Name}()";
        _threads = (int)(connection.ScalarInt64("SELECT current_setting('threads')::BIGINT") ?? 1);
    }

    /// <summary>Inserts every row of the batch.</summary>
    public void Load(IBatch batch)
    {
        _scan.Use(batch, Math.Clamp(batch.RowCount / RowsWorthAThread, 1, _threads));
        try
        {
            _connection.Execute(_insert, []);
        }
        catch (WeirException) when (_scan.Failure is Exception failure)
        {
            throw new InvalidOperationException($"The rows could not be read: {failure.Message}", failure);
        }
    }

    public void Dispose() => _scan.Dispose();
}
