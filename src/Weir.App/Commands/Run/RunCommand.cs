using System.CommandLine;
using Weir.App.Settings;
using Weir.Connectors.JsonRpc;
using Weir.Connectors.JsonRpc.Live;
using Weir.Core.Errors;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Verification;

namespace Weir.App.Commands.Run;

/// <summary><c>weir run</c>: follows the end of a chain into a warehouse until it is stopped.</summary>
internal sealed class RunCommand
{
    private readonly WeirHost _host;
    private readonly SourceFlags _sourceFlags = new();
    private readonly Option<string[]> _source = SharedFlags.Sources();
    private readonly Option<string?> _to = SharedFlags.To();
    private readonly Option<string?> _tables = SharedFlags.Tables();
    private readonly Option<string?> _network = Flags.Text(
        "--network", $"the chain the nodes must serve: {string.Join(", ", KnownChains.Networks)}");
    private readonly Option<string?> _delivery = Flags.Text(
        "--delivery", "hand on blocks as soon as they are there, or once the node calls them safe or finalized (default: instant)", null,
        "instant", "safe", "finalized");
    private readonly Option<string?> _startBlock =
        Flags.Text("--start-block", "the first block, where nothing is stored yet (default: the head)");
    private readonly Option<bool> _fill = Flags.Switch(
        "--fill", "also load the blocks before, from the first stored one or --start-block, at the same time");
    private readonly Option<string?> _poll = Flags.Text(
        "--poll", "seconds between questions for the newest block where there is no subscription (default: a third of the block time)");
    private readonly Option<int> _quorum = Flags.Number(
        "--quorum", "how many nodes must have the same block before it is stored", 1, 1, 16);
    private readonly Option<bool> _quiet = SharedFlags.Quiet();
    private readonly Option<string?> _memory = SharedFlags.LoadMemory();

    public RunCommand(WeirHost host) => _host = host;

    public Command Build()
    {
        Command command = new(
            "run",
            "Follow a chain as it grows: every block is verified, decoded and stored, and what leaves the chain leaves the warehouse.");
        foreach (Option option in new Option[]
        {
            _source, _to, _tables, _network, _delivery, _startBlock, _fill, _poll, _quorum, _quiet, _memory,
        })
        {
            command.Options.Add(option);
        }

        _sourceFlags.AddNodeFlagsTo(command);
        Help.AddExamples(
            command,
            "weir run --source rpc:ws://127.0.0.1:8546 --to duckdb:live.duckdb",
            "weir run --source rpc:wss://node.example/KEY --source rpc:https://other.example/KEY --network mainnet",
            "weir run --source rpc:http://127.0.0.1:8545 --start-block 18M --delivery finalized");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        IReadOnlyList<SourceSpec> specs = SourceSpec.ParseAll(parsed.GetValue(_source) ?? []);
        if (specs[0].Kind != "rpc")
        {
            throw new ConfigException(
                ErrorCodes.BadSource, $"{specs[0].Kind}: has an end; weir run follows a node",
                "Write --source rpc:URL, or load it with weir backfill.");
        }

        KnownChain? named = parsed.GetValue(_network) is { } network ? KnownChains.Named(network) : null;
        SourceRequest asked = _sourceFlags.Request(
            parsed, _host, RangeSpec.All, tables: TableNames.Parse(parsed.GetValue(_tables)!));
        SourceRequest request = asked with
        {
            ChainId = asked.ChainId ?? named?.Id,
            Rpc = endpoint => Patient(asked.Rpc(endpoint)),
        };
        RunPlan plan = Plan(parsed, specs, request);
        if (_host.Warehouses.TakesFinalBlocksOnly(plan.Warehouse) && plan.Follow.Delivery.Tag != HeadTag.Finalized)
        {
            throw new ConfigException(
                ErrorCodes.BadDestination, $"{plan.Warehouse.Kind}: takes nothing back, and the newest blocks may leave the chain",
                "Add --delivery finalized.");
        }

        using RunReport report = new(_host, plan.IsQuiet);
        using RpcNodes nodes = await _host.Sources.OpenNodesAsync(specs, request, stop);
        await new ChainRun(_host, plan, nodes, report).RunAsync(stop);
        report.End();
        return 0;
    }

    private RunPlan Plan(ParseResult parsed, IReadOnlyList<SourceSpec> specs, SourceRequest request)
    {
        string? delivery = parsed.GetValue(_delivery);
        int quorum = parsed.GetValue(_quorum);
        if (quorum > specs.Count)
        {
            throw new ConfigException(
                ErrorCodes.BadFlag, $"--quorum is {quorum}, and there are {specs.Count} nodes", "Add --source rpc:URL for each.");
        }

        return new RunPlan(
            WarehouseSpec.Parse(parsed.GetValue(_to)!), new WarehouseSettings(parsed.GetValue(_memory), Threads: 1),
            TableNames.Parse(parsed.GetValue(_tables)!), request.Blocks.Level.Asked(), request.Blocks,
            new FollowOptions
            {
                Delivery = _sourceFlags.Head(
                    parsed, delivery == "instant" ? null : delivery, "--delivery", isFinalOnly: false),
                StartBlock = parsed.GetValue(_startBlock) is { } start ? RangeSpec.Of(start, null).From : null,
                PollEvery = PollEvery(parsed, specs, request.ChainId),
                Quorum = quorum,
            },
            parsed.GetValue(_fill), parsed.GetValue(_quiet));
    }

    private TimeSpan PollEvery(ParseResult parsed, IReadOnlyList<SourceSpec> specs, long? chainId)
    {
        if (parsed.GetValue(_poll) is { } text)
        {
            return double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double seconds)
                && seconds is >= 0.05 and <= 3_600
                    ? TimeSpan.FromSeconds(seconds)
                    : throw new ConfigException(
                        ErrorCodes.BadFlag, $"--poll is '{text}'", "Write seconds, 0.05 to 3600.");
        }

        double third = (chainId is { } id ? KnownChains.Find(id)?.BlockSeconds : null) / 3 ?? 1;
        bool isLocal = specs.All(spec => EndpointText.IsLocal(new Uri(spec.Rest)));
        return TimeSpan.FromSeconds(isLocal ? 0.25 : Math.Clamp(third, 0.5, 4));
    }

    // Whoever follows asks again soon rather than often: the follower itself goes on after a failure.
    private static RpcOptions Patient(RpcOptions options)
    {
        options.Timeout = options.Timeout > TimeSpan.FromSeconds(20) ? TimeSpan.FromSeconds(20) : options.Timeout;
        options.Retry.LongestDelay = TimeSpan.FromSeconds(4);
        return options;
    }
}
