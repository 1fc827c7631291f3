using Weir.Core;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Verification;

/// <summary>A block as a source hands it to the gatherer.</summary>
/// <param name="Block">The block.</param>
/// <param name="Verdict">What was found out about it.</param>
/// <param name="IsHead">Whether the source knows of none after it: what is gathered then goes on at once.</param>
/// <param name="Origin">Where it came from, for messages (a file); null where the source has said so already.</param>
public readonly record struct VerifiedBlock(
    Block Block, BlockVerdict Verdict, bool IsHead = false, string? Origin = null)
{
    /// <summary>Where the source goes on after this block, as it names the place itself; null where it does not.</summary>
    public string? Cursor { get; init; }
}
