using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.Connectors.JsonRpc;

/// <summary>Blocks of a range from a node over HTTP JSON-RPC: several requests in flight, handed on in order, verified.</summary>
public sealed class RpcSource : ISource<BlockRun>, IDisposable
{
    private readonly BlockSourceOptions _blocks;
    private readonly RpcClient _client;
    private readonly BlockFetcher _fetcher;
    private readonly ConcurrentBag<BlockVerifier> _verifiers = [];
    private BlockRange _range;
    private long? _chainId;

    /// <param name="rpc">How the node is asked.</param>
    /// <param name="blocks">How blocks are checked.</param>
    /// <param name="range">Which blocks.</param>
    /// <param name="time">The clock of pauses and timeouts.</param>
    /// <param name="onRetry">Told of every repetition.</param>
    public RpcSource(
        RpcOptions rpc, BlockSourceOptions blocks, BlockRange range, TimeProvider time,
        Action<WeirException, TimeSpan>? onRetry = null)
    {
        _blocks = blocks;
        _range = range;
        _client = new RpcClient(rpc, time);
        _fetcher = new BlockFetcher(_client, rpc, time, onRetry);
    }

    /// <summary>The number of the node's latest block.</summary>
    public Task<long> GetHeadAsync(CancellationToken cancellationToken) =>
        _fetcher.GetQuantityAsync("eth_blockNumber", cancellationToken);

    /// <inheritdoc/>
    public async Task<long> GetChainIdAsync(CancellationToken cancellationToken) =>
        _chainId ??= await _fetcher.GetQuantityAsync("eth_chainId", cancellationToken);

    /// <summary>Chooses the blocks, once the head is known.</summary>
    public void Choose(BlockRange range) => _range = range;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainUpdate<BlockRun>> ReadAsync(
        SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long chainId = await GetChainIdAsync(cancellationToken);
        UpdateBuilder builder = new(chainId, _blocks.Strict);
        using CancellationTokenSource abort = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue<Task<IReadOnlyList<(Block Block, BlockVerdict Verdict)>>> flying = [];
        try
        {
            await foreach ((Block block, BlockVerdict verdict) in FetchInOrderAsync(from, chainId, flying, abort.Token))
            {
                _blocks.OnVerified?.Invoke(verdict);
                if (builder.Add(block, verdict, _blocks.Level.Asked()) is { } update)
                {
                    yield return update;
                }
            }
        }
        finally
        {
            await abort.CancelAsync();
            foreach (Task task in flying)
            {
                await task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }

        if (builder.Flush() is { } last)
        {
            yield return last;
        }
    }

    public void Dispose() => _client.Dispose();

    private async IAsyncEnumerable<(Block Block, BlockVerdict Verdict)> FetchInOrderAsync(
        SinkState from, long chainId, Queue<Task<IReadOnlyList<(Block Block, BlockVerdict Verdict)>>> flying,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (BlockRange range in new BlockRangeSet(_range).Except(from.Whole).Ranges)
        {
            long next = range.From;
            while (next <= range.To || flying.Count > 0)
            {
                while (next <= range.To && flying.Count < _fetcher.Concurrency.Current)
                {
                    BlockRange part = new(next, Math.Min(range.To, next + _fetcher.Batch.Current - 1));
                    flying.Enqueue(FetchAsync(part, chainId, cancellationToken));
                    next = part.To + 1;
                }

                foreach ((Block Block, BlockVerdict Verdict) one in await flying.Peek())
                {
                    yield return one;
                }

                _ = flying.Dequeue();
            }
        }
    }

    private Task<IReadOnlyList<(Block Block, BlockVerdict Verdict)>> FetchAsync(
        BlockRange range, long chainId, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                BlockVerifier? rented = null;
                IReadOnlyList<(Block, BlockVerdict)> blocks = await _fetcher.FetchAsync(
                    range, () => rented ??= Rent(chainId), cancellationToken);
                if (rented is not null)
                {
                    _verifiers.Add(rented);
                }

                return blocks;
            },
            cancellationToken);

    private BlockVerifier Rent(long chainId) =>
        _verifiers.TryTake(out BlockVerifier? verifier) ? verifier : new BlockVerifier(_blocks.Level, chainId, _blocks.AcceptDerived);
}
