using System.Runtime.CompilerServices;
using Weir.Connectors.JsonRpc.Live;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.Connectors.Firehose;

/// <summary>
/// The end of a chain as a Firehose tells it: goes on from the stored cursor, hands on every block once it is the
/// chain's, and another branch in its place when the server takes blocks back. Ends only when it is stopped.
/// </summary>
internal sealed class FirehoseFollowSource(
    FirehoseFeed feed, BlockSourceOptions blocks, FollowOptions options, TimeProvider time, IFollowObserver? observer)
    : ISource<BlockRun>
{
    // How far below a fresh start a reorganisation may reach.
    private const int Below = 32;

    // What follows a block within this time is handed on together with it.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(30);

    private ChainHeads? _heads;

    /// <inheritdoc/>
    public Task<long> GetChainIdAsync(CancellationToken cancellationToken) => feed.GetChainIdAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainUpdate<BlockRun>> ReadAsync(
        SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long chainId = await GetChainIdAsync(cancellationToken);
        FirehoseReader reader = new(blocks, chainId);
        StoredTail tail = new(from.RecentBlocks);
        if (from.Position?.Block is { } position && tail.Last != position)
        {
            tail = new StoredTail([position]);
        }

        long first = tail.Last?.Number + 1 ?? options.StartBlock
            ?? await feed.GetHeadAsync(options.Delivery, cancellationToken);
        FirehoseQuestion question = new(
            tail.Last is null ? Math.Max(0, first - Below) : first, null, from.Position?.Cursor);
        ConfirmedBlocks confirmed = new(reader.Pool, options.Delivery.Confirmations);
        UpdateGatherer gatherer = new(blocks.Gathering(chainId, reader.Pool), time);
        await using StepReader steps = new(feed.Client, question, cancellationToken);
        await ReadBelowAsync(steps, tail, first);
        IAsyncEnumerable<VerifiedBlock> found = FollowAsync(steps, reader, tail, first, confirmed, cancellationToken);
        await foreach (ChainUpdate<BlockRun> update in gatherer.GatherAsync(found, [.. tail.Blocks], cancellationToken))
        {
            yield return update with { Heads = _heads };
        }
    }

    /// <summary>Not for a chain that goes on: <see cref="FirehoseSource"/> verifies a range.</summary>
    public IAsyncEnumerable<BlockVerdict> VerifyAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException("A chain that goes on has no end to verify to.");

    // The blocks below a fresh start are not handed on: a branch may begin there.
    private static async Task ReadBelowAsync(StepReader steps, StoredTail tail, long first)
    {
        if (tail.Last is not null || first == 0)
        {
            return;
        }

        while (tail.Last?.Number != first - 1 && await steps.PeekAsync() is { } step
            && (long)step.Block.Number < first)
        {
            steps.Take();
            BlockRef block = Reference(step);
            tail.CutAbove(block.Number - 1);
            if (!step.IsUndo)
            {
                tail.Add(block);
            }
        }
    }

    private async IAsyncEnumerable<VerifiedBlock> FollowAsync(
        StepReader steps, FirehoseReader reader, StoredTail tail, long first, ConfirmedBlocks confirmed,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool isRewound = false;
        while (await steps.PeekAsync() is { } step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            steps.Take();
            NoteHead(step);
            BlockRef block = Reference(step);
            if (step.IsUndo || block.Number < first || tail.HashOf(block.Number) == block.Hash)
            {
                // What leaves is reverted by what takes its place.
                continue;
            }

            if (tail.HashOf(block.Number - 1) is { } parent
                && parent != WireValues.Hash(step.Block.Header.ParentHash, "header.parent_hash"))
            {
                // The chain has changed since it was stored, and there was no cursor to say so.
                RequireFirst(isRewound, block);
                isRewound = true;
                await steps.ReopenAsync(new FirehoseQuestion(tail.Blocks[0].Number + 1));
                continue;
            }

            Revert(tail, block);
            tail.Add(block);
            bool isHead = !await steps.HasNextWithinAsync(Silence, time);
            foreach (VerifiedBlock sure in confirmed.Add(reader.Read(step)))
            {
                yield return sure with { IsHead = isHead };
            }
        }
    }

    private void Revert(StoredTail tail, BlockRef block)
    {
        if (tail.Last is not { } last || block.Number > last.Number)
        {
            return;
        }

        if (_heads?.Finalized is { } final && block.Number <= final && final <= last.Number && !feed.Client.Options.IsFinalOnly)
        {
            throw new VerificationException(
                ErrorCodes.FinalizedChanged,
                $"block {block.Number} has changed, though the Firehose called block {final} final",
                "Look at the chain; if the Firehose is right, weir repair --source firehose:URL replaces the branch.",
                block.Number, isTransient: false);
        }

        observer?.Reorganised(block.Number - 1, last.Number - block.Number + 1);
        tail.CutAbove(block.Number - 1);
    }

    private void NoteHead(FirehoseMessage step)
    {
        long number = (long)step.Block.Number - (step.IsUndo ? 1 : 0);
        observer?.Head(number);
        _heads = new ChainHeads(number, null, step.FinalNumber is { } final && final < number ? final : null);
    }

    private static BlockRef Reference(FirehoseMessage step) =>
        new((long)step.Block.Number, WireValues.Hash(step.Block.Hash, "hash"));

    private static void RequireFirst(bool isRewound, BlockRef block)
    {
        if (isRewound)
        {
            throw new VerificationException(
                ErrorCodes.DeepReorganisation,
                $"block {block.Number} does not fit what is stored, nor does any block below it that is known",
                "Start again: what is stored is compared with the Firehose from the bottom then.", block.Number,
                isTransient: false);
        }
    }
}
