using System.CommandLine;
using System.Globalization;
using Weir.App.Settings;
using Weir.Connectors;
using Weir.Connectors.Firehose;
using Weir.Connectors.JsonRpc;
using Weir.Connectors.Kafka.Blocks;
using Weir.Core.Errors;
using Weir.Ethereum.Chains;
using Weir.Pipeline;

namespace Weir.App.Commands.Run;

/// <summary><c>weir doctor</c>: what each node, the warehouse and the brokers can do, and what a run would miss.</summary>
internal sealed class DoctorCommand(WeirHost host)
{
    // The original platform's name for its brokers: looked at, though a run does not go through them.
    private const string BrokersVariable = "KAFKA_BOOTSTRAP_SERVERS";

    private readonly RunFlags _flags = new();
    private bool _isWell = true;

    public Command Build()
    {
        Command command = new(
            "doctor", "Ask every node, the warehouse and the brokers of the configuration what they can do, and say what is missing for it.");
        _flags.AddTo(command);
        Help.AddExamples(command, "weir doctor", "weir doctor --source rpc:http://127.0.0.1:8545 --to duckdb:live.duckdb");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken stop)
    {
        EffectiveFlags flags = _flags.Merge(given);
        RunPlan? plan = null;
        foreach (RunChain chain in _flags.Chains(flags.Parsed))
        {
            SourceRequest request = _flags.Request(flags.Parsed, host, chain);
            plan = _flags.Plan(flags.Parsed, chain, request, host.Warehouses);
            long? best = null;
            foreach (SourceSpec spec in chain.Specs)
            {
                best = spec.Kind == "firehose" ? await FirehoseAsync(spec, request, stop)
                    : await NodeAsync(spec, request, plan, best, stop);
            }

            if (plan.Kafka is { } kafka)
            {
                await SayAsync("kafka", await KafkaCheck.RunAsync(kafka, isMade: true, stop));
            }
        }

        await WarehouseAsync(plan!, stop);
        if (plan!.Kafka is null && Named(Environment.GetEnvironmentVariable(BrokersVariable)) is { } brokers)
        {
            await SayAsync("kafka", await KafkaCheck.RunAsync(brokers, isMade: false, stop));
        }

        await host.Screen.Output.WriteLineAsync(_isWell ? "all that the configuration needs is there" : "something is missing; see the lines with !");
        return _isWell ? 0 : 1;
    }

    private static KafkaBlockOptions? Named(string? brokers) =>
        string.IsNullOrEmpty(brokers) ? null : new KafkaBlockOptions { BootstrapServers = brokers };

    private async Task<long?> NodeAsync(
        SourceSpec spec, SourceRequest request, RunPlan plan, long? best, CancellationToken stop)
    {
        RpcOptions options = request.Rpc(new Uri(spec.Rest));
        options.Retry = new RetryOptions { Attempts = 0 };
        options.Timeout = TimeSpan.FromSeconds(10);
        using RpcNode node = new(options, host.Time);
        try
        {
            NodeCapabilities found = await NodeProbe.RunAsync(node, host.Time, stop);
            await SayAsync(node.Shown, [.. Results(found, request, plan, best)]);
            return Math.Max(best ?? 0, found.Head);
        }
        catch (WeirException error)
        {
            await SayAsync(node.Shown, [new CheckResult("connection", false, error.Message, error.Remedy)]);
            return best;
        }
    }

    private async Task<long?> FirehoseAsync(SourceSpec spec, SourceRequest request, CancellationToken stop)
    {
        using FirehoseFeed feed = host.Sources.OpenFirehose(spec, request);
        try
        {
            long chainId = await feed.GetChainIdAsync(stop);
            long head = await feed.GetHeadAsync(HeadRule.Latest, stop);
            await SayAsync(feed.Source,
            [
                new CheckResult("chain", true, $"{chainId} ({KnownChains.Find(chainId)?.Name ?? "a chain without rules here"})"),
                new CheckResult("head", true, $"block {head}"),
                new CheckResult(
                    "traces", true, await feed.HasTracesAsync(head, stop) ? "blocks are EXTENDED" : "blocks are BASE: they have none"),
            ]);
            return head;
        }
        catch (WeirException error)
        {
            await SayAsync(feed.Source, [new CheckResult("connection", false, error.Message, error.Remedy)]);
            return null;
        }
    }

    private static IEnumerable<CheckResult> Results(NodeCapabilities found, SourceRequest request, RunPlan plan, long? best)
    {
        string name = KnownChains.Find(found.ChainId)?.Name ?? "a chain without rules here";
        yield return new CheckResult(
            "chain", request.ChainId is null || request.ChainId == found.ChainId,
            string.Create(CultureInfo.InvariantCulture, $"{found.ChainId} ({name}), {found.Client ?? "no client version"}, answers in {found.Latency.TotalMilliseconds:N0} ms"),
            $"The configuration says chain {request.ChainId}; use a node of that chain.");
        yield return new CheckResult(
            "head", best is null || found.Head >= best - 3, $"block {found.Head}{(best > found.Head ? $", {best - found.Head} behind another node" : string.Empty)}",
            "It is behind; it will be asked last.");
        bool needsReceipts = plan.Asked.HasFlag(Core.ProofGroups.Receipts);
        yield return new CheckResult(
            "block receipts", found.BlockReceipts is null || !needsReceipts, found.BlockReceipts ?? "eth_getBlockReceipts answers",
            "Receipts are asked for one by one then, which costs a call a transaction.");
        yield return new CheckResult(
            "final blocks", found.Finalized is not null || plan.Follow.Delivery.Tag == HeadTag.Latest,
            found.Finalized is { } final ? $"final {final}, safe {found.Safe?.ToString(CultureInfo.InvariantCulture) ?? "not said"}" : "the node does not say",
            "Use --confirmations N in place of --delivery.");
        bool needsTraces = plan.Blocks.OnWish.HasFlag(Core.ProofGroups.Traces);
        yield return new CheckResult(
            "traces", found.Traces is null || !needsTraces, found.Traces ?? "trace_block or debug_traceBlockByNumber answers",
            "The tables that need traces stay empty; use a node with traces.");
        yield return new CheckResult("logs of 10,000 blocks", true, found.LogRange ?? "eth_getLogs answers");
        yield return new CheckResult("batches of 100 calls", true, found.Batches ?? "answered");
    }

    private async Task WarehouseAsync(RunPlan plan, CancellationToken stop)
    {
        string shown = host.Warehouses.Show(plan.Warehouse);
        try
        {
            await SayAsync(shown, await host.Warehouses.CheckAsync(plan.Warehouse, stop));
        }
        catch (WeirException error)
        {
            await SayAsync(shown, [new CheckResult("warehouse", false, error.Message, error.Remedy)]);
        }
    }

    private async Task SayAsync(string what, IReadOnlyList<CheckResult> results)
    {
        await host.Screen.Output.WriteLineAsync(what);
        foreach (CheckResult result in results)
        {
            _isWell &= result.IsGood;
            await host.Screen.Output.WriteLineAsync($"  {(result.IsGood ? " " : "!")} {result.Name,-22} {result.Detail}");
            if (!result.IsGood && result.Remedy is { } remedy)
            {
                await host.Screen.Output.WriteLineAsync($"    {string.Empty,-22} {remedy}");
            }
        }
    }
}
