using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Verification;

namespace Weir.Connectors;

/// <summary>How a source checks the blocks it reads.</summary>
public sealed class BlockSourceOptions
{
    /// <summary>How much is proven.</summary>
    public VerifyLevel Level { get; set; } = VerifyLevel.Full;

    /// <summary>The rules of a private chain; those of the table of chains when null.</summary>
    public ChainRules? Rules { get; set; }

    /// <summary>Replace wrong derived fields by the computed value and count them.</summary>
    public bool AcceptDerived { get; set; }

    /// <summary>Refuse blocks with a part that cannot be recomputed.</summary>
    public bool Strict { get; set; }

    /// <summary>When and what a source of this chain hands on.</summary>
    /// <param name="chainId">The chain.</param>
    /// <param name="pool">Where its blocks are rented; null where they are not.</param>
    public GathererOptions Gathering(long chainId, BlockPool? pool = null) =>
        new() { ChainId = chainId, Asked = Level.Asked(), IsStrict = Strict, Pool = pool };
}
