using System.Data;
using System.Globalization;
using Npgsql;
using Weir.Pipeline;

namespace Weir.Connectors.Postgres;

/// <summary>Runs a user's SQL on a PostgreSQL database, in a transaction that only reads.</summary>
public sealed class PostgresQuery : IWarehouseQuery
{
    private readonly PostgresDatabase _database;
    private readonly string? _searchSchema;
    private readonly long? _chainId;
    private NpgsqlConnection? _connection;

    /// <param name="options">The database; it is reached with the first question.</param>
    /// <param name="searchSchema">A schema whose views are found first, such as <c>original</c> or
    /// <c>ethereum_etl</c>.</param>
    /// <param name="chainId">The chain that the views without a chain's column show; all there are when null.</param>
    public PostgresQuery(PostgresOptions options, string? searchSchema = null, long? chainId = null)
    {
        _database = new PostgresDatabase(options);
        _searchSchema = searchSchema;
        _chainId = chainId;
    }

    /// <inheritdoc/>
    public async Task<IQueryResult> QueryAsync(
        string sql, IReadOnlyList<object?> parameters, CancellationToken cancellationToken)
    {
        _connection ??= await ConnectAsync(cancellationToken);
        NpgsqlCommand? command = null;
        try
        {
#pragma warning disable CA2000 // The result owns it, or the block below disposes it.
            command = PostgresDatabase.Command(_connection, sql, [.. parameters]);
#pragma warning restore CA2000

            // As text: whatever type a result has, it can be read.
            command.AllResultTypesAreUnknown = true;
            NpgsqlDataReader reader =
                await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken);
            PostgresQueryResult result = new(command, reader, _database.Name, sql);
            command = null;
            return result;
        }
        catch (NpgsqlException error)
        {
            throw PostgresErrors.FromQuery(error, _database.Name, sql);
        }
        finally
        {
            if (command is not null)
            {
                await command.DisposeAsync();
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await connection.DisposeAsync();
        }

        await _database.DisposeAsync();
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await _database.OpenAsync(cancellationToken);
        await _database.GuardAsync(async () =>
        {
            await PostgresDatabase.ExecuteAsync(
                connection, "SET default_transaction_read_only = on", cancellationToken);
            if (_searchSchema is { } schema)
            {
                await PostgresDatabase.ExecuteAsync(
                    connection,
                    "SELECT set_config('search_path', $1 || ', ' || current_setting('search_path'), false)",
                    cancellationToken, PostgresTypes.Quote(schema));
            }

            if (_chainId is { } chainId)
            {
                await PostgresDatabase.ExecuteAsync(
                    connection, $"SELECT set_config('{PostgresViews.ChainSetting}', $1, false)", cancellationToken,
                    chainId.ToString(CultureInfo.InvariantCulture));
            }
        });
        return connection;
    }
}
