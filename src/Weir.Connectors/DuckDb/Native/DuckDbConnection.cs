using DuckDB.NET.Native;
using Weir.Core.Errors;

namespace Weir.Connectors.DuckDb.Native;

/// <summary>One connection, used by one thread at a time.</summary>
internal sealed class DuckDbConnection : IDisposable
{
    private DuckDbConnection(DuckDBNativeConnection native, string path)
    {
        Native = native;
        Path = path;
    }

    public DuckDBNativeConnection Native { get; }

    /// <summary>The database's path, for messages.</summary>
    public string Path { get; }

    public static DuckDbConnection Open(DuckDBDatabase database, string path)
    {
        if (NativeMethods.Startup.DuckDBConnect(database, out DuckDBNativeConnection native) == DuckDBState.Success)
        {
            return new DuckDbConnection(native, path);
        }

        native.Dispose();
        throw DuckDbErrors.FromMessage("The connection was refused.", DuckDBErrorType.Connection, path, "connect");
    }

    /// <summary>Runs statements without parameters or results.</summary>
    public void Execute(string sql)
    {
        DuckDBState state = NativeMethods.Query.DuckDBQuery(Native, sql, out DuckDBResult result);
        using DuckDbResult owned = new(result, Path, "execute");
        owned.ThrowIfFailed(state);
    }

    /// <summary>Runs one statement with its parameters, <c>$1</c> first, and drops its result.</summary>
    /// <returns>How many rows it changed.</returns>
    public long Execute(string sql, params ReadOnlySpan<DuckDbParameter> parameters)
    {
        using DuckDbResult result = Query(sql, parameters);
        return result.RowsChanged;
    }

    /// <summary>Runs one statement with its parameters, <c>$1</c> first.</summary>
    public DuckDbResult Query(string sql, params ReadOnlySpan<DuckDbParameter> parameters) =>
        Run(sql, parameters, isStreaming: false);

    /// <summary>
    /// Runs one statement and gives its chunks as they are made; the connection is busy until the result is disposed.
    /// </summary>
    public DuckDbResult Stream(string sql, params ReadOnlySpan<DuckDbParameter> parameters) =>
        Run(sql, parameters, isStreaming: true);

    /// <summary>The integers of the first row and column, or null where there is no row or it is NULL.</summary>
    public long? ScalarInt64(string sql, params ReadOnlySpan<DuckDbParameter> parameters)
    {
        using DuckDbResult result = Query(sql, parameters);
        return result.NextChunk() && result.RowCount > 0 && !result.IsNull(0, 0) ? result.Int64(0, 0) : null;
    }

    /// <summary>Makes the statement that is running on this connection fail; any thread may call it.</summary>
    public void Interrupt() => NativeMethods.Startup.DuckDBInterrupt(Native);

    /// <summary>Works on another thread; a cancelled token interrupts the statement that runs.</summary>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration interrupt = cancellationToken.Register(Interrupt);
        try
        {
            return await Task.Run(work, cancellationToken).ConfigureAwait(false);
        }
        catch (WeirException error) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The statement was interrupted.", error, cancellationToken);
        }
    }

    public void Dispose() => Native.Dispose();

    private DuckDbResult Run(string sql, ReadOnlySpan<DuckDbParameter> parameters, bool isStreaming)
    {
        DuckDbStatement statement = new(this, sql);
        try
        {
            return statement.Execute(parameters, isStreaming);
        }
        catch
        {
            statement.Dispose();
            throw;
        }
    }
}
