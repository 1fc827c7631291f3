using System.Runtime.CompilerServices;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.Connectors.JsonRpc;

/// <summary>Blocks of a range from the nodes of a chain over JSON-RPC, verified.</summary>
public sealed class RpcSource : ISource<BlockRun>
{
    private readonly RpcNodes _nodes;
    private readonly BlockSourceOptions _options;
    private readonly BlockRange _range;
    private readonly TimeProvider _time;

    /// <param name="nodes">The nodes.</param>
    /// <param name="options">How blocks are checked.</param>
    /// <param name="range">Which blocks.</param>
    /// <param name="time">The clock that a block's waiting is measured on.</param>
    public RpcSource(RpcNodes nodes, BlockSourceOptions options, BlockRange range, TimeProvider time)
    {
        _nodes = nodes;
        _options = options;
        _range = range;
        _time = time;
    }

    /// <inheritdoc/>
    public Task<long> GetChainIdAsync(CancellationToken cancellationToken) => _nodes.GetChainIdAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainUpdate<BlockRun>> ReadAsync(
        SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long chainId = await GetChainIdAsync(cancellationToken);
        RangeReader reader = new(_nodes, _options, chainId);
        UpdateGatherer gatherer = new(_options.Gathering(chainId, reader.Pool), _time);
        IAsyncEnumerable<VerifiedBlock> blocks = ReadMissingAsync(reader, from, cancellationToken);
        await foreach (ChainUpdate<BlockRun> update in gatherer.GatherAsync(blocks, [], cancellationToken))
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlockVerdict> VerifyAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RangeReader reader = new(_nodes, _options, await GetChainIdAsync(cancellationToken));
        await foreach (VerifiedBlock one in reader.ReadAsync(_range, refuseBad: false, cancellationToken))
        {
            yield return one.Verdict;
            reader.Pool.Return(one.Block);
        }
    }

    private async IAsyncEnumerable<VerifiedBlock> ReadMissingAsync(
        RangeReader reader, SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (BlockRange range in new BlockRangeSet(_range).Except(from.Whole).Ranges)
        {
            await foreach (VerifiedBlock block in reader.ReadAsync(range, refuseBad: true, cancellationToken))
            {
                yield return block;
            }
        }
    }
}
