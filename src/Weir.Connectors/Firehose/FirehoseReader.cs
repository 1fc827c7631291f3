using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Verification;

namespace Weir.Connectors.Firehose;

/// <summary>Makes verified blocks of a Firehose's messages. One thread at a time.</summary>
internal sealed class FirehoseReader(BlockSourceOptions options, long chainId)
{
    private readonly BlockMapping _mapping = new(
        chainId, options.Rules ?? KnownChains.RulesOf(chainId), options.OnWish.HasFlag(Core.ProofGroups.Traces));

    private readonly BlockVerifier _verifier = new(options.Level, chainId, options.AcceptDerived, options.Rules);

    /// <summary>Where blocks are rented, and go back to when they have been used.</summary>
    public BlockPool Pool { get; } = new();

    public VerifiedBlock Read(FirehoseMessage message)
    {
        Block block = Pool.Rent();
        _mapping.Read(message.Block, block);
        return new VerifiedBlock(block, _verifier.Verify(block)) { Cursor = message.Cursor };
    }
}
