using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.Connectors.JsonRpc.Live;

/// <summary>
/// The end of a chain as it grows: goes on from the stored position, hands on every block once it is the chain's, and
/// another branch in its place when the chain changes its mind. Ends only when it is stopped.
/// </summary>
public sealed class FollowSource : ISource<BlockRun>
{
    // How far below a fresh start a reorganisation may reach.
    private const int Below = 64;
    private const int HashesAtOnce = 32;

    private static readonly TimeSpan HeadsEvery = TimeSpan.FromSeconds(5);

    private readonly RpcNodes _nodes;
    private readonly BlockSourceOptions _blocks;
    private readonly FollowOptions _options;
    private readonly TimeProvider _time;
    private readonly IFollowObserver? _observer;
    private ChainHeads? _heads;

    // The same, as it was when what is handed on was last seen to be the node's branch: what a node calls final after
    // it changed its mind says nothing of the blocks that left.
    private ChainHeads? _agreed;
    private long? _lastHeads;

    /// <param name="nodes">The nodes of the chain.</param>
    /// <param name="blocks">How blocks are checked.</param>
    /// <param name="options">How the end is followed.</param>
    /// <param name="time">The clock of everything that waits.</param>
    /// <param name="observer">Told what happens; null for nobody.</param>
    public FollowSource(
        RpcNodes nodes, BlockSourceOptions blocks, FollowOptions options, TimeProvider time,
        IFollowObserver? observer = null)
    {
        _nodes = nodes;
        _blocks = blocks;
        _options = options;
        _time = time;
        _observer = observer;
    }

    /// <inheritdoc/>
    public Task<long> GetChainIdAsync(CancellationToken cancellationToken) => _nodes.GetChainIdAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainUpdate<BlockRun>> ReadAsync(
        SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long chainId = await GetChainIdAsync(cancellationToken);
        RangeReader reader = new(_nodes, _blocks, chainId);
        StoredTail tail = await BeginAsync(from, cancellationToken);
        UpdateGatherer gatherer = new(_blocks.Gathering(chainId, reader.Pool), _time);
        IAsyncEnumerable<VerifiedBlock> blocks = FollowAsync(reader, tail, cancellationToken);
        await foreach (ChainUpdate<BlockRun> update in gatherer.GatherAsync(
            blocks, [.. tail.Blocks], cancellationToken))
        {
            yield return update with
            {
                Heads = _heads is { } heads ? heads with { Safe = _agreed?.Safe, Finalized = _agreed?.Finalized } : null,
            };
        }
    }

    /// <summary>
    /// Whether a node that has answered before may do so again: a page of HTML is a wrong address at first, and a
    /// proxy's bad moment later.
    /// </summary>
    public static bool MayPass(WeirException error) =>
        error.IsTransient || error is RpcException { Code: not ErrorCodes.RpcUnauthorized };

    /// <summary>Not for a chain that goes on: <see cref="RpcSource"/> verifies a range.</summary>
    public IAsyncEnumerable<BlockVerdict> VerifyAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException("A chain that goes on has no end to verify to.");

    // What stands, and the node's blocks below it, so that a reorganisation may reach there.
    private async Task<StoredTail> BeginAsync(SinkState from, CancellationToken cancellationToken)
    {
        StoredTail tail = new(from.RecentBlocks);
        if (from.Position?.Block is { } position && tail.Last != position)
        {
            tail = new StoredTail([position]);
        }

        long first = tail.Blocks.Count > 0 ? tail.Blocks[0].Number
            : _options.StartBlock ?? Math.Max(0, await EndAsync(await _nodes.GetLatestAsync(cancellationToken), cancellationToken));
        long from0 = Math.Max(0, first - Below);
        if (tail.Blocks.Count < Below && from0 < first)
        {
            IReadOnlyList<Hash32?> hashes =
                await _nodes.GetHashesAsync(new BlockRange(from0, first - 1), cancellationToken);
            int known = hashes.ToList().LastIndexOf(null) + 1;
            tail.AddBelow(hashes.Skip(known).Select((hash, i) => new BlockRef(from0 + known + i, hash!.Value)));
        }

        return tail;
    }

