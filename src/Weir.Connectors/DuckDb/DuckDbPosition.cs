using Weir.Connectors.DuckDb.Native;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Pipeline;

namespace Weir.Connectors.DuckDb;

/// <summary>A pipeline's row of <c>ingest_positions</c>.</summary>
internal sealed record DuckDbPosition(long Sequence, SourcePosition? Position, RecentBlocks Recent)
{
    /// <summary>The stored row, or sequence 0 where there is none.</summary>
    public static DuckDbPosition Read(DuckDbConnection connection, PipelineKey pipeline)
    {
        using DuckDbResult result = connection.Query(
            "SELECT sequence, block_number, block_hash, cursor, recent FROM ingest_positions WHERE chain_id = $1 AND pipeline = $2",
            pipeline.ChainId, pipeline.Name);
        if (!result.NextChunk())
        {
            return new DuckDbPosition(0, null, RecentBlocks.Empty);
        }

        try
        {
            BlockRef? block = result.IsNull(1, 0)
                ? null
                : new BlockRef(result.Int64(1, 0), Hash32.Parse(result.Text(2, 0) ?? string.Empty));
            return new DuckDbPosition(
                result.Int64(0, 0),
                new SourcePosition(block, result.Text(3, 0)),
                RecentBlocks.Parse(result.Text(4, 0) ?? "[]"));
        }
        catch (FormatException error)
        {
            throw new WarehouseException(
                ErrorCodes.WarehouseRead,
                $"{connection.Path}: ingest_positions of {pipeline.Name} on chain {pipeline.ChainId} is damaged: {error.Message}",
                "Delete that row to begin the pipeline anew; the ledger still says which blocks are there.",
                innerException: error);
        }
    }

    /// <summary>Puts the row in place of the one before.</summary>
    public void Write(DuckDbConnection connection, PipelineKey pipeline, long nowMicroseconds)
    {
        connection.Execute(
            "DELETE FROM ingest_positions WHERE chain_id = $1 AND pipeline = $2", pipeline.ChainId, pipeline.Name);
        connection.Execute(
            "INSERT INTO ingest_positions VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            pipeline.ChainId,
            pipeline.Name,
            Sequence,
            DuckDbParameter.From(Position?.Block?.Number),
            Position?.Block?.Hash.ToString(),
            Position?.Cursor,
            Recent.ToJson(),
            DuckDbParameter.Timestamp(nowMicroseconds));
    }
}
