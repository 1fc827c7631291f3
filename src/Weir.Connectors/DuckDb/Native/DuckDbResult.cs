using System.Text;
using DuckDB.NET.Native;
using Weir.Core.Errors;

namespace Weir.Connectors.DuckDb.Native;

/// <summary>The result of a statement, chunk after chunk; it owns the statement it came from.</summary>
internal sealed unsafe class DuckDbResult : IDisposable
{
    private readonly string _path;
    private readonly string _statement;
    private readonly DuckDbStatement? _owner;
    private DuckDBResult _native;
    private DuckDBDataChunk? _chunk;

    public DuckDbResult(DuckDBResult native, string path, string statement, DuckDbStatement? owner = null)
    {
        _owner = owner;
        _native = native;
        _path = path;
        _statement = statement;
    }

    public int ColumnCount => (int)NativeMethods.Query.DuckDBColumnCount(ref _native);

    public long RowsChanged => NativeMethods.Query.DuckDBRowsChanged(ref _native);

    /// <summary>Rows in the current chunk.</summary>
    public int RowCount { get; private set; }

    public string ColumnName(int column) => NativeMethods.Query.DuckDBColumnName(ref _native, column);

    public DuckDBType ColumnType(int column) => NativeMethods.Query.DuckDBColumnType(ref _native, column);

    public DuckDBLogicalType ColumnLogicalType(int column) =>
        NativeMethods.Query.DuckDBColumnLogicalType(ref _native, column);

    /// <summary>Goes to the next chunk; the one before is gone.</summary>
    public bool NextChunk()
    {
        _chunk?.Dispose();
        _chunk = NativeMethods.Query.DuckDBFetchChunk(_native);
        RowCount = 0;
        if (_chunk.IsInvalid)
        {
            // The end of a stream and a failure in its middle look alike but for the message.
            string? message = NativeMethods.Query.DuckDBResultError(ref _native);
            return string.IsNullOrEmpty(message) ? false : throw Failure(message);
        }

        RowCount = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(_chunk);
        return RowCount > 0;
    }

    /// <summary>The current chunk's vector of a column.</summary>
    public nint Vector(int column) =>
        NativeMethods.DataChunks.DuckDBDataChunkGetVector(
            _chunk ?? throw new InvalidOperationException("No chunk."), column);

    public bool IsNull(int column, int row)
    {
        ulong* validity = NativeMethods.Vectors.DuckDBVectorGetValidity(Vector(column));
        return validity is not null && (validity[row >> 6] >> (row & 63) & 1) == 0;
    }

    /// <summary>A BIGINT.</summary>
    public long Int64(int column, int row) => ((long*)NativeMethods.Vectors.DuckDBVectorGetData(Vector(column)))[row];

    /// <summary>A VARCHAR, or null.</summary>
    public bool Bool(int column, int row) => ((bool*)NativeMethods.Vectors.DuckDBVectorGetData(Vector(column)))[row];

    /// <summary>A text, or null.</summary>
    public string? Text(int column, int row) => IsNull(column, row)
        ? null
        : Encoding.UTF8.GetString(((DuckDbText*)NativeMethods.Vectors.DuckDBVectorGetData(Vector(column))
            + row)->Bytes);

    public void ThrowIfFailed(DuckDBState state)
    {
        if (state != DuckDBState.Success)
        {
            throw Failure(NativeMethods.Query.DuckDBResultError(ref _native));
        }
    }

    public void Dispose()
    {
        _chunk?.Dispose();
        NativeMethods.Query.DuckDBDestroyResult(ref _native);
        _owner?.Dispose();
    }

    private WeirException Failure(string message) => DuckDbErrors.FromMessage(
        message, NativeMethods.Query.DuckDBResultErrorType(ref _native), _path, _statement);
}
