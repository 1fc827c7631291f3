using DuckDB.NET.Native;

namespace Weir.Connectors.DuckDb.Native;

/// <summary>One prepared statement.</summary>
internal sealed class DuckDbStatement : IDisposable
{
    private readonly DuckDbConnection _connection;
    private readonly string _sql;
    private readonly DuckDBPreparedStatement _native;

    public DuckDbStatement(DuckDbConnection connection, string sql)
    {
        _connection = connection;
        _sql = sql;
        if (NativeMethods.PreparedStatements.DuckDBPrepare(connection.Native, sql, out _native) != DuckDBState.Success)
        {
            string message = NativeMethods.PreparedStatements.DuckDBPrepareError(_native);
            _native.Dispose();
            throw DuckDbErrors.FromPreparation(message, connection.Path, sql);
        }
    }

    /// <summary>Runs it once; the result owns this statement from then on.</summary>
    public DuckDbResult Execute(ReadOnlySpan<DuckDbParameter> parameters, bool isStreaming)
    {
        long wanted = NativeMethods.PreparedStatements.DuckDBParams(_native);
        if (wanted != parameters.Length)
        {
            throw DuckDbErrors.FromMessage(
                $"Binder Error: the statement has {wanted} parameters, {parameters.Length} values were given.",
                DuckDBErrorType.Binder, _connection.Path, _sql);
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].Bind(_native, i + 1) != DuckDBState.Success)
            {
                throw DuckDbErrors.FromMessage(
                    $"Binder Error: parameter ${i + 1} was not taken.", DuckDBErrorType.Binder, _connection.Path, _sql);
            }
        }

        DuckDBState state = isStreaming
            ? NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(_native, out DuckDBResult result)
            : NativeMethods.PreparedStatements.DuckDBExecutePrepared(_native, out result);
        DuckDbResult owned = new(result, _connection.Path, _sql, this);
        try
        {
            owned.ThrowIfFailed(state);
            return owned;
        }
        catch
        {
            owned.Dispose();
            throw;
        }
    }

    public void Dispose() => _native.Dispose();
}