    private async IAsyncEnumerable<VerifiedBlock> FollowAsync(
        RangeReader reader, StoredTail tail, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using HeadWatch watch = new(_nodes, _options, _time, _observer);
        int failures = 0;
        while (true)
        {
            BlockRef? known = failures > 0 ? await LookAgainAsync(cancellationToken) : null;
            BlockRef head = known ?? await watch.NextAsync(cancellationToken);
            Step step = await PlanAsync(head, tail, cancellationToken);
            while (step.Range is { } range)
            {
                step = default;
                await using IAsyncEnumerator<VerifiedBlock> blocks =
                    reader.ReadAsync(range, refuseBad: true, cancellationToken).GetAsyncEnumerator(cancellationToken);
                while (await TryMoveAsync(blocks) is { } moved && (step = moved) is { HasBlock: true })
                {
                    BlockHeader header = blocks.Current.Block.Header;
                    if (tail.HashOf(header.Number - 1) is { } parent && parent != header.ParentHash)
                    {
                        // Of another branch than what was read before it: where do they part?
                        reader.Pool.Return(blocks.Current.Block);
                        step = await PlanAsync(new BlockRef(range.To, default), tail, cancellationToken);
                        step = step.Range?.From == header.Number ? new Step(false, null, Unlinked(header)) : step;
                        break;
                    }

                    failures = 0;
                    tail.Add(blocks.Current.Block.Reference);
                    yield return blocks.Current with { IsHead = header.Number == range.To };
                }
            }

            failures = step.Failure is null ? 0 : failures + 1;
            if (step.Failure is { } failure && (!MayPass(failure) || failures > MostFailures(failure)))
            {
                ExceptionDispatchInfo.Throw(failure);
            }
        }
    }

    // A node that is away comes back; one that lies again and again does not begin to tell the truth.
    private static int MostFailures(WeirException failure) => failure is VerificationException ? 10 : int.MaxValue;

    private VerificationException Unlinked(BlockHeader header) => new(
        ErrorCodes.BrokenChain,
        $"{_nodes.Shown}: block {header.Number} names {header.ParentHash} as its parent, and the node's block {header.Number - 1} is another",
        "The node is between two branches, or wrong; use another one if it goes on.", header.Number);

