using Weir.Core;
using Weir.Core.Tables;
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

    /// <summary>What a node is asked for beyond block and receipts, for the tables that are filled on wish.</summary>
    public ProofGroups OnWish { get; set; }

    // Parts that a node is asked for beyond what every load needs.
    private const ProofGroups CostsCalls = ProofGroups.Uncles | ProofGroups.Traces;

    /// <summary>The same, for other tables and with another proof.</summary>
    public BlockSourceOptions With(IEnumerable<TableSchema> tables, VerifyLevel level)
    {
        var other = (BlockSourceOptions)MemberwiseClone();
        other.Level = level;
        other.OnWish = tables.Aggregate(ProofGroups.None, (parts, table) => parts | table.Source) & CostsCalls;
        return other;
    }

    /// <summary>When and what a source of this chain hands on.</summary>
    /// <param name="chainId">The chain.</param>
    /// <param name="pool">Where its blocks are rented; null where they are not.</param>
    public GathererOptions Gathering(long chainId, BlockPool? pool = null) =>
        new() { ChainId = chainId, Asked = Level.Asked(), IsStrict = Strict, Pool = pool };
}
