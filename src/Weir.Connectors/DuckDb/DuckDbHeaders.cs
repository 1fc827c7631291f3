using System.Text;
using Weir.Connectors.DuckDb.Native;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.DuckDb;

/// <summary>Reads the chain that the table <c>blocks</c> has: numbers, hashes and parents.</summary>
internal static class DuckDbHeaders
{
    /// <summary>The blocks of a range, ascending.</summary>
    public static IReadOnlyList<StoredHeader> Read(DuckDbConnection connection, long chainId, BlockRange blocks)
    {
        List<StoredHeader> headers = [];
        if (!DuckDbCatalog.HasTable(connection, BlockBatch.Table.Name))
        {
            return headers;
        }

        using DuckDbResult result = connection.Query(
            "SELECT number, hash, parent_hash FROM blocks WHERE chain_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number",
            chainId, blocks.From, blocks.To);
        while (result.NextChunk())
        {
            for (int row = 0; row < result.RowCount; row++)
            {
                headers.Add(new StoredHeader(
                    result.Int64(0, row), Hash(result.Text(1, row)) ?? Hash32.Zero, Hash(result.Text(2, row))));
            }
        }

        return headers;
    }

    /// <summary>The hash of the chain's block 0, or null.</summary>
    public static Hash32? ReadGenesis(DuckDbConnection connection, long chainId)
    {
        using DuckDbResult result =
            connection.Query("SELECT genesis_hash FROM ingest_chains WHERE chain_id = $1", chainId);
        return result.NextChunk() && result.RowCount > 0 ? Hash(result.Text(0, 0)) : null;
    }

    /// <summary>The first and the last block of every run, ascending.</summary>
    public static IReadOnlyList<StoredRun> ReadRuns(DuckDbConnection connection, long chainId)
    {
        List<StoredRun> runs = [];
        if (!DuckDbCatalog.HasTable(connection, BlockBatch.Table.Name))
        {
            return runs;
        }

        using DuckDbResult result = connection.Query(
            """
            SELECT number, hash, is_first, is_last
            FROM (
                SELECT number, hash,
                    coalesce(lag(number) OVER w <> number - 1 OR lag(hash) OVER w <> parent_hash, true) AS is_first,
                    coalesce(lead(number) OVER w <> number + 1 OR lead(parent_hash) OVER w <> hash, true) AS is_last
                FROM blocks WHERE chain_id = $1 WINDOW w AS (ORDER BY number)
            )
            WHERE is_first OR is_last ORDER BY number
            """,
            chainId);
        BlockRef first = default;
        while (result.NextChunk())
        {
            for (int row = 0; row < result.RowCount; row++)
            {
                BlockRef block = new(result.Int64(0, row), Hash(result.Text(1, row)) ?? Hash32.Zero);
                first = result.Bool(2, row) ? block : first;
                if (result.Bool(3, row))
                {
                    runs.Add(new StoredRun(first, block));
                }
            }
        }

        return runs;
    }

    // A hash that someone damaged with SQL is the hash of no block.
    private static Hash32? Hash(string? text) =>
        text is not null && Hash32.TryParse(Encoding.UTF8.GetBytes(text), out Hash32 hash) ? hash : null;
}
