using System.Runtime.CompilerServices;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.Connectors.Firehose;

/// <summary>Blocks of a range from a Firehose, in order, each verified.</summary>
internal sealed class FirehoseSource(
    FirehoseFeed feed, BlockSourceOptions options, BlockRange range, TimeProvider time) : ISource<BlockRun>
{
    /// <inheritdoc/>
    public Task<long> GetChainIdAsync(CancellationToken cancellationToken) => feed.GetChainIdAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainUpdate<BlockRun>> ReadAsync(
        SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long chainId = await GetChainIdAsync(cancellationToken);
        FirehoseReader reader = new(options, chainId);
        UpdateGatherer gatherer = new(options.Gathering(chainId, reader.Pool), time);
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
        FirehoseReader reader = new(options, await GetChainIdAsync(cancellationToken));
        await foreach (VerifiedBlock one in ReadMissingAsync(reader, SinkState.Empty, cancellationToken))
        {
            yield return one.Verdict;
            reader.Pool.Return(one.Block);
        }
    }

    private async IAsyncEnumerable<VerifiedBlock> ReadMissingAsync(
        FirehoseReader reader, SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (BlockRange part in new BlockRangeSet(range).Except(from.Whole).Ranges)
        {
            long next = part.From;
            await foreach (FirehoseMessage step in ReadWholeAsync(part, cancellationToken))
            {
                // A block that leaves is reverted by the one that takes its place.
                if (!step.IsUndo)
                {
                    long number = (long)step.Block.Number;
                    NoteGap(next, number - 1);
                    next = number + 1;
                    yield return reader.Read(step);
                }
            }

            NoteGap(next, part.To);
        }
    }

    // A stream that ends before the range does is opened once more where it stopped: a server closes one that it thinks
    // done, and a proxy one that it thinks old.
    private async IAsyncEnumerable<FirehoseMessage> ReadWholeAsync(
        BlockRange part, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        bool cameAny = true;
        long last = part.From - 1;
        while (cameAny && last < part.To)
        {
            cameAny = false;
            FirehoseQuestion question = new(part.From, Math.Max(1, part.To), cursor);
            await foreach (FirehoseMessage step in feed.Client.StreamAsync(question, cancellationToken))
            {
                if ((long)step.Block.Number > part.To)
                {
                    break;
                }

                cameAny = true;
                cursor = step.Cursor;
                last = (long)step.Block.Number - (step.IsUndo ? 1 : 0);
                yield return step;
                if (last == part.To && !step.IsUndo)
                {
                    // The server ends here too, but for block 0: it takes 0 for no end at all.
                    break;
                }
            }
        }
    }

    private void NoteGap(long first, long last)
    {
        if (first <= last)
        {
            feed.Note(
                $"{feed.Source} has no block {(first == last ? $"{first}" : $"{first} to {last}")}: left out, and asked for again the next time");
        }
    }
}
