using DuckDB.NET.Native;
using Weir.Connectors.DuckDb.Native;
using Weir.Connectors.DuckDb.Vectors;
using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb;

/// <summary>Appends batches to one table as whole data chunks, inside the connection's transaction.</summary>
internal sealed class DuckDbTableLoader
{
    private static readonly int ChunkRows = (int)NativeMethods.Helpers.DuckDBVectorSize();

    private readonly DuckDbConnection _connection;
    private readonly BatchVectors _vectors;

    public DuckDbTableLoader(DuckDbConnection connection, TableSchema table)
    {
        _connection = connection;
        _vectors = new BatchVectors(table);
    }

    /// <summary>Appends every row of the batch.</summary>
    public void Load(IBatch batch)
    {
        _vectors.Use(batch);
        using DuckDBAppender appender = CreateAppender();
        try
        {
            using DuckDBDataChunk chunk = CreateChunk(appender);
            for (int start = 0; start < batch.RowCount; start += ChunkRows)
            {
                int count = Math.Min(ChunkRows, batch.RowCount - start);
                NativeMethods.DataChunks.DuckDBDataChunkReset(chunk);
                for (int column = 0; column < _vectors.Writers.Length; column++)
                {
                    nint vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, column);
                    _vectors.Writers[column].Write(vector, start, count);
                }

                NativeMethods.DataChunks.DuckDBDataChunkSetSize(chunk, (ulong)count);
                Check(appender, NativeMethods.Appender.DuckDBAppendDataChunk(appender, chunk));
            }

            Check(appender, NativeMethods.Appender.DuckDBAppenderClose(appender));
        }
        catch
        {
            // Destroying an appender would flush what it holds.
            NativeMethods.Appender.DuckDBAppenderClear(appender);
            throw;
        }
    }

    private DuckDBAppender CreateAppender()
    {
        DuckDBState state = NativeMethods.Appender.DuckDBAppenderCreate(
            _connection.Native, "main", _vectors.Table.Name, out DuckDBAppender appender);
        try
        {
            Check(appender, state);
            return appender;
        }
        catch
        {
            appender.Dispose();
            throw;
        }
    }

    private static DuckDBDataChunk CreateChunk(DuckDBAppender appender)
    {
        int columns = (int)NativeMethods.Appender.DuckDBAppenderColumnCount(appender);
        DuckDBLogicalType[] types = new DuckDBLogicalType[columns];
        nint[] handles = new nint[columns];
        try
        {
            for (int i = 0; i < columns; i++)
            {
                types[i] = NativeMethods.Appender.DuckDBAppenderColumnType(appender, (ulong)i);
                handles[i] = types[i].DangerousGetHandle();
            }

            return NativeMethods.DataChunks.DuckDBCreateDataChunk(handles, (ulong)columns);
        }
        finally
        {
            foreach (DuckDBLogicalType type in types)
            {
                type?.Dispose();
            }
        }
    }

    private void Check(DuckDBAppender appender, DuckDBState state)
    {
        if (state == DuckDBState.Success)
        {
            return;
        }

        using DuckDBErrorData error = NativeMethods.Appender.DuckDBAppenderErrorData(appender);
        throw DuckDbErrors.FromMessage(
            NativeMethods.ErrorData.DuckDBErrorDataMessage(error),
            NativeMethods.ErrorData.DuckDBErrorDataErrorType(error),
            _connection.Path,
            $"append to {_vectors.Table.Name}");
    }
}
