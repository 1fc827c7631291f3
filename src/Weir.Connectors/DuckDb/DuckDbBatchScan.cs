using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Native;
using Weir.Connectors.DuckDb.Native;
using Weir.Connectors.DuckDb.Vectors;
using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb;

/// <summary>
/// A batch as a table function of the engine: <c>INSERT … SELECT * FROM</c> it fills chunks on as many threads as the
/// engine gives, each thread a slice of the rows at a time.
/// </summary>
/// <remarks>
/// An appender copies every chunk once more before it stores it, and on one thread; here the engine stores straight
/// from our vectors. It reads a chunk before it asks the same thread for the next, so each thread's buffers are used
/// again.
/// </remarks>
internal sealed unsafe class DuckDbBatchScan : IDisposable
{
    /// <summary>Rows of a slice at most: DuckDB's row group, so that a thread writes whole ones.</summary>
    private const int RowGroup = 122_880;

    private static readonly int ChunkRows = (int)NativeMethods.Helpers.DuckDBVectorSize();
    private static long _registered;

    private readonly TableSchema _table;
    private readonly DuckDBLogicalType[] _types;
    private readonly List<ScanPart> _slices = [];
    private readonly Func<bool>? _refill;
    private readonly GCHandle _self;
    private IBatch? _batch;
    private int _sliceRows;
    private int _endRow;
    private int _nextRow;
    private int _nextSlice;

    /// <param name="connection">Where the function is registered.</param>
    /// <param name="table">The table whose columns it gives.</param>
    /// <param name="refill">
    /// For a statement that gets several batches, on one thread: called when the rows are used up, it calls <c>Use</c>
    /// for the next ones, or says false at the end.
    /// </param>
    public DuckDbBatchScan(DuckDbConnection connection, TableSchema table, Func<bool>? refill = null)
    {
        _table = table;
        _refill = refill;
        _types = ColumnTypes(connection, table);
        Name = $"weir_batch_{Interlocked.Increment(ref _registered)}";
        _self = GCHandle.Alloc(this);
        Register(connection);
    }

    /// <summary>The function's name in SQL.</summary>
    public string Name { get; }

    /// <summary>What failed in a callback, where exceptions cannot pass.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The rows that the next statement gets: all of a batch.</summary>
    public void Use(IBatch batch, int threads) => Use(batch, 0, batch.RowCount, threads);

    /// <summary>The rows that the statement gets next.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="from">Its first row that counts.</param>
    /// <param name="to">The row after the last that counts.</param>
    /// <param name="threads">How many threads may read.</param>
    public void Use(IBatch batch, int from, int to, int threads)
    {
        _batch = batch;
        Failure = null;
        while (_slices.Count < threads)
        {
            _slices.Add(new ScanPart(new BatchVectors(_table)));
        }

        foreach (ScanPart slice in _slices)
        {
            slice.Vectors.Use(batch);
            slice.Next = slice.End = 0;
        }

        int share = (to - from + threads - 1) / threads;
        _sliceRows = Math.Clamp((share + ChunkRows - 1) / ChunkRows * ChunkRows, ChunkRows, RowGroup);
        _nextRow = from;
        _endRow = to;
    }

    public void Dispose()
    {
        foreach (DuckDBLogicalType type in _types)
        {
            type.Dispose();
        }

        _self.Free();
    }

    private static DuckDBLogicalType[] ColumnTypes(DuckDbConnection connection, TableSchema table)
    {
        using DuckDbResult shape = connection.Query($"SELECT {DuckDbTypes.NullRow(table)} LIMIT 0");
        DuckDBLogicalType[] types = new DuckDBLogicalType[shape.ColumnCount];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = shape.ColumnLogicalType(i);
        }

        return types;
    }

    private static DuckDbBatchScan Scan(nint extraInfo) => (DuckDbBatchScan)GCHandle.FromIntPtr(extraInfo).Target!;

    private void Register(DuckDbConnection connection)
    {
        nint function = DuckDbNative.CreateTableFunction();
        try
        {
            DuckDbNative.SetName(function, Name);
            DuckDbNative.SetExtraInfo(function, GCHandle.ToIntPtr(_self), null);
            DuckDbNative.SetBind(function, &Bind);
            DuckDbNative.SetInit(function, &Init);
            DuckDbNative.SetLocalInit(function, &LocalInit);
            DuckDbNative.SetFunction(function, &Read);
            if (DuckDbNative.Register(connection.Native.DangerousGetHandle(), function) != 0)
            {
                throw DuckDbErrors.FromMessage(
                    "The table function was refused.", DuckDBErrorType.Internal, connection.Path, Name);
            }
        }
        finally
        {
            DuckDbNative.DestroyTableFunction(ref function);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Bind(nint info)
    {
        DuckDbBatchScan scan = Scan(DuckDbNative.BindExtraInfo(info));
        for (int i = 0; i < scan._types.Length; i++)
        {
            DuckDbNative.AddResultColumn(info, scan._table.Columns[i].Name, scan._types[i].DangerousGetHandle());
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Init(nint info)
    {
        // A new statement numbers its threads anew.
        Scan(DuckDbNative.InitExtraInfo(info))._nextSlice = 0;
        DuckDbNative.SetMaxThreads(info, (ulong)Math.Max(1, Scan(DuckDbNative.InitExtraInfo(info))._slices.Count));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void LocalInit(nint info)
    {
        // The state is the thread's number plus one: no memory to free.
        DuckDbBatchScan scan = Scan(DuckDbNative.InitExtraInfo(info));
        DuckDbNative.SetInitData(info, Interlocked.Increment(ref scan._nextSlice), null);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Read(nint info, nint chunk)
    {
        DuckDbBatchScan scan = Scan(DuckDbNative.FunctionExtraInfo(info));
        try
        {
            DuckDbNative.SetSize(chunk, (ulong)scan.Fill(chunk, (int)DuckDbNative.LocalInitData(info) - 1));
        }
#pragma warning disable CA1031 // No exception may pass into the engine: it is kept and thrown when the statement has failed.
        catch (Exception error)
#pragma warning restore CA1031
        {
            scan.Failure = error;
            DuckDbNative.SetFunctionError(info, error.Message);
        }
    }

    private int Fill(nint chunk, int thread)
    {
        int count = NextRows(thread);
        while (count == 0 && _refill is not null && _refill())
        {
            count = NextRows(thread);
        }

        if (count == 0)
        {
            return 0;
        }

        ScanPart slice = _slices[thread];
        ReadOnlySpan<VectorWriter> writers = slice.Vectors.Writers;
        for (int column = 0; column < writers.Length; column++)
        {
            writers[column].Write(DuckDbNative.Vector(chunk, (ulong)column), slice.Next, count);
        }

        slice.Next += count;
        return count;
    }

    // How many rows the thread writes now; 0 where all are taken.
    private int NextRows(int thread)
    {
        if (_batch is null || thread >= _slices.Count)
        {
            return 0;
        }

        ScanPart slice = _slices[thread];
        if (slice.Next == slice.End)
        {
            int start = Interlocked.Add(ref _nextRow, _sliceRows) - _sliceRows;
            if (start < 0 || start >= _endRow)
            {
                return 0;
            }

            slice.Next = start;
            slice.End = Math.Min(_endRow, start + _sliceRows);
        }

        return Math.Min(ChunkRows, slice.End - slice.Next);
    }

    /// <summary>One thread's rows and buffers.</summary>
    private sealed class ScanPart(BatchVectors vectors)
    {
        public BatchVectors Vectors { get; } = vectors;

        public int Next { get; set; }

        public int End { get; set; }
    }
}
