using Weir.Connectors.JsonRpc;
using Weir.Connectors.JsonRpc.Live;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Simulation.FakeNodes;
using Weir.Tests.Pipeline;

namespace Weir.Tests.Connectors.Live;

/// <summary>A chain is followed through everything it does; what is stored is the chain as it is then.</summary>
public sealed class FollowSourceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_grows_changes_its_mind_and_is_set_back(bool bySocket)
    {
        ForkingFakeChain chain = Follower.Chain(40);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        await using Follower follower = new(new MemoryWarehouse(), [bySocket ? node.SocketUrl : node.Url]);
        await follower.CatchUpAsync(chain);
        chain.Grow(3);
        await follower.CatchUpAsync(chain);
        foreach ((int depth, int blocks) in new[] { (1, 1), (1, 2), (5, 6), (20, 20), (30, 33) })
        {
            chain.Reorganise(depth, blocks);
            await follower.CatchUpAsync(chain);
        }

        // Back without a word, and on: the node is behind until it grows otherwise.
        chain.SetBack(4);
        await Task.Delay(50, Token);
        chain.Grow(2);
        chain.Grow(4);
        await follower.CatchUpAsync(chain);
        Assert.Contains((chain.Head - 6, 4), follower.Reorganisations);
        Assert.All(follower.Reorganisations, reorganisation => Assert.InRange(reorganisation.Depth, 1, 33));
    }

    [Fact]
    public async Task A_reorganisation_is_a_row_with_old_and_new_hashes()
    {
        ForkingFakeChain chain = Follower.Chain(10);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        MemoryWarehouse warehouse = new();
        await using Follower follower = new(warehouse, [node.Url]);
        await follower.CatchUpAsync(chain);
        Hash32[] old = [chain.Find(9)!.Hash, chain.Find(10)!.Hash];
        chain.Reorganise(2, 3);
        await follower.CatchUpAsync(chain);
        Batch reorgs = warehouse.Rows(ReorgBatch.Table);
        Assert.Equal(1, reorgs.RowCount);
        Assert.Equal(8, ((Int64Column)reorgs.Columns[ReorgBatch.Table.IndexOf("ancestor_number")])[0]);
        var hashes = (FixedBytesColumn)((ListColumn)reorgs.Columns[ReorgBatch.Table.IndexOf("old_hashes")]).Items;
        Assert.Equal<Hash32>(old, new[] { hashes.Hash(0), hashes.Hash(1) });
        Batch heads = warehouse.Rows(ChainHeadBatch.Table);
        Assert.Equal(1, heads.RowCount);
        Assert.Equal(chain.Head, ((Int64Column)heads.Columns[ChainHeadBatch.Table.IndexOf("head")])[0]);
    }

    [Fact]
    public async Task It_goes_on_from_what_is_stored_also_when_the_chain_changed_meanwhile()
    {
        ForkingFakeChain chain = Follower.Chain(20);
        MemoryWarehouse warehouse = new();
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        await using (Follower first = new(warehouse, [node.Url]))
        {
            await first.CatchUpAsync(chain);
        }

        chain.Reorganise(7, 9);
        node.Counts.Clear();
        await using Follower second = new(warehouse, [node.Url]);
        await second.CatchUpAsync(chain);
        Assert.Equal((13, 7), Assert.Single(second.Reorganisations));
        Assert.Equal(9, node.Counts.Of("eth_getBlockReceipts"));
    }

    [Fact]
    public async Task A_fresh_run_begins_at_the_head_and_may_lose_all_of_it()
    {
        ForkingFakeChain chain = Follower.Chain(50);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        MemoryWarehouse warehouse = new();
        await using Follower follower = new(warehouse, [node.Url], new FollowOptions { StartBlock = 50 });
        await follower.CatchUpAsync(chain);
        chain.Reorganise(20, 21);
        await follower.CatchUpAsync(chain);
        Assert.Equal(31, (await warehouse.GetHeadersAsync(1337, BlockRange.All, Token))[0].Number);
    }

    [Fact]
    public async Task A_node_that_falls_behind_takes_nothing_back()
    {
        ForkingFakeChain chain = Follower.Chain(40);
        ForkingFakeChain behind = Follower.Chain(40);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        MemoryWarehouse warehouse = new();
        await using (Follower first = new(warehouse, [node.Url]))
        {
            await first.CatchUpAsync(chain);
        }

        behind.SetBack(30);
        await using FakeNode slow = await FakeNode.StartAsync(behind, cancellationToken: Token);
        await using Follower follower = new(warehouse, [slow.Url]);
        await Task.Delay(200, Token);
        Assert.Empty(follower.Reorganisations);
        Assert.Equal(41, (await warehouse.GetHeadersAsync(1337, BlockRange.All, Token)).Count);
    }

    [Fact]
    public async Task Beyond_all_that_is_known_it_stops_and_says_what_mends_it()
    {
        ForkingFakeChain chain = Follower.Chain(10);
        MemoryWarehouse warehouse = new();
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        await using (Follower first = new(warehouse, [node.Url]))
        {
            await first.CatchUpAsync(chain);
        }

        await using FakeNode other = await FakeNode.StartAsync(Follower.Chain(12, seed: 6), cancellationToken: Token);
        await using Follower follower = new(warehouse, [other.Url]);
        WeirException error = await follower.FailureAsync();
        Assert.Equal(ErrorCodes.DeepReorganisation, error.Code);
        Assert.Contains("weir repair", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_final_block_that_changes_stops_it()
    {
        ForkingFakeChain chain = Follower.Chain(100);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        await using Follower follower = new(new MemoryWarehouse(), [node.Url]);
        await follower.CatchUpAsync(chain);
        chain.Reorganise(90, 91);
        WeirException error = await follower.FailureAsync();
        Assert.Equal(ErrorCodes.FinalizedChanged, error.Code);
        Assert.Contains("block 11 has changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blocks_that_were_never_final_may_leave_though_their_heights_are_final_since()
    {
        ForkingFakeChain chain = Follower.Chain(99);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        MemoryWarehouse warehouse = new();
        await using (Follower first = new(warehouse, [node.Url]))
        {
            await first.CatchUpAsync(chain);
        }

        // Final was block 35, where the branches part; it is block 41 when the follower comes back.
        chain.Reorganise(64, 70);
        await using Follower second = new(warehouse, [node.Url]);
        await second.CatchUpAsync(chain);
    }

    [Theory]
    [InlineData(HeadTag.Safe, 32)]
    [InlineData(HeadTag.Finalized, 64)]
    public async Task Only_what_is_sure_is_handed_on_where_that_is_asked_for(HeadTag tag, int distance)
    {
        ForkingFakeChain chain = Follower.Chain(80);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        await using Follower follower = new(
            new MemoryWarehouse(), [node.Url], new FollowOptions { Delivery = new HeadRule(tag, 0) });
        await LastAsync(follower, 80 - distance);
        chain.Grow(5);
        await LastAsync(follower, 85 - distance);
    }

    [Fact]
    public async Task A_socket_that_is_cut_or_silent_is_noticed()
    {
        ForkingFakeChain chain = Follower.Chain(10);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        await using Follower follower = new(new MemoryWarehouse(), [node.SocketUrl]);
        await follower.CatchUpAsync(chain);
        node.CutSockets();
        chain.Grow(4);
        await follower.CatchUpAsync(chain);
        await follower.SaidAsync("the subscription was cut");
        chain.Grow();
        await follower.CatchUpAsync(chain);
        node.IsSilent = true;
        for (int i = 0; i < 5; i++)
        {
            chain.Grow();
            await follower.CatchUpAsync(chain);
        }

        await follower.SaidAsync("the subscription is silent");
    }

    [Fact]
    public async Task Where_there_is_no_socket_it_says_so_and_asks()
    {
        ForkingFakeChain chain = Follower.Chain(10);
        await using FakeNode node = await FakeNode.StartAsync(
            chain, new FakeNodeOptions { HasSocket = false }, cancellationToken: Token);
        await using Follower follower = new(new MemoryWarehouse(), [node.Url, node.SocketUrl]);
        await follower.CatchUpAsync(chain);
        await follower.SaidAsync("where a WebSocket was asked for");
        chain.Grow();
        await follower.CatchUpAsync(chain);
    }

    private static async Task LastAsync(Follower follower, long number)
    {
        for (int i = 0; i < 2_000 && follower.Last?.Number != number; i++)
        {
            await Task.Delay(5, Token);
        }

        Assert.Equal(number, follower.Last?.Number);
    }
}
