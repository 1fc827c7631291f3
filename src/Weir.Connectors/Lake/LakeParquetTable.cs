using Weir.Connectors.DuckDb;
using Weir.Connectors.DuckDb.Native;
using Weir.Core.Tables;

namespace Weir.Connectors.Lake;

/// <summary>Writes the Parquet files of one table, one after the other.</summary>
internal sealed class LakeParquetTable : IDisposable
{
    private readonly DuckDbConnection _connection;
    private readonly DuckDbBatchScan _scan;
    private readonly string _columns;
#pragma warning disable CA2213 // Each writer is its caller's, who disposes of it.
    private LakeParquetWriter? _writer;
#pragma warning restore CA2213

    public LakeParquetTable(DuckDbDatabase database, TableSchema table)
    {
        _connection = database.Connect();
        _scan = new DuckDbBatchScan(_connection, table, () => _writer?.TakeNext() ?? false);
        _columns = string.Join(", ", table.Columns.Select(Selected));
    }

    /// <summary>Begins a file; the one before has been disposed.</summary>
    public ILakeWriter Create(string path)
    {
        string target = path.Replace("'", "''", StringComparison.Ordinal);
        string sql = $"COPY (SELECT {_columns} FROM {_scan.Name}()) TO '{target}' (FORMAT parquet, COMPRESSION zstd)";
        _writer = new LakeParquetWriter(_scan);
        _writer.Start(() => _connection.Execute(sql));
        return _writer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        _scan.Dispose();
    }

    // 256-bit integers become decimal text, as an export has them: Parquet has no type for them.
    private static string Selected(ColumnSchema column)
    {
        string name = DuckDbTypes.Quote(column.Name);
        return column.Type is LogicalType.UInt256 or LogicalType.Int256 ? $"{name}::VARCHAR AS {name}" : name;
    }
}
