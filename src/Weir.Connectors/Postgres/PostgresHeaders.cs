using System.Text;
using Npgsql;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.Postgres;

/// <summary>Reads the chain that the table <c>blocks</c> has: numbers, hashes and parents.</summary>
internal static class PostgresHeaders
{
    /// <summary>The blocks of a range, ascending.</summary>
    public static async Task<IReadOnlyList<StoredHeader>> ReadAsync(
        NpgsqlConnection connection, long chainId, BlockRange blocks, CancellationToken cancellationToken) =>
        !await PostgresCatalog.HasTableAsync(connection, BlockBatch.Table.Name, cancellationToken)
            ? []
            : await PostgresDatabase.ListAsync(
                connection,
                "SELECT number, hash, parent_hash FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number",
                row => new StoredHeader(row.GetInt64(0), Hash(row, 1) ?? Hash32.Zero, Hash(row, 2)),
                cancellationToken, chainId, blocks.From, blocks.To);

    /// <summary>The hash of the chain's block 0, or null.</summary>
    public static async Task<Hash32?> ReadGenesisAsync(
        NpgsqlConnection connection, long chainId, CancellationToken cancellationToken) =>
        (await PostgresDatabase.ListAsync(
            connection, "SELECT genesis_hash FROM ingest_chains WHERE chain_id = $1", row => Hash(row, 0),
            cancellationToken, chainId)).FirstOrDefault();

    /// <summary>The first and the last block of every run, ascending.</summary>
    public static async Task<IReadOnlyList<StoredRun>> ReadRunsAsync(
        NpgsqlConnection connection, long chainId, CancellationToken cancellationToken)
    {
        if (!await PostgresCatalog.HasTableAsync(connection, BlockBatch.Table.Name, cancellationToken))
        {
            return [];
        }

        List<StoredRun> runs = [];
        BlockRef first = default;
        foreach ((BlockRef block, bool isFirst, bool isLast) in await PostgresDatabase.ListAsync(
            connection,
            """
            SELECT number, hash, is_first, is_last
            FROM (
                SELECT number, hash,
                    coalesce(lag(number) OVER w <> number - 1 OR lag(hash) OVER w <> parent_hash, true) AS is_first,
                    coalesce(lead(number) OVER w <> number + 1 OR lead(parent_hash) OVER w <> hash, true) AS is_last
                FROM blocks WHERE chain_id = $1 WINDOW w AS (ORDER BY number)
            ) AS ends
            WHERE is_first OR is_last ORDER BY number
            """,
            row => (new BlockRef(row.GetInt64(0), Hash(row, 1) ?? Hash32.Zero), row.GetBoolean(2), row.GetBoolean(3)),
            cancellationToken, chainId))
        {
            first = isFirst ? block : first;
            if (isLast)
            {
                runs.Add(new StoredRun(first, block));
            }
        }

        return runs;
    }

    // A hash that someone damaged with SQL is the hash of no block.
    private static Hash32? Hash(NpgsqlDataReader row, int column) =>
        !row.IsDBNull(column) && Hash32.TryParse(Encoding.UTF8.GetBytes(row.GetString(column)), out Hash32 hash)
            ? hash : null;
}
