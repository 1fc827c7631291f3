using System.Net.Sockets;
using Npgsql;
using Weir.Core.Errors;

namespace Weir.Connectors.Postgres;

/// <summary>What the server says, as the errors that a user is told; by SQLSTATE, never by text.</summary>
internal static class PostgresErrors
{
    /// <summary>The error of anything but a user's own query.</summary>
    public static WarehouseException From(NpgsqlException error, string name) => error is PostgresException answer
        ? FromAnswer(answer, name)
        : new WarehouseException(
            ErrorCodes.WarehouseUnreachable, $"{name}: {Reason(error)}",
            "Check host, port and TLS settings, and that the server runs; nothing is lost, start again to go on.",
            error.IsTransient || error.InnerException is IOException or SocketException or TimeoutException, error);

    /// <summary>The connection broke.</summary>
    public static WarehouseException Gone(Exception error, string name) => new(
        ErrorCodes.WarehouseUnreachable, $"{name}: the connection is gone: {error.Message}",
        "Check that the server runs; nothing is lost, start again to go on.", true, error);

    /// <summary>The error of a user's query: its own mistakes are a syntax error with the place.</summary>
    public static WeirException FromQuery(NpgsqlException error, string name, string sql) =>
        error is PostgresException { SqlState: { } state } answer && IsStatements(state)
            ? new SqlSyntaxException(
                ErrorCodes.SqlSyntax, $"{answer.MessageText}{Place(answer, sql)}",
                answer.Hint ?? "Correct the statement; the caret shows where PostgreSQL stopped.", error)
            : error is PostgresException { SqlState: ['2', '2', ..] or ['5', '7', ..] or ['5', '3', ..] } failed
                && failed.SqlState is not (PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.DiskFull
                    or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
                    or PostgresErrorCodes.CannotConnectNow)
            ? new WarehouseException(
                ErrorCodes.WarehouseQuery, $"{name}: {failed.MessageText}", failed.Hint ?? "Change the query.",
                innerException: error)
            : From(error, name);

    private static WarehouseException FromAnswer(PostgresException error, string name)
    {
        string what = $"{name}: {error.MessageText} (SQLSTATE {error.SqlState})";
        return error.SqlState switch
        {
            PostgresErrorCodes.DiskFull => new WarehouseException(
                ErrorCodes.WarehouseFull, what, "Make room on the server and run again: it resumes.",
                innerException: error),
            PostgresErrorCodes.TooManyConnections => new WarehouseException(
                ErrorCodes.WarehouseUnreachable, what,
                "Close other clients, or raise max_connections; Weir takes one connection a writer.", true, error),
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
                or ['0', '8', ..] => new WarehouseException(
                ErrorCodes.WarehouseUnreachable, what, "The server is starting or stopping: run again.", true, error),
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => new WarehouseException(
                ErrorCodes.WarehouseWrite, what, "Run again: it resumes.", true, error),
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
                or PostgresErrorCodes.InsufficientPrivilege => new WarehouseException(
                ErrorCodes.WarehouseUnauthorized, what,
                "Check user, password and pg_hba.conf; Weir needs the right to make tables in its schema.",
                innerException: error),
            PostgresErrorCodes.InvalidCatalogName => new WarehouseException(
                ErrorCodes.WarehouseMissing, what, "Make the database first: createdb NAME.", innerException: error),
            PostgresErrorCodes.ReadOnlySqlTransaction => new WarehouseException(
                ErrorCodes.WarehouseWrite, what,
                "The server is a standby, or default_transaction_read_only is on: name the primary.",
                innerException: error),
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
                or PostgresErrorCodes.DatatypeMismatch => new WarehouseException(
                ErrorCodes.WarehouseSchema, what,
                "Someone changed the tables: weir migrate shows and adds what is missing.", innerException: error),
            _ => new WarehouseException(
                ErrorCodes.WarehouseWrite, what, error.Hint ?? "See PostgreSQL's own message.", error.IsTransient,
                error),
        };
    }

    // Syntax or access rule violation (42), and names that are not there; rights are the server's matter.
    private static bool IsStatements(string state) =>
        state is ['4', '2', ..] or ['0', 'A', ..] or ['2', '1', ..] && state != PostgresErrorCodes.InsufficientPrivilege;

    private static string Place(PostgresException error, string sql)
    {
        if (error.Position <= 0 || error.Position > sql.Length)
        {
            return string.Empty;
        }

        int at = error.Position - 1;
        int start = sql.LastIndexOf('\n', Math.Max(at - 1, 0)) + 1;
        start = start > at ? 0 : start;
        int end = sql.IndexOf('\n', at);
        string line = sql[start..(end < 0 ? sql.Length : end)];
        return $"\n{line}\n{new string(' ', at - start)}^";
    }

    private static string Reason(NpgsqlException error) =>
        error.InnerException is { } inner ? $"{error.Message} ({inner.Message})" : error.Message;
}
