using Weir.Connectors.DuckDb.Native;
using Weir.Core;
using Weir.Pipeline;

namespace Weir.Connectors.DuckDb;

/// <summary>Reads and writes <c>ingest_ranges</c>.</summary>
internal static class DuckDbLedger
{
    public static List<LedgerLine> Read(DuckDbConnection connection)
    {
        List<LedgerLine> lines = [];
        using DuckDbResult result = connection.Query(
            "SELECT chain_id, table_name, from_block, to_block, proven FROM ingest_ranges ORDER BY ALL");
        while (result.NextChunk())
        {
            for (int row = 0; row < result.RowCount; row++)
            {
                lines.Add(new LedgerLine(
                    result.Int64(0, row),
                    result.Text(1, row) ?? string.Empty,
                    new BlockRange(result.Int64(2, row), result.Int64(3, row)),
                    ProofText.Parse(result.Text(4, row) ?? string.Empty)));
            }
        }

        return lines;
    }

    /// <summary>Writes what the plan changes.</summary>
    public static void Write(DuckDbConnection connection, CommitPlan plan, long nowMicroseconds)
    {
        foreach (LedgerLine line in plan.LedgerRemoved)
        {
            connection.Execute(
                "DELETE FROM ingest_ranges WHERE chain_id = $1 AND table_name = $2 AND from_block = $3",
                line.ChainId, line.Table, line.Blocks.From);
        }

        foreach (LedgerLine line in plan.LedgerAdded)
        {
            connection.Execute(
                "INSERT INTO ingest_ranges VALUES ($1, $2, $3, $4, $5, $6)",
                line.ChainId, line.Table, line.Blocks.From, line.Blocks.To, ProofText.Format(line.Proven),
                DuckDbParameter.Timestamp(nowMicroseconds));
        }
    }
}
