using System.CommandLine;
using Weir.App.Settings;
using Weir.App.Terminal;
using Weir.Connectors;
using Weir.Connectors.Kafka.Blocks;
using Weir.Core.Errors;
using Weir.Ethereum.Verification;

namespace Weir.App.Commands.Kafka;

/// <summary><c>weir transform</c>: blocks from Kafka into a warehouse, rows and offsets in one transaction.</summary>
internal sealed class TransformCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly WeirHost _host;
    private readonly KafkaFlags _kafka = new();
    private readonly Option<string?> _from = Flags.Text("--from", $"where to read blocks: {KafkaFlags.Form}");
    private readonly Option<string?> _to = SharedFlags.To();
    private readonly Option<string?> _tables = SharedFlags.Tables();
    private readonly Option<string?> _group = Flags.Text(
        "--group", "the consumer group, whose members share the partitions (default: one a warehouse)");
    private readonly Option<bool> _exitAtEnd =
        Flags.Switch("--exit-at-end", "stop at the end that the topic had at the start");
    private readonly Option<string?> _chainId = SharedFlags.ChainId();
    private readonly Option<string?> _verify = Flags.Text(
        "--verify", "how much of each block to prove again", "full", "off", "header", "transactions", "roots", "full");
    private readonly Option<bool> _strict = Flags.Switch("--strict", "refuse blocks that cannot be proven completely");
    private readonly Option<bool> _json = SharedFlags.Json();
    private readonly Option<bool> _quiet = SharedFlags.Quiet();
    private readonly Option<string?> _memory = SharedFlags.LoadMemory();

    public TransformCommand(WeirHost host) => _host = host;

    /// <summary>The consumer group where none was named: one a set of topics and destination.</summary>
    public static string UsualGroup(KafkaBlockOptions options, string destination) =>
        $"weir-transform/{options.TopicPrefix}{destination}";

    public Command Build()
    {
        Command command = new(
            "transform", "Read blocks from Kafka, prove them again and load them into a warehouse, exactly once.");
        foreach (Option option in new Option[]
        {
            _from, _to, _tables, _group, _exitAtEnd, _chainId, _verify, _strict, _json, _quiet, _memory,
        })
        {
            command.Options.Add(option);
        }

        _kafka.AddConsumer(command);
        _kafka.AddMember(command);
        Help.AddExamples(
            command,
            "weir transform --from kafka:127.0.0.1:9092 --to \"postgres:Host=127.0.0.1;Database=chain\"",
            "weir transform --from kafka:127.0.0.1:9092 --to duckdb:eth.duckdb --exit-at-end",
            "weir transform --from kafka:127.0.0.1:9092 --to kafka:127.0.0.1:9092 --tables token_transfers");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        string from = parsed.GetValue(_from) ?? throw new ConfigException(
            ErrorCodes.BadSource, "no brokers were given", $"Add --from {KafkaFlags.Form}.");
        KafkaBlockOptions options = _kafka.Consumer(parsed, from);
        WarehouseSpec warehouse = WarehouseSpec.Parse(parsed.GetValue(_to)!);
        bool isToEnd = parsed.GetValue(_exitAtEnd);
        VerifyLevel level = Enum.Parse<VerifyLevel>(parsed.GetValue(_verify)!, ignoreCase: true);
        long? chainId = SharedFlags.ParseChainId(parsed.GetValue(_chainId))
            ?? await FindChainIdAsync(options, isToEnd, stop);
        if (chainId is not { } chain)
        {
            Log.SourceNote(_host.Logger, $"kafka:{options.BootstrapServers} has no blocks yet");
            return 0;
        }

        KafkaBlockOptions? brokers = warehouse.Kind == "kafka" ? _kafka.Consumer(parsed, parsed.GetValue(_to)!) : null;
        string shown = brokers is null ? _host.Warehouses.Show(warehouse) : $"kafka/{parsed.GetValue(_tables)}";
        TransformPlan plan = new(
            options, parsed.GetValue(_group) ?? UsualGroup(options, shown), warehouse,
            new WarehouseSettings(parsed.GetValue(_memory), Threads: 1), TableNames.Parse(parsed.GetValue(_tables)!),
            new BlockSourceOptions { Level = level, Strict = parsed.GetValue(_strict) }, chain, isToEnd,
            brokers);
        return await RunAsync(plan, parsed.GetValue(_quiet) || _host.Logger.IsJson, parsed.GetValue(_json), stop);
    }

    private async Task<int> RunAsync(TransformPlan plan, bool isQuiet, bool asJson, CancellationToken stop)
    {
        ProgressLine progress = new(_host.Screen, _host.Time, null);
        BackfillReport report = new(_host, plan.ChainId, progress);
        long dead;
        try
        {
            dead = await new TransformRun(_host, plan, step => report.Add(step, isQuiet)).RunAsync(stop);
        }
        finally
        {
            progress.End();
        }

        await report.EndAsync(asJson);
        return stop.IsCancellationRequested ? WeirHost.Interrupted : dead > 0 && plan.IsToEnd ? 1 : 0;
    }

    // A transformer may be started before the first ingester: it waits for it.
    private static async Task<long?> FindChainIdAsync(
        KafkaBlockOptions options, bool isToEnd, CancellationToken stop)
    {
        while (true)
        {
            long? chainId = await KafkaBlockConsumer.FindChainIdAsync(options, stop);
            if (chainId is not null || isToEnd)
            {
                return chainId;
            }

            await Task.Delay(Pause, stop);
        }
    }
}
