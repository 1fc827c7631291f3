using Weir.Core;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Verification;

/// <summary>What a gatherer refuses, and when it closes an update.</summary>
public sealed class GathererOptions
{
    /// <summary>The chain of all blocks (EIP-155).</summary>
    public required long ChainId { get; set; }

    /// <summary>What should be proven of every block.</summary>
    public required ProofGroups Asked { get; set; }

    /// <summary>Refuse blocks of which a part that was asked for could not be proven.</summary>
    public bool IsStrict { get; set; }

    /// <summary>Transactions and logs in one update; a single larger block is an update of its own.</summary>
    public int MostRows { get; set; } = 50_000;

    /// <summary>Blocks in one update.</summary>
    public int MostBlocks { get; set; } = 1_000;

    /// <summary>How long a block waits for others at most.</summary>
    public TimeSpan MostWait { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Where the blocks come from, and go back to when their update has been used; null where they are not rented.
    /// </summary>
    public BlockPool? Pool { get; set; }
}
