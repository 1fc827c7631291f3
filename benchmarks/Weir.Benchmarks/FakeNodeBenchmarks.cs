using System.Diagnostics;
using System.Globalization;
using System.Text;
using Weir.Connectors;
using Weir.Connectors.JsonRpc;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Pipeline;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;

namespace Weir.Benchmarks;

/// <summary>
/// How much the fake node can answer, so that a benchmark that uses it knows when the node is the brake.
/// </summary>
internal static class FakeNodeBenchmarks
{
    private const int Clients = 16;
    private const int SingleRequests = 40_000;

    public static async Task RunAsync(long blocks, TextWriter output)
    {
        SimulatedChainOptions options = SimulatedChainOptions.Default with { Blocks = blocks };
        SimulatedFakeChain chain = new(options);
        long start = Stopwatch.GetTimestamp();
        chain.MakeAll();
        Report(output, "blocks made and written as JSON", blocks, start);
        await using FakeNode node = await FakeNode.StartAsync(chain, new FakeNodeOptions { ShuffleSeed = 1 });
        using HttpClient http = new();
        foreach (string call in (
            string[])["\"eth_blockNumber\",\"params\":[]", "\"eth_getBlockByNumber\",\"params\":[\"0x64\",true]"])
        {
            byte[] body = Encoding.ASCII.GetBytes("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":" + call + "}");
            start = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => AskAsync(http, node.Url, body)));
            Report(output, "single requests " + call, SingleRequests, start);
        }

        using RpcNodes client = new(
            [new RpcNode(new RpcOptions { Endpoint = node.Url }, TimeProvider.System)], new RetryOptions(), TimeProvider.System);
        RpcSource source = new(client, new BlockSourceOptions(), new BlockRange(0, blocks - 1), TimeProvider.System);
        start = Stopwatch.GetTimestamp();
        long read = 0;
        await foreach (ChainUpdate<BlockRun> update in source.ReadAsync(SinkState.Empty, CancellationToken.None))
        {
            read += update.Appended.Count;
        }

        Report(output, "blocks read by RpcSource in shuffled batches and verified", read, start);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{node.Counts.Requests} requests, peak memory {Environment.WorkingSet / 1e6:F0} MB"));
    }

    private static async Task AskAsync(HttpClient http, Uri url, byte[] body)
    {
        for (int i = 0; i < SingleRequests / Clients; i++)
        {
            using ByteArrayContent content = new(body);
            using HttpResponseMessage response = await http.PostAsync(url, content);
            await response.Content.ReadAsByteArrayAsync();
        }
    }

    private static void Report(TextWriter output, string what, long count, long start)
    {
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what}: {count} in {seconds:F1} s, {count / seconds:F0} a second"));
    }
}
