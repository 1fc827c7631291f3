using System.CommandLine;
using Weir.App.Commands.Kafka;
using Weir.App.Settings;
using Weir.Connectors.Kafka.Blocks;
using Weir.Core.Errors;
using Weir.Ethereum.Verification;

namespace Weir.App.Commands;

/// <summary><c>weir backfill</c>: a range of blocks from a source into a warehouse, once and whole.</summary>
internal sealed class BackfillCommand
{
    private readonly WeirHost _host;
    private readonly SourceFlags _sourceFlags = new();
    private readonly Option<string[]> _source = SharedFlags.Sources();
    private readonly Option<string?> _to = SharedFlags.To();
    private readonly Option<string?> _tables = SharedFlags.Tables();
    private readonly Option<bool> _dry = Flags.Switch("--dry", "show what would be done, without doing it");
    private readonly Option<bool> _again =
        Flags.Switch("--again", "reread blocks that were loaded with a part that could not be proven");
    private readonly Option<bool> _json = SharedFlags.Json();
    private readonly Option<bool> _quiet = SharedFlags.Quiet();
    private readonly Option<string?> _memory = SharedFlags.LoadMemory();
    private readonly Option<string?> _workers = Flags.Text(
        "--workers", "share the load with every process that is started so: kafka takes ranges from a topic of work, and writes blocks where --to kafka:… says",
        "none", "none", "kafka");
    private readonly Option<string?> _name = Flags.Text(
        "--name", "with --workers, this worker's name: one that is started anew under it goes on at once (default: machine and process)");
    private readonly KafkaFlags _kafka = new();
    private readonly Serve.ServeFlags _serve = new(isOption: true);

    public BackfillCommand(WeirHost host) => _host = host;

    public Command Build()
    {
        Command command =
            new("backfill", "Load a range of blocks into a warehouse, verifying each one. A run that was interrupted resumes where it stopped.");
        foreach (Option option in new Option[] { _source, _to, _tables, _dry, _again, _json, _quiet, _memory, _workers, _name })
        {
            command.Options.Add(option);
        }

        _sourceFlags.AddTo(command);
        _kafka.AddProducer(command);
        _kafka.AddMember(command);
        _serve.AddTo(command);
        Help.AddExamples(
            command,
            "weir backfill --source rpc:http://127.0.0.1:8545 --blocks 18000000:18001000",
            "weir backfill --source rpc:https://node.example/KEY --blocks=-1000: --to duckdb:eth.duckdb",
            "weir backfill --source rpc:http://127.0.0.1:8545 --blocks 18M:+10k --to \"files:lake?format=parquet\"",
            "weir backfill --source rpc:http://127.0.0.1:8545 --blocks 0:18M --workers kafka --to \"kafka:broker:9092?partitions=6\"",
            "weir backfill --source firehose:http://127.0.0.1:10015 --blocks 0:1000 --chain-id 1337",
            "weir backfill --source files:blocks/ --dry");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        IReadOnlyList<SourceSpec> specs = SourceSpec.ParseAll(parsed.GetValue(_source) ?? []);
        if (parsed.GetValue(_workers) == "kafka")
        {
            return await WorkAsync(parsed, specs, cancellationToken);
        }

        BackfillPlan plan = new(
            WarehouseSpec.Parse(parsed.GetValue(_to)!),
            // Reading and transforming have threads of their own: a second one of the engine's mostly waits, and burns
            // a fifth more.
            new WarehouseSettings(_serve.Memory(parsed, _memory), Threads: 1),
            "backfill",
            TableNames.Parse(parsed.GetValue(_tables)!),
            _sourceFlags.Level(parsed).Asked(),
            parsed.GetValue(_quiet),
            Again: parsed.GetValue(_again));
        SourceRequest request = _sourceFlags.Request(
            parsed, _host, isFinalOnly: _host.Warehouses.TakesFinalBlocksOnly(plan.Warehouse),
            tables: plan.Tables);
        using OpenSource source = await _host.Sources.OpenAsync(specs, request, cancellationToken);
        plan = plan with { Tables = TableNames.Offered(parsed.GetValue(_tables)!, plan.Tables, source.Parts) };
        if (parsed.GetValue(_dry))
        {
            await plan.DescribeAsync(_host, source, cancellationToken);
            return 0;
        }

        await using IAsyncDisposable? server = await _serve.StartAsync(parsed, _host, plan, cancellationToken);
        return await BackfillRun.RunAsync(_host, plan, source, parsed.GetValue(_json), cancellationToken);
    }

    private async Task<int> WorkAsync(ParseResult parsed, IReadOnlyList<SourceSpec> specs, CancellationToken stop)
    {
        KafkaBlockOptions options = _kafka.Producer(parsed, parsed.GetValue(_to)!);
        if (options.Envelope == KafkaEnvelope.EthereumEtl)
        {
            throw new ConfigException(
                ErrorCodes.BadFlag, "--workers kafka was given together with --envelope ethereum-etl",
                "Leave one of them out: weir ingest writes those messages.");
        }

        SourceRequest request = _sourceFlags.Request(parsed, _host, isFinalOnly: true);
        using OpenSource source = await _host.Sources.OpenAsync(specs, request, stop);
        string name = parsed.GetValue(_name) ?? $"{Environment.MachineName}-{Environment.ProcessId}";
        WorkerRun run = new(
            _host, options, name, _sourceFlags.Level(parsed).Asked(), parsed.GetValue(_quiet) || _host.Logger.IsJson);
        return await run.RunAsync(source, specs, request, parsed.GetValue(_json), stop);
    }
}
