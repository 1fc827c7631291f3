using System.Runtime.CompilerServices;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Tests.Core.Tables;

namespace Weir.Tests.Ethereum.Verification;

/// <summary>
/// Nothing verified waits long, nothing verified is thrown away, and where an update closes changes nothing.
/// </summary>
public sealed class UpdateGathererTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_update_closes_by_size()
    {
        List<ChainUpdate<BlockRun>> updates = await GatherAsync(Chain(1, 10), options => options.MostBlocks = 4);
        Assert.Equal([4, 4, 2], updates.Select(update => update.Appended.Count));
        Assert.Equal([4, 8, 10], updates.Select(update => update.Position.Block!.Value.Number));
    }

    [Fact]
    public async Task An_update_closes_at_a_gap()
    {
        List<ChainUpdate<BlockRun>> updates = await GatherAsync([.. Chain(1, 3), .. Chain(7, 8)]);
        Assert.Equal([[1L, 2, 3], [7, 8]], updates.Select(update => update.Appended.Select(block => block.Number)));
        Assert.All(updates, update => Assert.Empty(update.Reverted));
    }

    [Fact]
    public async Task At_the_head_every_block_goes_on_at_once()
    {
        List<ChainUpdate<BlockRun>> updates = await GatherAsync(
            [.. Chain(1, 3), .. Chain(4, 6).Select(block => block with { IsHead = true })]);
        Assert.Equal([4, 1, 1], updates.Select(update => update.Appended.Count));
    }

    [Fact]
    public async Task What_was_gathered_comes_before_the_error()
    {
        List<ChainUpdate<BlockRun>> updates = [];
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(
            () => GatherAsync(Failing(Chain(1, 3), new InvalidDataException("node")), updates));
        Assert.Equal("node", error.Message);
        Assert.Equal([1L, 2, 3], Assert.Single(updates).Appended.Select(block => block.Number));
    }

    [Fact]
    public async Task Good_blocks_before_a_bad_one_come_and_the_exception_carries_its_verdict()
    {
        List<ChainUpdate<BlockRun>> updates = [];
        VerifiedBlock bad = Verified(4, 0, 0);
        bad = bad with
        {
            Verdict = bad.Verdict with { Receipts = Verdict.Bad, Detail = "receiptsRoot" },
            Origin = "4.json"
        };
        VerificationException error = await Assert.ThrowsAsync<VerificationException>(
            () => GatherAsync(Script([.. Chain(1, 3), bad]), updates));
        Assert.Equal(ErrorCodes.BadBlock, error.Code);
        Assert.StartsWith("4.json: block 4", error.Message, StringComparison.Ordinal);
        Assert.Equal(Verdict.Bad, error.Verdict?.Receipts);
        Assert.Equal(3, Assert.Single(updates).Appended.Count);
    }

    [Fact]
    public async Task What_was_gathered_comes_when_the_reading_is_stopped()
    {
        using CancellationTokenSource stop = new();
        List<ChainUpdate<BlockRun>> updates = [];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => GatherAsync(Stalling(Chain(1, 3), stop), updates, cancellationToken: stop.Token));
        Assert.Equal(3, Assert.Single(updates).Appended.Count);
    }

    [Fact]
    public async Task An_update_closes_after_a_time_though_no_block_comes()
    {
        using CancellationTokenSource stop = new();
        GathererOptions options = Options();
        options.MostWait = TimeSpan.FromMilliseconds(20);
        IAsyncEnumerable<VerifiedBlock> blocks = Stalling(Chain(1, 3), null);
        await foreach (ChainUpdate<BlockRun> update in new UpdateGatherer(options, TimeProvider.System).GatherAsync(
            blocks, [], stop.Token))
        {
            // The source still waits for its fourth block: leaving here ends it.
            Assert.Equal(3, update.Appended.Count);
            return;
        }

        Assert.Fail("No update came.");
    }

    [Fact]
    public async Task Another_branch_reverts_the_one_before()
    {
        List<ChainUpdate<BlockRun>> updates = await GatherAsync(
            [.. Chain(1, 5), Verified(4, 1, 0), Verified(5, 1, 1), Verified(6, 1, 1)]);
        Assert.Equal([5, 3], updates.Select(update => update.Appended.Count));
        Assert.Equal([Ref(5, 0), Ref(4, 0)], updates[1].Reverted);
        Assert.Equal([Ref(4, 1), Ref(5, 1), Ref(6, 1)], updates[1].Appended.Select(block => block.Reference));
    }

    [Fact]
    public async Task Whoever_catches_up_may_be_far_beyond_where_the_branch_begins()
    {
        List<ChainUpdate<BlockRun>> updates = await GatherAsync([.. Chain(1, 4_000), Verified(100, 1, 0)]);
        Assert.Equal(3_901, updates.Sum(update => update.Reverted.Count));
    }

    [Fact]
    public async Task A_branch_that_leaves_the_stored_blocks_reverts_those()
    {
        List<ChainUpdate<BlockRun>> updates = [];
        await GatherAsync(Script([Verified(8, 1, 0)]), updates, recent: [Ref(6, 0), Ref(7, 0), Ref(8, 0), Ref(9, 0)]);
        Assert.Equal([Ref(9, 0), Ref(8, 0)], Assert.Single(updates).Reverted);
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(2, 1)]
    public async Task A_block_whose_parent_is_not_there_is_refused(long number, int parentBranch)
    {
        VerificationException error = await Assert.ThrowsAsync<VerificationException>(
            () => GatherAsync([.. Chain(1, 3), Verified(number, 1, parentBranch)]));
        Assert.Equal(ErrorCodes.BrokenChain, error.Code);
    }

    [Fact]
    public async Task Blocks_that_differ_in_proof_share_an_update_and_are_counted()
    {
        VerifiedBlock half = Verified(2, 0, 0);
        half = half with
        {
            Verdict = half.Verdict with
            {
                Receipts = Verdict.Unknown,
                Detail = "receipts did not come"
            }
        };
        ChainUpdate<BlockRun> update = Assert.Single(await GatherAsync([Verified(1, 0, 0), half, Verified(3, 0, 0)]));
        Assert.Equal([true, false, true], update.Appended.Select(block => block.Proven.HasFlag(ProofGroups.Receipts)));
        Assert.Equal(new VerdictCounts(1, 0, 0, "block 2: receipts did not come"), update.Verdicts);
    }

    [Fact]
    public async Task Where_updates_close_does_not_change_what_they_hold()
    {
        Random random = new(8);
        VerifiedBlock[] script = [.. Chain(1, 30), Verified(28, 1, 0), Verified(29, 1, 1), .. Chain(40, 60),
            Verified(58, 2, 0), .. Chain(90, 99)];
        (List<BlockRef> reverted, List<BlockRef> appended) = Contents(await GatherAsync(script));
        for (int round = 0; round < 200; round++)
        {
            VerifiedBlock[] marked = [.. script.Select(block => block with { IsHead = random.Next(4) == 0 })];
            List<ChainUpdate<BlockRun>> updates = await GatherAsync(marked, options =>
            {
                options.MostBlocks = random.Next(1, 12);
                options.MostRows = random.Next(1, 20);
            });
            Assert.Equal(appended, Contents(updates).Appended);
            Assert.Equal(reverted, Contents(updates).Reverted);
            Assert.All(updates, update => Assert.True(
                update.Appended.Zip(update.Appended.Skip(1)).All(pair => pair.First.Hash == pair.Second.ParentHash)));
        }
    }

    internal static VerifiedBlock Verified(long number, int branch, int parentBranch)
    {
        Block block = new() { HasTransactions = true, HasReceipts = true, HasWithdrawals = true };
        block.Header.Number = number;
        block.Header.Hash = SampleRows.BlockHash(number, branch);
        block.Header.ParentHash = SampleRows.BlockHash(number - 1, parentBranch);
        return new VerifiedBlock(block, new BlockVerdict
        {
            Block = block.Reference,
            Header = Verdict.Ok,
            Transactions = Verdict.Ok,
            Receipts = Verdict.Ok,
            Bloom = Verdict.Ok,
            Withdrawals = Verdict.Ok,
        });
    }

    internal static IEnumerable<VerifiedBlock> Chain(long from, long to)
    {
        for (long number = from; number <= to; number++)
        {
            yield return Verified(number, 0, 0);
        }
    }

    private static BlockRef Ref(long number, int branch) => new(number, SampleRows.BlockHash(number, branch));

    private static (List<BlockRef> Reverted, List<BlockRef> Appended) Contents(List<ChainUpdate<BlockRun>> updates) => (
        [.. updates.SelectMany(update => update.Reverted)],
        [.. updates.SelectMany(update => update.Appended.Select(block => block.Reference))]);

    private static GathererOptions Options() => new() { ChainId = 1, Asked = VerifyLevel.Roots.Asked() };

    private static async Task<List<ChainUpdate<BlockRun>>> GatherAsync(
        IEnumerable<VerifiedBlock> blocks, Action<GathererOptions>? set = null)
    {
        List<ChainUpdate<BlockRun>> updates = [];
        await GatherAsync(Script(blocks), updates, set);
        return updates;
    }

    private static async Task GatherAsync(
        IAsyncEnumerable<VerifiedBlock> blocks, List<ChainUpdate<BlockRun>> updates,
        Action<GathererOptions>? set = null,
        IReadOnlyList<BlockRef>? recent = null, CancellationToken? cancellationToken = null)
    {
        GathererOptions options = Options();
        set?.Invoke(options);
        UpdateGatherer gatherer = new(options, TimeProvider.System);
        await foreach (ChainUpdate<BlockRun> update in gatherer.GatherAsync(
            blocks, recent ?? [], cancellationToken ?? Token))
        {
            updates.Add(update);
        }
    }

    private static async IAsyncEnumerable<VerifiedBlock> Script(IEnumerable<VerifiedBlock> blocks)
    {
        foreach (VerifiedBlock block in blocks)
        {
            if (block.Block.Header.Number % 3 == 0)
            {
                await Task.Yield();
            }

            yield return block;
        }
    }

    private static async IAsyncEnumerable<VerifiedBlock> Failing(IEnumerable<VerifiedBlock> blocks, Exception failure)
    {
        await foreach (VerifiedBlock block in Script(blocks))
        {
            yield return block;
        }

        throw failure;
    }

    // After its blocks it waits for good, or until the reading is stopped.
    private static async IAsyncEnumerable<VerifiedBlock> Stalling(
        IEnumerable<VerifiedBlock> blocks, CancellationTokenSource? stop,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (VerifiedBlock block in Script(blocks))
        {
            yield return block;
        }

        stop?.CancelAfter(TimeSpan.FromMilliseconds(10));
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
