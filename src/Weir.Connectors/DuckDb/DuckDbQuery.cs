using Weir.Connectors.DuckDb.Native;
using Weir.Pipeline;

namespace Weir.Connectors.DuckDb;

/// <summary>
/// Runs a user's SQL on a DuckDB file; opened for reading only, unless this process writes it already.
/// </summary>
public sealed class DuckDbQuery : IWarehouseQuery
{
    private readonly DuckDbDatabase _database;
    private readonly DuckDbConnection _connection;

    private DuckDbQuery(DuckDbDatabase database)
    {
        _database = database;
        _connection = database.Connect();
    }

    /// <summary>The connection, for exports of this assembly.</summary>
    internal DuckDbConnection Connection => _connection;

    /// <summary>Opens the file.</summary>
    /// <param name="path">The file; <c>:memory:</c> for an empty database of its own.</param>
    /// <param name="options">Limits of the engine.</param>
    /// <param name="searchSchema">A schema whose tables and views are found first, such as <c>original</c> or
    /// <c>ethereum_etl</c>.</param>
    /// <param name="chainId">The chain that the views without a chain's column show; all there are when null.</param>
    /// <exception cref="Core.Errors.WarehouseException">The file is missing, locked by another process, or no DuckDB
    /// database.</exception>
    public static DuckDbQuery Open(
        string path, DuckDbOptions options, string? searchSchema = null, long? chainId = null)
    {
        DuckDbDatabase database = DuckDbDatabase.Open(path, isWritable: false, options);
        try
        {
            DuckDbQuery query = new(database);
            if (chainId is { } chain)
            {
                query._connection.Execute($"SET VARIABLE chain_id = {chain}");
            }

            if (searchSchema is not null)
            {
                query._connection.Execute(
                    $"SET search_path = '{DuckDbTypes.Quote(searchSchema).Replace("'", "''", StringComparison.Ordinal)},main'");
            }

            return query;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<IQueryResult> QueryAsync(
        string sql, IReadOnlyList<object?> parameters, CancellationToken cancellationToken) =>
        await _connection.RunAsync(() => Start(sql, parameters), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        _database.Dispose();
        return ValueTask.CompletedTask;
    }

    private DuckDbQueryResult Start(string sql, IReadOnlyList<object?> parameters)
    {
        DuckDbParameter[] values = [.. parameters.Select(DuckDbParameter.From)];
        return new DuckDbQueryResult(_connection, _connection.Stream(sql, values));
    }
}
