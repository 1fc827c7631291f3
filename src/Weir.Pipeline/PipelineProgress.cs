using Weir.Core;

namespace Weir.Pipeline;

/// <summary>What one commit has brought.</summary>
/// <param name="Blocks">Blocks appended by it.</param>
/// <param name="Rows">Rows written by it, all tables together.</param>
/// <param name="QuarantinedRows">Those of them that went to the quarantine.</param>
/// <param name="Verdicts">How the verification of its blocks went.</param>
/// <param name="Last">Its last block.</param>
public readonly record struct PipelineProgress(
    long Blocks, long Rows, long QuarantinedRows, VerdictCounts Verdicts, BlockRef? Last)
{
    /// <summary>Blocks that left the chain with it.</summary>
    public int Reverted { get; init; }

    /// <summary>What the source knows of the chain's end.</summary>
    public ChainHeads? Heads { get; init; }
}
