using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Verification;

namespace Weir.Connectors.Firehose;

/// <summary>Makes verified blocks of a Firehose's messages. One thread at a time.</summary>
internal sealed class FirehoseReader(BlockSourceOptions options, long chainId)
{
    private readonly BlockMapping _mapping = new(
        chainId, options.Rules ?? KnownChains.RulesOf(chainId), options.OnWish.HasFlag(ProofGroups.Traces));

    private readonly BlockVerifier _verifier = new(options.Level, chainId, options.AcceptDerived, options.Rules);

    /// <summary>Where blocks are rented, and go back to when they have been used.</summary>
    public BlockPool Pool { get; } = new();

    public VerifiedBlock Read(FirehoseMessage message)
    {
        Block block = Pool.Rent();
        _mapping.Read(message.Block, block);
        BlockVerdict verdict = _verifier.Verify(block);
        if (verdict.Transactions == Verdict.Bad)
        {
            // A typed transaction's hash covers the chain's id, which a Firehose does not tell.
            verdict = verdict with { Detail = $"{verdict.Detail}; or these are not blocks of chain {chainId} (--chain-id)" };
        }

        return new VerifiedBlock(block, verdict) { Cursor = message.Cursor };
    }
}
