using Weir.Connectors.DuckDb.Native;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Pipeline;

namespace Weir.Connectors.DuckDb;

/// <summary>Reads and writes <c>ingest_positions</c>.</summary>
internal static class DuckDbPositions
{
    /// <summary>The positions of all pipelines of a chain.</summary>
    public static IReadOnlyList<StoredPosition> Read(DuckDbConnection connection, long chainId)
    {
        List<StoredPosition> positions = [];
        using DuckDbResult result = connection.Query(
            "SELECT pipeline, sequence, block_number, block_hash, cursor, recent FROM ingest_positions WHERE chain_id = $1", chainId);
        while (result.NextChunk())
        {
            for (int row = 0; row < result.RowCount; row++)
            {
                positions.Add(Read(connection, chainId, result, row));
            }
        }

        return positions;
    }

    /// <summary>Puts each row of the plan in place of the one before.</summary>
    public static void Write(DuckDbConnection connection, CommitPlan plan, long nowMicroseconds)
    {
        foreach (StoredPosition position in plan.Positions)
        {
            connection.Execute(
                "DELETE FROM ingest_positions WHERE chain_id = $1 AND pipeline = $2", plan.ChainId, position.Pipeline);
            connection.Execute(
                "INSERT INTO ingest_positions VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                plan.ChainId,
                position.Pipeline,
                position.Sequence,
                DuckDbParameter.From(position.Position?.Block?.Number),
                position.Position?.Block?.Hash.ToString(),
                position.Position?.Cursor,
                position.Recent.ToJson(),
                DuckDbParameter.Timestamp(nowMicroseconds));
        }
    }

    private static StoredPosition Read(DuckDbConnection connection, long chainId, DuckDbResult result, int row)
    {
        string pipeline = result.Text(0, row) ?? string.Empty;
        try
        {
            BlockRef? block = result.IsNull(2, row)
                ? null
                : new BlockRef(result.Int64(2, row), Hash32.Parse(result.Text(3, row) ?? string.Empty));
            return new StoredPosition(
                pipeline,
                result.Int64(1, row),
                new SourcePosition(block, result.Text(4, row)),
                RecentBlocks.Parse(result.Text(5, row) ?? "[]"));
        }
        catch (FormatException error)
        {
            throw new WarehouseException(
                ErrorCodes.WarehouseRead,
                $"{connection.Path}: ingest_positions of {pipeline} on chain {chainId} is damaged: {error.Message}",
                "Delete that row to begin the pipeline anew; the ledger still says which blocks are there.",
                innerException: error);
        }
    }
}
