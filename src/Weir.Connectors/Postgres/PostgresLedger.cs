using System.Globalization;
using Npgsql;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.Postgres;

/// <summary>Reads and writes <c>ingest_ranges</c>, <c>ingest_positions</c> and <c>ingest_chains</c>.</summary>
internal static class PostgresLedger
{
    /// <summary>The lines of every chain, by table and first block.</summary>
    public static async Task<List<LedgerLine>> ReadAsync(
        NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        string columns =
            await PostgresCatalog.SelectionAsync(connection, name, IngestTables.Ranges, cancellationToken);
        return await PostgresDatabase.ListAsync(
            connection,
            "SELECT chain_id, table_name, from_block, to_block, proven, asked "
            + $"FROM (SELECT {columns} FROM ingest_ranges) AS ranges ORDER BY chain_id, table_name COLLATE \"C\", from_block",
            row => new LedgerLine(
                row.GetInt64(0), row.GetString(1), new BlockRange(row.GetInt64(2), row.GetInt64(3)),
                ProofText.Parse(row.GetString(4)), row.IsDBNull(5) ? null : ProofText.Parse(row.GetString(5))),
            cancellationToken);
    }

    /// <summary>The positions of all pipelines of a chain.</summary>
    public static Task<List<StoredPosition>> ReadPositionsAsync(
        NpgsqlConnection connection, string name, long chainId, CancellationToken cancellationToken) =>
        PostgresDatabase.ListAsync(
            connection,
            "SELECT pipeline, sequence, block_number, block_hash, cursor, recent::text FROM ingest_positions WHERE chain_id = $1",
            row => ReadPosition(row, name, chainId), cancellationToken, chainId);

    /// <summary>Writes what the plan changes of the three tables.</summary>
    public static async Task WriteAsync(
        NpgsqlConnection connection, CommitPlan plan, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string instant = now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff'+00'", CultureInfo.InvariantCulture);
        foreach (LedgerLine line in plan.LedgerRemoved)
        {
            await PostgresDatabase.ExecuteAsync(
                connection, "DELETE FROM ingest_ranges WHERE chain_id = $1 AND table_name = $2 AND from_block = $3",
                cancellationToken, line.ChainId, line.Table, line.Blocks.From);
        }

        foreach (LedgerLine line in plan.LedgerAdded)
        {
            await PostgresDatabase.ExecuteAsync(
                connection,
                "INSERT INTO ingest_ranges (chain_id, table_name, from_block, to_block, proven, committed_at, asked) "
                + "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                cancellationToken, line.ChainId, line.Table, line.Blocks.From, line.Blocks.To,
                ProofText.Format(line.Proven), instant, line.Asked is { } asked ? ProofText.Format(asked) : null);
        }

        if (plan.Genesis is { } genesis)
        {
            await PostgresDatabase.ExecuteAsync(
                connection, "INSERT INTO ingest_chains (chain_id, genesis_hash) VALUES ($1, $2)", cancellationToken,
                plan.ChainId, genesis.ToString());
        }

        foreach (StoredPosition position in plan.Positions)
        {
            await PostgresDatabase.ExecuteAsync(
                connection, "DELETE FROM ingest_positions WHERE chain_id = $1 AND pipeline = $2", cancellationToken,
                plan.ChainId, position.Pipeline);
            await PostgresDatabase.ExecuteAsync(
                connection,
                "INSERT INTO ingest_positions "
                + "(chain_id, pipeline, sequence, block_number, block_hash, cursor, recent, updated_at) "
                + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                cancellationToken, plan.ChainId, position.Pipeline, position.Sequence, position.Position?.Block?.Number,
                position.Position?.Block?.Hash.ToString(), position.Position?.Cursor, position.Recent.ToJson(),
                instant);
        }
    }

    private static StoredPosition ReadPosition(NpgsqlDataReader row, string name, long chainId)
    {
        string pipeline = row.GetString(0);
        try
        {
            BlockRef? block = row.IsDBNull(2) ? null : new BlockRef(row.GetInt64(2), Hash32.Parse(row.GetString(3)));
            return new StoredPosition(
                pipeline, row.GetInt64(1), new SourcePosition(block, row.IsDBNull(4) ? null : row.GetString(4)),
                RecentBlocks.Parse(row.GetString(5)));
        }
        catch (Exception error) when (error is FormatException or InvalidCastException)
        {
            throw new WarehouseException(
                ErrorCodes.WarehouseRead,
                $"{name}: ingest_positions of {pipeline} on chain {chainId} is damaged: {error.Message}",
                "Delete that row to begin the pipeline anew; the ledger still says which blocks are there.",
                innerException: error);
        }
    }
}
