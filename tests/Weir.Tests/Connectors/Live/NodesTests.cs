using Weir.Connectors.JsonRpc;
using Weir.Connectors.JsonRpc.Live;
using Weir.Core.Errors;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;
using Weir.Tests.Pipeline;

namespace Weir.Tests.Connectors.Live;

/// <summary>Several nodes stand in for each other; one that lies, fails or is of another branch is named.</summary>
public sealed class NodesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, FakeNodeFault> Failures => new()
    {
        { "500", FakeNodeFault.Status(500) },
        { "429", FakeNodeFault.Status(429, TimeSpan.FromSeconds(1)) },
        { "401", FakeNodeFault.Status(401) },
        { "HTML", FakeNodeFault.Html() },
        { "cut", FakeNodeFault.Cut() },
        { "lies", FakeNodeFault.Lie("eth_getBlockByNumber", "stateRoot", $"\"0x{new string('1', 64)}\"") },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task The_second_node_takes_over_and_the_first_is_named(string what, FakeNodeFault fault)
    {
        ForkingFakeChain chain = Follower.Chain(10);
        await using FakeNode first = await FakeNode.StartAsync(chain, cancellationToken: Token);
        await using FakeNode second = await FakeNode.StartAsync(chain, cancellationToken: Token);
        await using Follower follower = new(new MemoryWarehouse(), [first.Url, second.Url]);
        await follower.CatchUpAsync(chain);
        Assert.Equal(0, second.Counts.Of("eth_getBlockReceipts"));
        first.Fault = fault;
        chain.Grow(3);
        await follower.CatchUpAsync(chain);
        Assert.True(second.Counts.Of("eth_getBlockReceipts") >= 3, what);
        await follower.SaidAsync($"{first.Url.Host}:{first.Url.Port} is left alone for a while");
    }

    [Fact]
    public async Task One_that_lies_from_the_start_is_passed_over()
    {
        ForkingFakeChain chain = Follower.Chain(10);
        await using FakeNode liar = await FakeNode.StartAsync(chain, cancellationToken: Token);
        await using FakeNode honest = await FakeNode.StartAsync(chain, cancellationToken: Token);
        liar.Fault = FakeNodeFault.Lie("eth_getBlockByNumber", "stateRoot", $"\"0x{new string('1', 64)}\"");
        await using Follower follower = new(new MemoryWarehouse(), [liar.Url, honest.Url]);
        await follower.CatchUpAsync(chain);
        await follower.SaidAsync($"{liar.Url.Host}:{liar.Url.Port} lies");
    }

    [Fact]
    public async Task Nodes_of_different_chains_are_refused_by_name()
    {
        await using FakeNode first = await FakeNode.StartAsync(Follower.Chain(3), cancellationToken: Token);
        await using FakeNode other = await FakeNode.StartAsync(
            new SimulatedFakeChain(SimulatedChainOptions.Parse("blocks=3,chain=31337")), cancellationToken: Token);
        await using Follower follower = new(new MemoryWarehouse(), [first.Url, other.Url]);
        WeirException error = await follower.FailureAsync();
        Assert.Equal(ErrorCodes.ChainIdConflict, error.Code);
        Assert.Contains("serves chain 31337", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_quorum_nothing_is_stored_and_both_branches_are_named()
    {
        ForkingFakeChain chain = Follower.Chain(10);
        ForkingFakeChain same = Follower.Chain(10);
        await using FakeNode first = await FakeNode.StartAsync(chain, cancellationToken: Token);
        await using FakeNode second = await FakeNode.StartAsync(same, cancellationToken: Token);
        MemoryWarehouse warehouse = new();
        await using Follower follower = new(warehouse, [first.Url, second.Url], new FollowOptions { Quorum = 2 });
        await follower.CatchUpAsync(chain);
        same.Reorganise(1, 1);
        same.Grow();
        chain.Grow();
        await Task.Delay(300, Token);
        Assert.Equal(10, follower.Last?.Number);

        // They agree again once the second follows the first: here both go on to an equal chain.
        RpcNodes nodes = new(
            [Node(first.Url), Node(second.Url)], new Weir.Pipeline.RetryOptions { Attempts = 0 }, TimeProvider.System);
        RpcException error = await Assert.ThrowsAsync<RpcException>(
            () => nodes.AgreeAsync(new(11, chain.Find(11)!.Hash), 2, Token));
        nodes.Dispose();
        Assert.Equal(ErrorCodes.RpcNoQuorum, error.Code);
        Assert.Contains(chain.Find(11)!.Hash.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains(same.Find(11)!.Hash.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_budget_spreads_requests_over_time()
    {
        ForkingFakeChain chain = Follower.Chain(5);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: Token);
        using RpcNode asked = new(
            new RpcOptions { Endpoint = node.Url, Budget = new RequestBudget(20) }, TimeProvider.System);
        long start = TimeProvider.System.GetTimestamp();
        for (int i = 0; i < 30; i++)
        {
            await asked.GetHeadAsync(HeadRule.Latest, Token);
        }

        // Twenty at once, ten more in half a second.
        Assert.True(TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromMilliseconds(300));
    }

    private static RpcNode Node(Uri url) => new(
        new RpcOptions { Endpoint = url, Retry = new Weir.Pipeline.RetryOptions { Attempts = 0 } }, TimeProvider.System);
}
