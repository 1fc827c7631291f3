using Weir.Core;

namespace Weir.Pipeline;

/// <summary>Where a sink stopped.</summary>
/// <param name="Sequence">The pipeline's last commit; 0 before the first.</param>
/// <param name="Position">The position stored with it.</param>
/// <param name="RecentBlocks">The last blocks by number and hash, at most 512, oldest first.</param>
/// <param name="Whole">The blocks that every asked table has with at least the asked proof, ascending.</param>
public sealed record SinkState(
    long Sequence,
    SourcePosition? Position,
    IReadOnlyList<BlockRef> RecentBlocks,
    IReadOnlyList<BlockRange> Whole)
{
    /// <summary>Nothing stored yet.</summary>
    public static SinkState Empty { get; } = new(0, null, [], []);
}
