using System.CommandLine;
using Weir.App.Settings;
using Weir.Connectors;
using Weir.Connectors.JsonRpc;
using Weir.Core;

namespace Weir.App.Commands.Run;

/// <summary><c>weir run</c>: follows the end of a chain into a warehouse until it is stopped.</summary>
internal sealed class RunCommand(WeirHost host)
{
    private readonly RunFlags _flags = new();

    public Command Build()
    {
        Command command = new(
            "run",
            "Follow a chain as it grows: every block is verified, decoded and stored, and what leaves the chain leaves the warehouse.");
        _flags.AddTo(command);
        Help.AddExamples(
            command,
            "weir run --source rpc:ws://127.0.0.1:8546 --to duckdb:live.duckdb",
            "weir run --source rpc:wss://node.example/KEY --source rpc:https://other.example/KEY --network mainnet",
            "weir run --source rpc:http://127.0.0.1:8545 --start-block 18M --delivery finalized",
            "weir run --source rpc:http://127.0.0.1:8545 --kafka 127.0.0.1:9092 --to \"postgres:Host=127.0.0.1;Database=chain\"",
            "weir run --source firehose:https://firehose.example:443 --network mainnet",
            "weir run --chain mainnet=rpc:http://127.0.0.1:8545 --chain base=rpc:http://127.0.0.1:9545",
            "weir init && weir doctor && weir run");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken stop)
    {
        EffectiveFlags flags = _flags.Merge(given);
        ParseResult parsed = flags.Parsed;
        flags.File?.Notes.ForEach(note => Log.SourceNote(host.Logger, note));
        IReadOnlyList<RunChain> chains = _flags.Chains(parsed);

        // What is wrong with the flags is said before anything is opened.
        RunPlan[] plans = [.. chains.Select(
            chain => _flags.Plan(parsed, chain, _flags.Request(parsed, host, chain), host.Warehouses))];
        await using IAsyncDisposable? server =
            await _flags.Serve.StartAsync(parsed, host, plans[0].AsLoad(RunPlan.Pipeline), stop);
        if (chains.Count == 1 && chains[0].Name is null)
        {
            await FollowAsync(host, parsed, chains[0], stop);
            return 0;
        }

        return await new ManyRun(host, (own, chain, token) => FollowAsync(own, parsed, chain, token)).RunAsync(chains, stop);
    }

    private async Task FollowAsync(WeirHost own, ParseResult parsed, RunChain chain, CancellationToken stop)
    {
        SourceRequest request = _flags.Request(parsed, own, chain);
        RunPlan plan = _flags.Plan(parsed, chain, request, own.Warehouses);
        using RunReport report = new(own, plan.IsQuiet);
        using IChainFeed feed = await own.Sources.OpenFeedAsync(
            chain.Specs, request with { Head = plan.Follow.Delivery }, stop);
        bool canTrace = await BlockSources.CanTraceAsync(
            feed, plan.Blocks, await feed.GetHeadAsync(HeadRule.Latest, stop), stop);
        plan = plan with
        {
            Tables = TableNames.Offered(
                _flags.Tables(parsed), plan.Tables,
                OpenSource.WithoutTraces | (canTrace ? ProofGroups.Traces : ProofGroups.None)),
        };
        await (plan.Kafka is { } kafka ? new KafkaRun(own, plan, kafka, feed, report).RunAsync(stop)
            : new ChainRun(own, plan, feed, report).RunAsync(stop));
        report.End();
    }
}
