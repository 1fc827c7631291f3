using System.CommandLine;
using Weir.App.Settings;
using Weir.App.Terminal;
using Weir.App.Commands.Run;
using Weir.Connectors;
using Weir.Connectors.JsonRpc.Live;
using Weir.Connectors.Kafka.Blocks;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.App.Commands.Kafka;

/// <summary><c>weir ingest</c>: verified blocks from a source into Kafka, exactly once.</summary>
internal sealed class IngestCommand
{
    /// <summary>The name of an ingester that was not given one.</summary>
    public const string UsualName = "ingest";

    private readonly WeirHost _host;
    private readonly SourceFlags _sourceFlags = new();
    private readonly KafkaFlags _kafka = new();
    private readonly Option<string[]> _source = SharedFlags.Sources();
    private readonly Option<string?> _to = Flags.Text("--to", $"where to write blocks: {KafkaFlags.Form}");
    private readonly Option<string?> _name = Flags.Text(
        "--name", "this ingester's name: its progress is kept under it, and one of a name runs at a time", UsualName);
    private readonly Option<bool> _json = SharedFlags.Json();
    private readonly Option<bool> _quiet = SharedFlags.Quiet();

    public IngestCommand(WeirHost host) => _host = host;

    public Command Build()
    {
        Command command = new(
            "ingest", "Verify blocks and write them to Kafka, exactly once. It resumes where it stopped; from a node, without a last block, it goes on as the chain grows.");
        foreach (Option option in new Option[] { _source, _to, _name, _json, _quiet })
        {
            command.Options.Add(option);
        }

        _kafka.AddProducer(command);
        _sourceFlags.AddTo(command);
        Help.AddExamples(
            command,
            "weir ingest --source files:blocks/ --to kafka:127.0.0.1:9092",
            "weir ingest --source rpc:http://127.0.0.1:8545 --blocks 18M:+10k --to \"kafka:127.0.0.1:9092?partitions=6\"",
            "weir ingest --source rpc:http://127.0.0.1:8545 --to kafka:broker:9092 --topics blocks --topic-prefix gnosis.");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        IReadOnlyList<SourceSpec> specs = SourceSpec.ParseAll(parsed.GetValue(_source) ?? []);
        string to = parsed.GetValue(_to) ?? throw new ConfigException(
            ErrorCodes.BadDestination, "no brokers were given", $"Add --to {KafkaFlags.Form}.");
        KafkaBlockOptions options = _kafka.Producer(parsed, to);
        options.Partitions = await KafkaBlockSink.PartitionsAsync(options, stop) ?? options.Partitions;
        SourceRequest request = _sourceFlags.Request(
            parsed, _host, isFinalOnly: options.Partitions > 1);
        using OpenSource source = await _host.Sources.OpenAsync(specs, request, stop);
        long chainId = await source.Blocks.GetChainIdAsync(stop);
        if (source.Note is { } note)
        {
            Log.SourceNote(_host.Logger, note);
        }

        if (source.Live is { } live && request.Range is { To: null, Last: null } && options.Partitions == 1)
        {
            return await FollowAsync(parsed, options, live.Feed, specs, request, stop);
        }

        await using KafkaBlockSink sink = new(options, _host.Time, _host.WarnOfRetry);
        SinkRequest wanted = new(
            new PipelineKey(chainId, parsed.GetValue(_name)!), [], _sourceFlags.Level(parsed).Asked());
        SinkState state = await sink.OpenAsync(wanted, stop);
        BlockRangeSet missing = source.Chosen.Except(state.Whole);
        Log.RunStarted(
            _host.Logger, source.Shown, chainId, source.Chosen.Hull.ToString(),
            $"kafka:{options.BootstrapServers}", missing.Count, source.Chosen.Count - missing.Count);
        ProgressLine progress = new(_host.Screen, _host.Time, missing.Count);
        BackfillReport report = new(_host, chainId, progress);
        PipelineRunner<BlockRun> runner = new(source.Blocks, [], [], sink, new PipelineOptions(), _host.Time);
        bool isQuiet = parsed.GetValue(_quiet) || _host.Logger.IsJson;
        try
        {
            await runner.RunAsync(state, step => report.Add(step, isQuiet), stop);
        }
        finally
        {
            progress.End();
        }

        await report.EndAsync(parsed.GetValue(_json));
        return stop.IsCancellationRequested ? WeirHost.Interrupted : 0;
    }

    // A node whose last block was not named goes on: so does this, until it is stopped.
    private async Task<int> FollowAsync(
        ParseResult parsed, KafkaBlockOptions kafka, IChainFeed feed, IReadOnlyList<SourceSpec> specs,
        SourceRequest request, CancellationToken stop)
    {
        using RunReport report = new(_host, parsed.GetValue(_quiet));
        FollowOptions options = new()
        {
            Delivery = request.Head,
            StartBlock = request.Range.From ?? 0,
            PollEvery = RunFlags.PollEvery(specs.Select(spec => new Uri(spec.Rest)), await feed.GetChainIdAsync(stop)),
        };
        IngestPlan plan = new(kafka, parsed.GetValue(_name)!, request.Blocks, options);
        await new IngestFollow(_host, plan, feed, report).RunAsync(report.Add, stop);
        report.End();
        return 0;
    }
}
