using System.Runtime.ExceptionServices;
using System.Text.Json;
using Polly;
using Weir.Connectors.JsonRpc.Live;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.Connectors.JsonRpc;

/// <summary>
/// The nodes of one chain: the first that is well is asked, the next one where it fails, and the first again when it is
/// well again. Any thread may ask.
/// </summary>
public sealed class RpcNodes : IChainFeed
{
    private readonly List<RpcNode> _nodes;
    private readonly TimeProvider _time;
    private readonly Action<string>? _note;
    private readonly ResiliencePipeline _rounds;

    /// <param name="nodes">The nodes, the preferred one first; disposed with this.</param>
    /// <param name="rounds">How often all of them are asked again, where there are several: a single node repeats by
    /// itself.</param>
    /// <param name="time">The clock of pauses.</param>
    /// <param name="onRetry">Told when all have failed and are asked again.</param>
    /// <param name="note">Told when another node is used, and when one is well again.</param>
    public RpcNodes(
        IReadOnlyList<RpcNode> nodes, RetryOptions rounds, TimeProvider time,
        Action<WeirException, TimeSpan>? onRetry = null, Action<string>? note = null)
    {
        _nodes = [.. nodes];
        _time = time;
        _note = note;
        _rounds = Retries.Create(nodes.Count == 1 ? new RetryOptions { Attempts = 0 } : rounds, time, onRetry);
    }

    /// <summary>The nodes, the preferred one first.</summary>
    public IReadOnlyList<RpcNode> All => _nodes;

    /// <summary>As they may be shown.</summary>
    public string Shown => string.Join(" + ", _nodes.Select(node => node.Shown));

    /// <inheritdoc/>
    public string Source => $"rpc:{Shown}";

    /// <summary>How many blocks to ask for at once, now.</summary>
    internal AdaptiveLimit Batch => Preferred.Fetcher.Batch;

    /// <summary>How many requests to have in flight, now.</summary>
    internal AdaptiveLimit Concurrency => Preferred.Fetcher.Concurrency;

    private RpcNode Preferred => InOrder()[0];

    /// <summary>The chain's id. Nodes of another chain than the first that answers are not used, and named.</summary>
    /// <exception cref="ConfigException">The nodes that answer are of different chains.</exception>
    public async Task<long> GetChainIdAsync(CancellationToken cancellationToken)
    {
        if (_nodes.Count == 1)
        {
            return await _nodes[0].GetChainIdAsync(cancellationToken);
        }

        long chainId = await AskAsync((node, token) => node.GetChainIdAsync(token), cancellationToken);
        foreach (RpcNode node in _nodes.ToArray())
        {
            try
            {
                long other = await node.GetChainIdAsync(cancellationToken);
                if (other != chainId)
                {
                    throw new ConfigException(
                        ErrorCodes.ChainIdConflict,
                        $"{node.Shown} serves chain {other}, {_nodes[0].Shown} serves chain {chainId}",
                        "Give nodes of one chain; another chain is a run of its own.");
                }
            }
            catch (RpcException error)
            {
                Note(node, error);
            }
        }

        return chainId;
    }

    /// <summary>The number of the last block that counts.</summary>
    /// <exception cref="ConfigException">No node knows the tag.</exception>
    public Task<long> GetHeadAsync(HeadRule rule, CancellationToken cancellationToken) =>
        AskAsync((node, token) => node.GetHeadAsync(rule, token), cancellationToken);

    /// <summary>The newest block.</summary>
    public Task<BlockRef> GetLatestAsync(CancellationToken cancellationToken) =>
        AskAsync((node, token) => node.Fetcher.GetLatestAsync(token), cancellationToken);

    /// <summary>The hash of the block of a number, or null where there is none.</summary>
    public Task<Hash32?> GetHashAsync(long number, CancellationToken cancellationToken) =>
        AskAsync((node, token) => node.Fetcher.GetHashAsync(number, token), cancellationToken);

    /// <summary>The hashes of a range's blocks, as far as there are any.</summary>
    public Task<IReadOnlyList<Hash32?>> GetHashesAsync(BlockRange blocks, CancellationToken cancellationToken) =>
        AskAsync((node, token) => node.Fetcher.GetHashesAsync(blocks, token), cancellationToken);

    /// <summary>Whether a block can be traced.</summary>
    public Task<bool> HasTracesAsync(long number, CancellationToken cancellationToken) =>
        AskAsync((node, token) => node.Fetcher.HasTracesAsync(number, token), cancellationToken);

