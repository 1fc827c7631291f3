using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Weir.Core;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Verification;

/// <summary>
/// Gathers verified blocks into updates. An update closes by size, after a time, at a gap, at the head, on a stop and
/// before an error, so that nothing verified waits long and nothing verified is thrown away; what the updates hold in
/// all does not depend on where they close. Bad blocks and broken chains are refused; another branch reverts the one
/// before.
/// </summary>
public sealed class UpdateGatherer
{
    /// <summary>
    /// How many of the newest blocks are remembered at least, so that another branch may begin there. Reorganisations
    /// of some 254 blocks have happened (Polygon), and who catches up has read some thousands beyond what is stored.
    /// </summary>
    public const int Remembered = 8_192;

    private readonly GathererOptions _options;
    private readonly TimeProvider _time;

    /// <param name="options">What is refused, and when an update closes.</param>
    /// <param name="time">The clock that a block's waiting is measured on.</param>
    public UpdateGatherer(GathererOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
    }

    /// <summary>The updates that the blocks make.</summary>
    /// <param name="blocks">Verified blocks in the order of the chain; a lower number that fits a recent block begins
    /// another branch.</param>
    /// <param name="recent">The newest blocks that the sink has, oldest first, for a source that goes on from them;
    /// else none.</param>
    /// <param name="cancellationToken">Stops the reading; what was gathered still comes, then the cancellation is
    /// thrown.</param>
    /// <exception cref="Core.Errors.VerificationException">A block is bad, or fits no block before it.</exception>
    public async IAsyncEnumerable<ChainUpdate<BlockRun>> GatherAsync(
        IAsyncEnumerable<VerifiedBlock> blocks, IReadOnlyList<BlockRef> recent,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        OpenUpdate open = new(_options);
        ChainTail tail = new(recent);
        ExceptionDispatchInfo? failure = null;
        long begun = 0;
        Task<bool> moving = Task.FromResult(false);
        using CancellationTokenSource abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using IAsyncEnumerator<VerifiedBlock> reader = blocks.GetAsyncEnumerator(abandoned.Token);
        try
        {
            moving = reader.MoveNextAsync().AsTask();
            while (true)
            {
                if (!moving.IsCompleted && !open.IsEmpty
                    && !await EndsWithinAsync(moving, _options.MostWait - _time.GetElapsedTime(begun)))
                {
                    yield return open.Close();
                }

                Step step = await TryStepAsync(moving, reader, tail);
                failure = step.Failure;
                if (!open.IsEmpty && (step.Block is not { } next || open.IsFullFor(next.Block) || !step.IsNext))
                {
                    yield return open.Close();
                }

                if (step.Block is not { } verified)
                {
                    break;
                }

                begun = open.IsEmpty ? _time.GetTimestamp() : begun;
                open.Add(verified, step.Reverted);
                if (verified.IsHead || _time.GetElapsedTime(begun) >= _options.MostWait)
                {
                    yield return open.Close();
                }

                moving = reader.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // Whoever left while a block was on its way leaves nothing running.
            await abandoned.CancelAsync();
            await ((Task)moving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        failure?.Throw();
    }

    private async Task<bool> EndsWithinAsync(Task<bool> move, TimeSpan left)
    {
        if (left <= TimeSpan.Zero)
        {
            return move.IsCompleted;
        }

        using CancellationTokenSource ended = new();
        Task pause = Task.Delay(left, _time, ended.Token);
        bool isMove = await Task.WhenAny(move, pause) == move;
        await ended.CancelAsync();
        return isMove;
    }

    // The next block, checked and put on the chain; no block at the end, where the failure says why.
    private async ValueTask<Step> TryStepAsync(
        Task<bool> moving, IAsyncEnumerator<VerifiedBlock> reader, ChainTail tail)
    {
        try
        {
            if (!await moving)
            {
                return default;
            }

            VerifiedBlock block = reader.Current;
            BlockRefusal.Check(block, _options);
            bool isNext = tail.IsNext(block.Block.Header);
            return new Step(block, isNext, tail.Append(block), null);
        }
#pragma warning disable CA1031 // Every failure waits until what was gathered before it has gone on, and is thrown then.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return new Step(null, false, [], ExceptionDispatchInfo.Capture(error));
        }
    }

    private readonly record struct Step(
        VerifiedBlock? Block, bool IsNext, IReadOnlyList<BlockRef> Reverted, ExceptionDispatchInfo? Failure);
}
