using System.Data;
using System.Diagnostics.CodeAnalysis;
using Npgsql;
using NpgsqlTypes;

namespace Weir.Connectors.Postgres;

/// <summary>A pool of connections to one database; each is in UTC and looks into one schema.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;

    public PostgresDatabase(PostgresOptions options)
    {
        Name = options.Name;
        NpgsqlSlimDataSourceBuilder builder = new(options.Settings.ConnectionString);
        builder.EnableTransportSecurity();
        builder.EnableIntegratedSecurity();
        _source = builder.Build();
    }

    /// <summary>Server and database, for messages.</summary>
    public string Name { get; }

    /// <summary>A connection; closing it gives it back to the pool.</summary>
    /// <exception cref="Core.Errors.WarehouseException">The server cannot be reached, or refuses.</exception>
    public Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) =>
        GuardAsync(async () => await _source.OpenConnectionAsync(cancellationToken));

    /// <summary>Runs work whose failures become a user's errors.</summary>
    public async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (NpgsqlException error)
        {
            throw PostgresErrors.From(error, Name);
        }
        catch (Exception error) when (error is ObjectDisposedException or IOException)
        {
            // What the driver throws where the connection breaks between two of its steps.
            throw PostgresErrors.Gone(error, Name);
        }
    }

    /// <inheritdoc cref="GuardAsync{T}"/>
    public Task GuardAsync(Func<Task> work) => GuardAsync(async () =>
    {
        await work();
        return true;
    });

    /// <summary>A statement with its parameters <c>$1</c>, <c>$2</c>…</summary>
    [SuppressMessage("Security", "CA2100", Justification = "Identifiers are quoted and values are parameters.")]
    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object?[] parameters)
    {
        NpgsqlCommand command = new(sql, connection);
        foreach (object? value in parameters)
        {
            command.Parameters.Add(Parameter(value));
        }

        return command;
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public static async Task<int> ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object?[] parameters)
    {
        await using NpgsqlCommand command = Command(connection, sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The rows of a query, each made by <paramref name="row"/>.</summary>
    public static async Task<List<T>> ListAsync<T>(
        NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken,
        params object?[] parameters)
    {
        List<T> rows = [];
        await using NpgsqlCommand command = Command(connection, sql, parameters);
        await using NpgsqlDataReader reader =
            await command.ExecuteReaderAsync(CommandBehavior.Default, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    // A text goes without a type, so that the server reads it as what stands beside it.
    private static NpgsqlParameter Parameter(object? value) => value switch
    {
        long number => new NpgsqlParameter<long> { TypedValue = number },
        bool flag => new NpgsqlParameter<bool> { TypedValue = flag },
        null => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown },
        _ => new NpgsqlParameter
        {
            Value = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
            NpgsqlDbType = NpgsqlDbType.Unknown,
        },
    };
}