    /// <summary>Calls a method several times in one request.</summary>
    /// <returns>The results in order; null where a call failed.</returns>
    public Task<IReadOnlyList<JsonElement?>> CallManyAsync(
        string method, IReadOnlyList<string> parameters, CancellationToken cancellationToken) =>
        AskAsync((node, token) => node.CallManyAsync(method, parameters, token), cancellationToken);

    /// <summary>Makes sure that enough nodes have the same block.</summary>
    /// <param name="block">The block, as one node gave it.</param>
    /// <param name="quorum">How many nodes must have it.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <exception cref="RpcException">Too few have it: those that have another one are named.</exception>
    public async Task AgreeAsync(BlockRef block, int quorum, CancellationToken cancellationToken)
    {
        List<string> same = [];
        List<string> others = [];
        foreach (RpcNode node in _nodes)
        {
            try
            {
                Hash32? hash = await node.Fetcher.GetHashAsync(block.Number, cancellationToken);
                (hash == block.Hash ? same : others).Add($"{node.Shown} ({(hash is { } has ? has : "no such block")})");
            }
            catch (RpcException error)
            {
                others.Add($"{node.Shown} ({error.Message})");
            }

            if (same.Count >= quorum)
            {
                return;
            }
        }

        throw new RpcException(
            ErrorCodes.RpcNoQuorum,
            $"{quorum} nodes should agree on block {block.Number} and do not: {string.Join(", ", same)} against {string.Join(", ", others)}",
            "One of them is on another branch, behind, or lies; wait, or take it out.", isTransient: true);
    }

    /// <summary>The blocks of the range, as far as any node has them, each verified.</summary>
    internal async Task<FetchedBlocks> FetchAsync(
        BlockRange range, FetchRequest request, bool refuseBad, CancellationToken cancellationToken)
    {
        if (_nodes.Count == 1)
        {
            return await _nodes[0].Fetcher.FetchAsync(range, request, refuseBad, cancellationToken);
        }

        List<VerifiedBlock> blocks = [];
        try
        {
            await AskAsync(
                async (node, token) =>
                {
                    FetchedBlocks fetched = await node.Fetcher.FetchAsync(range, request, refuseBad, token);
                    blocks.AddRange(fetched.Blocks);
                    range = range with { From = range.From + fetched.Blocks.Count };
                    fetched.Failure?.Throw();
                    return true;
                },
                cancellationToken);
            return new FetchedBlocks(blocks, null);
        }
#pragma warning disable CA1031 // The failure travels with the blocks before it, and is thrown after them.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return new FetchedBlocks(blocks, ExceptionDispatchInfo.Capture(error));
        }
    }

    /// <inheritdoc/>
    public ISource<BlockRun> Read(BlockRange range, BlockSourceOptions options) =>
        new RpcSource(this, options, range, _time);

    /// <inheritdoc/>
    public ISource<BlockRun> Follow(BlockSourceOptions blocks, FollowOptions options, IFollowObserver? observer) =>
        new FollowSource(this, blocks, options, _time, observer);

    /// <inheritdoc/>
    public void Dispose() => _nodes.ForEach(node => node.Dispose());

    // Asks the nodes in the order of preference until one answers.
    private async Task<T> AskAsync<T>(
        Func<RpcNode, CancellationToken, Task<T>> ask, CancellationToken cancellationToken) =>
        await _rounds.ExecuteAsync(
            async token =>
            {
                WeirException? failure = null;
                foreach (RpcNode node in InOrder())
                {
                    try
                    {
                        T answer = await ask(node, token);
                        if (node.Health.Succeed() && _nodes.Count > 1)
                        {
                            _note?.Invoke($"{node.Shown} answers again");
                        }

                        return answer;
                    }
                    catch (WeirException error)
                    {
                        Note(node, error);

                        // That one is behind says less than why the others failed.
                        failure = failure is null or RpcException { Code: ErrorCodes.RpcMissingBlock } ? error : failure;
                    }
                }

                ExceptionDispatchInfo.Throw(failure!);
                return default!;
            },
            cancellationToken);

    private RpcNode[] InOrder()
    {
        DateTimeOffset now = _time.GetUtcNow();
        return
        [
            .. _nodes.Where(node => node.Health.IsUsable(now)),
            .. _nodes.Where(node => !node.Health.IsUsable(now)).OrderBy(node => node.Health.OpenUntil),
        ];
    }

    private void Note(RpcNode node, WeirException error)
    {
        if (node.Health.Fail(error, _time.GetUtcNow()) && _nodes.Count > 1)
        {
            _note?.Invoke($"{node.Shown} is left alone for a while ({error.Message}); asking {Preferred.Shown}");
        }
    }
}
