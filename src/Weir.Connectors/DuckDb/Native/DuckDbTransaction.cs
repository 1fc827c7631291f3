using Weir.Core.Errors;

namespace Weir.Connectors.DuckDb.Native;

/// <summary>Runs work as one transaction: all of it, or nothing.</summary>
internal static class DuckDbTransaction
{
    /// <summary>Begins, works, commits; rolls back on any failure. A cancelled token interrupts the statement that runs.</summary>
    public static void Run(DuckDbConnection connection, Action work, CancellationToken cancellationToken)
    {
        connection.Execute("BEGIN TRANSACTION");
        try
        {
            using (cancellationToken.Register(connection.Interrupt))
            {
                cancellationToken.ThrowIfCancellationRequested();
                work();
                cancellationToken.ThrowIfCancellationRequested();
            }

            connection.Execute("COMMIT");
        }
        catch
        {
            RollBack(connection);
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    private static void RollBack(DuckDbConnection connection)
    {
        try
        {
            connection.Execute("ROLLBACK");
        }
        catch (WeirException)
        {
            // A failed COMMIT has ended the transaction already; the first failure is the one to tell.
        }
    }
}