    // What failed was repeated already; now everything is asked anew, for the chain may be another by then.
    private async Task<BlockRef?> LookAgainAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(_options.PollEvery, _time, cancellationToken);
        try
        {
            return await _nodes.GetLatestAsync(cancellationToken);
        }
        catch (WeirException error) when (MayPass(error))
        {
            return null;
        }
    }

    private static async Task<Step?> TryMoveAsync(IAsyncEnumerator<VerifiedBlock> blocks)
    {
        try
        {
            return new Step(await blocks.MoveNextAsync(), null, null);
        }
        catch (WeirException error)
        {
            return new Step(false, null, error);
        }
    }

    private async Task<Step> PlanAsync(BlockRef head, StoredTail tail, CancellationToken cancellationToken)
    {
        try
        {
            await RefreshHeadsAsync(head, cancellationToken);
            long end = await EndAsync(head, cancellationToken);
            BlockRange? range = await NextRangeAsync(head, end, tail, cancellationToken);
            if (range is { } next && _options.Quorum > 1)
            {
                await AgreeAsync(next.To, cancellationToken);
            }

            return new Step(false, range, null);
        }
        catch (WeirException error)
        {
            return new Step(false, null, error);
        }
    }

    private readonly record struct Step(bool HasBlock, BlockRange? Range, WeirException? Failure);

    // The blocks to read now, after what has left the chain was taken off the tail; null where there is nothing new.
    private async Task<BlockRange?> NextRangeAsync(
        BlockRef head, long end, StoredTail tail, CancellationToken cancellationToken)
    {
        if (tail.Last is not { } last)
        {
            _agreed = _heads;
            long first = _options.StartBlock ?? end;
            return first <= end ? new BlockRange(first, end) : null;
        }

        long common = Math.Min(last.Number, end);
        Hash32? ours = tail.HashOf(common);
        Hash32? theirs = common == head.Number && head.Hash != default ? head.Hash
            : await _nodes.GetHashAsync(common, cancellationToken);
        if (theirs is null || (ours is null && common < last.Number))
        {
            // The node is far behind what was stored: it will come.
            return null;
        }

        if (ours != theirs)
        {
            BlockRef ancestor = await FindAncestorAsync(tail, common, cancellationToken);
            RequireNotFinal(ancestor);
            _observer?.Reorganised(ancestor.Number, last.Number - ancestor.Number);
            tail.CutAbove(ancestor.Number);
            last = ancestor;

            // A node tells of a new branch block by block: all of it that there is comes at once.
            end = await EndAsync(await _nodes.GetLatestAsync(cancellationToken), cancellationToken);
        }
        else
        {
            _agreed = _heads;
        }

        return last.Number < end ? new BlockRange(last.Number + 1, end) : null;
    }

    private async Task<BlockRef> FindAncestorAsync(StoredTail tail, long from, CancellationToken cancellationToken)
    {
        if (tail.Blocks.Count > 0)
        {
            BlockRange newest = new(Math.Max(tail.Blocks[0].Number, from - HashesAtOnce + 1), from);
            IReadOnlyList<Hash32?> hashes = await _nodes.GetHashesAsync(newest, cancellationToken);
            for (long number = newest.To; number >= newest.From; number--)
            {
                if (tail.HashOf(number) is { } ours && ours == hashes[(int)(number - newest.From)])
                {
                    return new BlockRef(number, ours);
                }
            }

            if (await SearchBelowAsync(tail, newest.From, cancellationToken) is { } ancestor)
            {
                return ancestor;
            }
        }

        throw new VerificationException(
            ErrorCodes.DeepReorganisation,
            $"the node has another block {from} than was stored, and none of the {tail.Blocks.Count} blocks below it that are known is the node's",
            "Start again: what is stored is compared with the node from the bottom then; weir repair does the same without following.",
            from, isTransient: false);
    }

    // A block that is the node's has only such below it: the last one is found by halving.
    private async Task<BlockRef?> SearchBelowAsync(StoredTail tail, long above, CancellationToken cancellationToken)
    {
        BlockRef? found = null;
        long from = tail.Blocks[0].Number;
        while (from < above)
        {
            long middle = from + ((above - from) / 2);
            if (tail.HashOf(middle) is { } ours && ours == await _nodes.GetHashAsync(middle, cancellationToken))
            {
                found = new BlockRef(middle, ours);
                from = middle + 1;
            }
            else
            {
                above = middle;
            }
        }

        return found;
    }

    private void RequireNotFinal(BlockRef ancestor)
    {
        if (_agreed?.Finalized is { } final && ancestor.Number < final)
        {
            throw new VerificationException(
                ErrorCodes.FinalizedChanged,
                $"block {ancestor.Number + 1} has changed, though the node called block {final} final: either it serves another chain now, or the chain's finality has failed",
                "Look at the node; if it is right, weir repair --source rpc:URL replaces the branch, and weir run goes on from there.",
                ancestor.Number + 1, isTransient: false);
        }
    }

    private async Task AgreeAsync(long number, CancellationToken cancellationToken)
    {
        if (await _nodes.GetHashAsync(number, cancellationToken) is { } hash)
        {
            await _nodes.AgreeAsync(new BlockRef(number, hash), _options.Quorum, cancellationToken);
        }
    }

    // The last block that is handed on, when the chain's newest is this one; -1 where none is sure enough yet.
    private async Task<long> EndAsync(BlockRef head, CancellationToken cancellationToken)
    {
        if (_options.Delivery.Tag == HeadTag.Latest)
        {
            return head.Number - _options.Delivery.Confirmations;
        }

        try
        {
            return await _nodes.GetHeadAsync(_options.Delivery, cancellationToken);
        }
        catch (ConfigException error)
        {
            _observer?.Note(error.Message);
            return -1;
        }
    }

    // What the node calls safe and final, every few seconds; asked for after the head, so that it may be compared.
    private async Task RefreshHeadsAsync(BlockRef head, CancellationToken cancellationToken)
    {
        if (_lastHeads is { } last && _time.GetElapsedTime(last) < HeadsEvery)
        {
            _heads = _heads is { } heads ? heads with { Head = Math.Max(head.Number, heads.Head) } : null;
            return;
        }

        _lastHeads = _time.GetTimestamp();
        long? safe = await AskTagAsync(HeadTag.Safe, head, cancellationToken);
        long? final = await AskTagAsync(HeadTag.Finalized, head, cancellationToken);
        _heads = new ChainHeads(head.Number, safe, final);
    }

    // A node that calls its newest block final has no finality: it is not believed.
    private async Task<long?> AskTagAsync(HeadTag tag, BlockRef head, CancellationToken cancellationToken)
    {
        try
        {
            long number = await _nodes.GetHeadAsync(new HeadRule(tag, 0), cancellationToken);
            return number < head.Number ? number : null;
        }
        catch (WeirException)
        {
            return null;
        }
    }
}
