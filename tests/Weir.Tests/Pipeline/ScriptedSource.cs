using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.Tests.Pipeline;

/// <summary>
/// A source that hands on the blocks it was given, from a live chain: each update may close anywhere.
/// </summary>
internal sealed class ScriptedSource(IEnumerable<VerifiedBlock> blocks, int mostBlocks) : ISource<BlockRun>
{
    public Task<long> GetChainIdAsync(CancellationToken cancellationToken) => Task.FromResult(1L);

    public IAsyncEnumerable<ChainUpdate<BlockRun>> ReadAsync(SinkState from, CancellationToken cancellationToken)
    {
        GathererOptions options = new() { ChainId = 1, Asked = ProofGroups.Header, MostBlocks = mostBlocks };
        return new UpdateGatherer(options, TimeProvider.System)
            .GatherAsync(blocks.ToAsyncEnumerable(), from.RecentBlocks, cancellationToken);
    }

    public IAsyncEnumerable<BlockVerdict> VerifyAsync(CancellationToken cancellationToken) =>
        blocks.Select(block => block.Verdict).ToAsyncEnumerable();
}
