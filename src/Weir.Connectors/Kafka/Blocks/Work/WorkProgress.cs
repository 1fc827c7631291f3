using Weir.Core;
using Weir.Pipeline;

namespace Weir.Connectors.Kafka.Blocks.Work;

/// <summary>What the records of the compacted topic say of a backfill as a whole.</summary>
internal static class WorkProgress
{
    /// <summary>The blocks that ingesters and workers have written, with what is asked proven or asked for.</summary>
    public static BlockRangeSet Written(
        long chainId, IReadOnlyDictionary<string, IngestProgress> all, ProofGroups asked)
    {
        BlockRangeSet written = new();
        foreach ((string name, IngestProgress progress) in all)
        {
            if (name != WorkPlanSink.Name)
            {
                foreach (BlockRange range in new Ledger(chainId, progress.Ledger).Blocks(
                    IngestProgress.LedgerTable, asked, orAsked: true).Ranges)
                {
                    written.Add(range);
                }
            }
        }

        return written;
    }
}
