using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;

namespace Weir.Tests.App;

/// <summary>Where a node's traces come from: Parity's method, else Geth's, else an error that says what to do.</summary>
public sealed class TraceFallbackTests : IDisposable
{
    private const string Frame = """
        {"type":"CALL","from":"0x00000000000000000000000000000000000000a1","to":"0x00000000000000000000000000000000000000b0",
        "value":"0x5","gas":"0x5208","gasUsed":"0x5208","input":"0x"}
        """;

    private const string Parity = """
        [{"action":{"callType":"call","from":"0x00000000000000000000000000000000000000a1","gas":"0x0","input":"0x",
        "to":"0x00000000000000000000000000000000000000b0","value":"0x5"},"result":{"gasUsed":"0x0","output":"0x"},
        "subtraces":0,"traceAddress":[],"transactionPosition":0,"type":"call"}]
        """;

    private readonly CommandLine _weir = new();

    public void Dispose() => _weir.Dispose();

    [Theory]
    [InlineData("trace_block", Parity, 1)]
    [InlineData("debug_traceBlockByNumber", "[{\"result\":" + Frame + "}]", 2)]
    public async Task Traces_come_by_the_method_that_the_node_has(string method, string answer, int methods)
    {
        HashSet<string> asked = [];
        await using FakeNode node = await StartAsync((name, _) =>
        {
            if (name.Contains("trace", StringComparison.Ordinal))
            {
                lock (asked)
                {
                    asked.Add(name);
                }
            }

            return name == method ? answer : null;
        });
        Assert.True(await LoadAsync(node) == 0, _weir.Error);
        Assert.Equal(0, await _weir.RunAsync(
            "query", "SELECT count(*) AS n, min(value) AS v FROM traces", "--warehouse", $"duckdb:{_weir.Path("t.duckdb")}", "--csv"));
        Assert.Equal("n,v\n5,5\n", _weir.Output);
        Assert.Equal(methods, asked.Count);
    }

    [Fact]
    public async Task A_node_that_traces_nothing_is_said_with_what_to_do()
    {
        await using FakeNode node = await StartAsync((_, _) => null);
        Assert.NotEqual(0, await LoadAsync(node));
        Assert.Contains("the node traces nothing", _weir.Error, StringComparison.Ordinal);
        Assert.Contains("Leave traces", _weir.Error, StringComparison.Ordinal);
    }

    private Task<int> LoadAsync(FakeNode node) => _weir.RunAsync(
        "backfill", "--source", $"rpc:{node.Url}", "--blocks", "0:5", "--to", $"duckdb:{_weir.Path("t.duckdb")}", "--tables",
        "base,traces", "--quiet");

    private static Task<FakeNode> StartAsync(Func<string, string, string?> methods) => FakeNode.StartAsync(
        new SimulatedFakeChain(SimulatedChainOptions.Parse("seed=7,blocks=6")), new FakeNodeOptions { OwnMethods = methods });
}
