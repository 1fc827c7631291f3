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
        UpdateBuilder builder = new(await GetChainIdAsync(cancellationToken), _blocks.Strict);
        await foreach ((Block block, BlockVerdict verdict) in ReadVerifiedAsync(from, refuseBad: true, cancellationToken))
        {
            _blocks.OnVerified?.Invoke(verdict);
            if (builder.Add(block, verdict, _blocks.Level.Asked()) is { } update)
            {
                yield return update;
            }
        }

        if (builder.Flush() is { } last)
        {
            yield return last;
        }
    }

    /// <summary>Every verdict of the range, bad ones too.</summary>
    public async IAsyncEnumerable<BlockVerdict> VerifyAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach ((_, BlockVerdict verdict) in ReadVerifiedAsync(SinkState.Empty, refuseBad: false, cancellationToken))
        {
            yield return verdict;
        }
    }

    public void Dispose() => _client.Dispose();

    private async IAsyncEnumerable<(Block Block, BlockVerdict Verdict)> ReadVerifiedAsync(
        SinkState from, bool refuseBad, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long chainId = await GetChainIdAsync(cancellationToken);
        using CancellationTokenSource abort = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue<Task<IReadOnlyList<(Block Block, BlockVerdict Verdict)>>> flying = [];
        try
        {
            foreach (BlockRange range in new BlockRangeSet(_range).Except(from.Whole).Ranges)
            {
                long next = range.From;
                while (next <= range.To || flying.Count > 0)
                {
                    while (next <= range.To && flying.Count < _fetcher.Concurrency.Current)
                    {
                        BlockRange part = new(next, Math.Min(range.To, next + _fetcher.Batch.Current - 1));
                        flying.Enqueue(FetchAsync(part, chainId, refuseBad, abort.Token));
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
        finally
        {
            await abort.CancelAsync();
            foreach (Task task in flying)
            {
                await task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    private Task<IReadOnlyList<(Block Block, BlockVerdict Verdict)>> FetchAsync(
        BlockRange range, long chainId, bool refuseBad, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                BlockVerifier verifier = Rent(chainId);
                try
                {
                    return await _fetcher.FetchAsync(range, verifier, refuseBad, cancellationToken);
                }
                finally
                {
                    _verifiers.Add(verifier);
                }
            },
            cancellationToken);

    private BlockVerifier Rent(long chainId) =>
        _verifiers.TryTake(out BlockVerifier? verifier) ? verifier : new BlockVerifier(_blocks.Level, chainId, _blocks.AcceptDerived);
}
