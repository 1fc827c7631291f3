using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.Connectors.JsonRpc;

/// <summary>
/// Blocks of a range from a node over HTTP JSON-RPC: several requests in flight, handed on in order, verified.
/// </summary>
public sealed class RpcSource : ISource<BlockRun>
{
    private readonly RpcNode _node;
    private readonly BlockSourceOptions _options;
    private readonly BlockRange _range;
    private readonly TimeProvider _time;
    private readonly ConcurrentBag<BlockVerifier> _verifiers = [];
    private readonly BlockPool _pool = new();

    /// <param name="node">The node.</param>
    /// <param name="options">How blocks are checked.</param>
    /// <param name="range">Which blocks.</param>
    /// <param name="time">The clock that a block's waiting is measured on.</param>
    public RpcSource(RpcNode node, BlockSourceOptions options, BlockRange range, TimeProvider time)
    {
        _node = node;
        _options = options;
        _range = range;
        _time = time;
    }

    /// <inheritdoc/>
    public Task<long> GetChainIdAsync(CancellationToken cancellationToken) => _node.GetChainIdAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainUpdate<BlockRun>> ReadAsync(
        SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        UpdateGatherer gatherer = new(_options.Gathering(await GetChainIdAsync(cancellationToken), _pool), _time);
        IAsyncEnumerable<VerifiedBlock> blocks = ReadVerifiedAsync(from, refuseBad: true, cancellationToken);
        await foreach (ChainUpdate<BlockRun> update in gatherer.GatherAsync(blocks, [], cancellationToken))
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlockVerdict> VerifyAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (VerifiedBlock one in ReadVerifiedAsync(SinkState.Empty, refuseBad: false, cancellationToken))
        {
            yield return one.Verdict;
            _pool.Return(one.Block);
        }
    }

    private async IAsyncEnumerable<VerifiedBlock> ReadVerifiedAsync(
        SinkState from, bool refuseBad, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long chainId = await GetChainIdAsync(cancellationToken);
        using CancellationTokenSource abort = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue<Task<FetchedBlocks>> flying = [];
        try
        {
            foreach (BlockRange range in new BlockRangeSet(_range).Except(from.Whole).Ranges)
            {
                long next = range.From;
                while (next <= range.To || flying.Count > 0)
                {
                    while (next <= range.To && flying.Count < _node.Fetcher.Concurrency.Current)
                    {
                        BlockRange part = new(next, Math.Min(range.To, next + _node.Fetcher.Batch.Current - 1));
                        flying.Enqueue(FetchAsync(part, chainId, refuseBad, abort.Token));
                        next = part.To + 1;
                    }

                    FetchedBlocks fetched = await flying.Peek();
                    _ = flying.Dequeue();
                    foreach (VerifiedBlock block in fetched.Blocks)
                    {
                        yield return block;
                    }

                    fetched.Failure?.Throw();
                }
            }
        }
        finally
        {
            await abort.CancelAsync();
            foreach (Task task in flying)
            {
                await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private Task<FetchedBlocks> FetchAsync(
        BlockRange range, long chainId, bool refuseBad, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                BlockVerifier verifier = Rent(chainId);
                try
                {
                    return await _node.Fetcher.FetchAsync(
                        range, new FetchRequest(verifier, _pool, _options.OnWish), refuseBad, cancellationToken);
                }
                finally
                {
                    _verifiers.Add(verifier);
                }
            },
            CancellationToken.None);

    private BlockVerifier Rent(long chainId) =>
        _verifiers.TryTake(out BlockVerifier? verifier) ? verifier
            : new BlockVerifier(_options.Level, chainId, _options.AcceptDerived, _options.Rules);
}
