using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Weir.App.Settings;
using Weir.App.Settings.Config;
using Weir.Connectors.JsonRpc;
using Weir.Connectors.JsonRpc.Live;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Verification;

namespace Weir.App.Commands.Run;

/// <summary>The flags of a run, with the configuration file and the environment below them.</summary>
internal sealed class RunFlags
{
    private const string NodeVariable = "RPC_URL";

    private readonly SourceFlags _sourceFlags = new();
    private readonly Option<string?> _config = Flags.Text(
        "--config", $"the configuration file (default: {string.Join(" or ", ConfigFile.Usual)}, where there is one)");
    private readonly Option<string[]> _source = SharedFlags.Sources();
    private readonly Option<string[]> _chain = new("--chain")
    {
        Description =
            "one of several chains to follow at once, as NETWORK=SOURCE or ID=SOURCE (base=rpc:URL); again with the same name for a node that stands in, with another one for another chain",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };
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

    private readonly KafkaFlags _kafka = new();

    /// <summary>The API beside the run.</summary>
    public Serve.ServeFlags Serve { get; } = new(isOption: true);

    /// <summary>Adds the flags to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            _config, _source, _chain, _to, _tables, _network, _delivery, _startBlock, _fill, _poll, _quorum, _quiet, _memory,
        })
        {
            command.Options.Add(option);
        }

        _sourceFlags.AddNodeFlagsTo(command);
        _kafka.AddRun(command);
        Serve.AddTo(command);
    }

    /// <summary>The command line with what the configuration file adds to it.</summary>
    /// <exception cref="ConfigException">The file is wrong; with file and line.</exception>
    public EffectiveFlags Merge(ParseResult parsed)
    {
        ConfigFile? file = ConfigFile.Find(parsed.GetValue(_config));
        Dictionary<string, string> origins = [];
        List<string> more = [];
        if (!IsSet(parsed, "--source") && !IsSet(parsed, "--chain") && Environment.GetEnvironmentVariable(NodeVariable) is { Length: > 0 } url)
        {
            more.AddRange(["--source", url.StartsWith("rpc:", StringComparison.Ordinal) || url.StartsWith("firehose:", StringComparison.Ordinal) ? url : "rpc:" + url]);
            origins["--source"] = NodeVariable;
        }

        foreach (ConfigValue value in file?.Values ?? [])
        {
            if (!IsSet(parsed, value.Flag) && origins.TryAdd(value.Flag, value.Origin))
            {
                more.AddRange(value.Values.SelectMany(text => new[] { value.Flag, text }));
            }
        }

        if (more.Count == 0)
        {
            return new EffectiveFlags(parsed, file, origins);
        }

        ParseResult merged = parsed.RootCommandResult.Command.Parse(
            [.. parsed.Tokens.Select(token => token.Value), .. more]);
        return merged.Errors.Count == 0
            ? new EffectiveFlags(merged, file, origins)
            : throw new ConfigException(
                ErrorCodes.BadConfiguration, $"the configuration does not fit: {merged.Errors[0].Message}",
                $"It comes from {string.Join(", ", origins.Values.Distinct())}; weir check shows what is in effect.");
    }

    /// <summary>The chains of a run, each with its nodes; one without a name where <c>--chain</c> was not given.</summary>
    /// <exception cref="ConfigException">There are none, a source has an end, or one is named in two ways.</exception>
    public IReadOnlyList<RunChain> Chains(ParseResult parsed)
    {
        string[] chains = parsed.GetValue(_chain) ?? [];
        if (chains.Length == 0)
        {
            return [new RunChain(null, null, Sources(parsed.GetValue(_source) ?? []))];
        }

        if (IsGiven(parsed, "--source") || IsGiven(parsed, "--network") || IsGiven(parsed, "--chain-id"))
        {
            throw new ConfigException(
                ErrorCodes.BadFlag, "--chain was given together with --source, --network or --chain-id",
                "Name every chain with --chain NETWORK=SOURCE.");
        }

        return RunChain.Parse(chains, Sources);
    }

    private static IReadOnlyList<SourceSpec> Sources(IReadOnlyList<string> texts)
    {
        IReadOnlyList<SourceSpec> specs = SourceSpec.ParseAll(texts);
        return specs[0].Kind is "rpc" or "firehose" ? specs : throw new ConfigException(
            ErrorCodes.BadSource, $"{specs[0].Kind}: has an end; weir run follows a node",
            "Write --source rpc:URL or firehose:URL, or load it with weir backfill.");
    }

    /// <summary>What the nodes of a chain are asked.</summary>
    public SourceRequest Request(ParseResult parsed, WeirHost host, RunChain chain)
    {
        KnownChain? named = parsed.GetValue(_network) is { } network ? KnownChains.Named(network) : null;
        SourceRequest asked = _sourceFlags.Request(
            parsed, host, RangeSpec.All, tables: TableNames.Parse(parsed.GetValue(_tables)!, isLive: true));
        return asked with { ChainId = chain.Id ?? asked.ChainId ?? named?.Id, Rpc = endpoint => Patient(asked.Rpc(endpoint)) };
    }

    /// <summary>The tables as they were named.</summary>
    public string Tables(ParseResult parsed) => parsed.GetValue(_tables)!;

    /// <summary>Where rows go.</summary>
    public WarehouseSpec Warehouse(ParseResult parsed) => WarehouseSpec.Parse(parsed.GetValue(_to)!);

    /// <summary>What the run is to do for a chain.</summary>
    public RunPlan Plan(ParseResult parsed, RunChain chain, SourceRequest request, Warehouses warehouses)
    {
        string? delivery = parsed.GetValue(_delivery);
        int quorum = parsed.GetValue(_quorum);
        if (quorum > chain.Specs.Count)
        {
            throw new ConfigException(
                ErrorCodes.BadFlag, $"--quorum is {quorum}, and there are {chain.Specs.Count} nodes", "Add --source rpc:URL for each.");
        }

        RunPlan plan = new(
            Warehouse(parsed), new WarehouseSettings(Serve.Memory(parsed, _memory), Threads: 1),
            TableNames.Parse(parsed.GetValue(_tables)!, isLive: true), request.Blocks.Level.Asked(), request.Blocks,
            new FollowOptions
            {
                Delivery = _sourceFlags.Head(
                    parsed, delivery == "instant" ? null : delivery, "--delivery", isFinalOnly: false),
                StartBlock = parsed.GetValue(_startBlock) is { } start ? RangeSpec.Of(start, null).From : null,
                PollEvery = PollEvery(parsed, chain.Specs, request.ChainId),
                Quorum = quorum,
            },
            parsed.GetValue(_fill), parsed.GetValue(_quiet))
        {
            Kafka = _kafka.Run(parsed, chain.Name),
        };
        RequireKafkaFits(plan);
        return !warehouses.TakesFinalBlocksOnly(plan.Warehouse) || plan.Follow.Delivery.Tag == HeadTag.Finalized
            ? plan
            : throw new ConfigException(
                ErrorCodes.BadDestination,
                $"{plan.Warehouse.Kind}: takes nothing back, and the newest blocks may leave the chain",
                "Add --delivery finalized.");
    }

    private static void RequireKafkaFits(RunPlan plan)
    {
        if (plan.Kafka is not null && plan.Fill)
        {
            throw new ConfigException(
                ErrorCodes.BadFlag, "--fill was given, and blocks go through Kafka",
                "Load the blocks before with weir backfill into the same warehouse, or leave --kafka out.");
        }

        if (plan.Kafka is not null && plan.Tables.FirstOrDefault(
            table => table == PendingTransactionBatch.Table || table == MempoolBatch.Table) is { } table)
        {
            throw new ConfigException(
                ErrorCodes.BadFlag, $"{table.Name} is made from what is heard, and blocks go through Kafka",
                "Leave the table or --kafka out.");
        }
    }

    private TimeSpan PollEvery(ParseResult parsed, IReadOnlyList<SourceSpec> specs, long? chainId)
    {
        if (parsed.GetValue(_poll) is { } text)
        {
            return double.TryParse(text, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 0.05 and <= 3_600
                ? TimeSpan.FromSeconds(seconds)
                : throw new ConfigException(ErrorCodes.BadFlag, $"--poll is '{text}'", "Write seconds, 0.05 to 3600.");
        }

        return PollEvery(specs.Select(spec => new Uri(spec.Rest)), chainId);
    }

    /// <summary>How often nodes are asked for their newest block: a third of the block time; on this machine, often.</summary>
    public static TimeSpan PollEvery(IEnumerable<Uri> nodes, long? chainId)
    {
        double third = (chainId is { } id ? KnownChains.Find(id)?.BlockSeconds : null) / 3 ?? 1;
        return TimeSpan.FromSeconds(nodes.All(EndpointText.IsLocal) ? 0.25 : Math.Clamp(third, 0.5, 4));
    }

    // Whoever follows asks again soon rather than often: the follower itself goes on after a failure.
    private static RpcOptions Patient(RpcOptions options)
    {
        options.Timeout = options.Timeout > TimeSpan.FromSeconds(20) ? TimeSpan.FromSeconds(20) : options.Timeout;
        options.Retry.LongestDelay = TimeSpan.FromSeconds(4);
        return options;
    }

    private static bool IsGiven(ParseResult parsed, string flag) =>
        parsed.CommandResult.Children.OfType<OptionResult>().Any(result => result.Option.Name == flag && !result.Implicit);

    private static bool IsSet(ParseResult parsed, string flag) => IsGiven(parsed, flag)
        || Environment.GetEnvironmentVariable(Flags.Variable(flag)) is { Length: > 0 };
}

/// <summary>The flags that are in effect.</summary>
/// <param name="Parsed">The command line, with what the file adds.</param>
/// <param name="File">The file, where there is one.</param>
/// <param name="Origins">Where a flag comes from that the file or the environment gave.</param>
internal sealed record EffectiveFlags(
    ParseResult Parsed, ConfigFile? File, IReadOnlyDictionary<string, string> Origins);
