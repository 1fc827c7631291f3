using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Weir.App.Settings;
using Weir.Connectors.Events;
using Weir.Core.Errors;
using Weir.Core.Events;
using Weir.Simulation.Events;
using Weir.Simulation.Events.Realistic;
using Weir.Simulation.Events.SeedCompat;

namespace Weir.App.Commands.Simulate;

/// <summary><c>weir simulate</c>: the event generator.</summary>
internal sealed class SimulateCommand
{
    private static readonly DateTimeOffset SeededStart = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly WeirHost _host;
    private readonly SimulateFlags _flags = new();
    private readonly ServedChain _served;

    public SimulateCommand(WeirHost host)
    {
        _host = host;
        _served = new ServedChain(host);
    }

    public Command Build()
    {
        Command command = new("simulate", "Generate DeFi events with flash-loan attacks.");
        _flags.AddTo(command);
        _served.AddTo(command);
        Help.AddExamples(
            command,
            "weir simulate",
            "weir simulate --seed 7 --events 100000 --speed max --labels labels.jsonl > events.jsonl",
            "weir simulate --mode seed-compat --duration 60",
            "weir simulate --seed 7 --duration 3600 --speed max --to files:recording",
            "weir simulate --replay recording --speed 10",
            "weir simulate --to kafka:127.0.0.1:9092 --labels topic",
            "weir simulate --mode seed-compat --to deltastream:        (DELTASTREAM_TOKEN, DELTASTREAM_ORG_ID)",
            "weir simulate --serve-rpc 8545 --block-time 1 --reorg-every 20 --faults 5");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        DotEnv environment = DotEnv.Of(parsed.GetValue(_flags.EnvFile));
        SimulateSettings settings = new(environment);
        string? seedText = parsed.GetValue(_flags.Seed);
        string? replay = parsed.GetValue(_flags.Replay);
        ulong seed = seedText is null ? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8))
            : SimulateSettings.Seed(seedText);
        if (_served.IsAsked(parsed))
        {
            return await _served.RunAsync(parsed, seed, cancellationToken);
        }

        DateTimeOffset start = parsed.GetValue(_flags.StartTime) is { } text
            ? SimulateSettings.Start(text)
            : seedText is null ? _host.Time.GetUtcNow() : SeededStart;
        double? speed = SimulateSettings.Speed(parsed.GetValue(_flags.Speed) ?? (replay is null ? "1" : "max"));
        EventDestination destination = EventDestination.Parse(
            parsed.GetValue(_flags.To) ?? (environment["DELTASTREAM_TOKEN"] is null ? "stdout" : "deltastream:"));
        EventClock clock = new(_host.Time, start, speed, followsReal: seedText is null);
        bool isSeedCompat = parsed.GetValue(_flags.Mode) == "seed-compat";
        await using IEventSink sink = destination.Create(_host.Screen, _host.Time, environment, isSeedCompat);
        EventTotals totals;
        if (replay is not null)
        {
            totals = await new Replay(replay, clock, sink).RunAsync(cancellationToken);
        }
        else if (isSeedCompat)
        {
            totals = await RunSeedAsync(parsed, settings, seed, clock, sink, destination, cancellationToken);
        }
        else
        {
            totals = await RunRealisticAsync(
                parsed, settings, new RealisticStart(seed, start), clock, sink, cancellationToken);
        }

        if (!parsed.GetValue(_flags.Quiet))
        {
            Report(totals, clock, sink,
                replay is null ? $"; seed {seed}, start {start:yyyy-MM-ddTHH:mm:ss.FFFFFFFZ}" : string.Empty);
        }

        return totals.IsInterrupted ? WeirHost.Interrupted : 0;
    }

    private async Task<EventTotals> RunSeedAsync(
        ParseResult parsed, SimulateSettings settings, ulong seed, EventClock clock, IEventSink sink,
        EventDestination destination,
        CancellationToken cancellationToken)
    {
        foreach ((Option<string?> option, bool isRealistic) in ((Option<string?>, bool)[])[
            (_flags.Labels, true), (_flags.Rate, true), (_flags.Agents, true)])
        {
            RefuseForeign(parsed, option, isRealistic);
        }

        SeedOptions options = new(
            settings.Seconds(
                parsed.GetValue(_flags.NormalInterval), "--normal-interval", "NORMAL_TRAFFIC_INTERVAL", 5, 1),
            settings.Seconds(parsed.GetValue(_flags.AttackInterval), "--attack-interval", "ATTACK_INTERVAL", 120, 1),
            settings.Seconds(parsed.GetValue(_flags.Duration), "--duration", "DURATION", 0, 0),
            SimulateSettings.Whole(parsed.GetValue(_flags.Events)!, "--events", 0, long.MaxValue));
        TextWriter? narration = parsed.GetValue(_flags.Quiet) ? null
            : destination.Kind == "stdout" ? _host.Screen.Error : _host.Screen.Output;
        return await new SeedRun(options, seed, clock, sink, narration).RunAsync(cancellationToken);
    }

    private async Task<EventTotals> RunRealisticAsync(
        ParseResult parsed, SimulateSettings settings, RealisticStart start, EventClock clock, IEventSink sink,
        CancellationToken cancellationToken)
    {
        RefuseForeign(parsed, _flags.NormalInterval, isRealistic: false);
        RealisticOptions options = new(
            SimulateSettings.Number(parsed.GetValue(_flags.Rate)!, "--rate", 0.001, 100_000),
            settings.Seconds(parsed.GetValue(_flags.AttackInterval), "--attack-interval", "ATTACK_INTERVAL", 120, 1),
            (int)SimulateSettings.Whole(parsed.GetValue(_flags.Agents)!, "--agents", 2, 1_000_000));
        string? labels = parsed.GetValue(_flags.Labels);
        RunLimits limits = new(
            SimulateSettings.Whole(parsed.GetValue(_flags.Events)!, "--events", 0, long.MaxValue),
            settings.Seconds(parsed.GetValue(_flags.Duration), "--duration", "DURATION", 0, 0),
            labels == "topic", parsed.GetValue(_flags.InFlight));
        await using FileEventSink? labelFile = labels is null or "topic" ? null
            : new FileEventSink(labels, valuesOnly: true);
        RealisticGenerator generator = new(options, start.Seed, start.Time);
        return await new RealisticRun(generator, clock, sink, labelFile, limits).RunAsync(
            static _ => { }, cancellationToken);
    }

    private static void RefuseForeign(ParseResult parsed, Option<string?> option, bool isRealistic)
    {
        if (parsed.GetResult(option) is { Implicit: false })
        {
            throw new ConfigException(
                ErrorCodes.BadFlag, $"{option.Name} belongs to --mode {(isRealistic ? "realistic" : "seed-compat")}",
                isRealistic ? "Leave it out, or choose that mode."
                : "Leave it out, or say --rate for honest transactions a second.");
        }
    }

    private void Report(EventTotals totals, EventClock clock, IEventSink sink, string more)
    {
        double seconds = Math.Max(clock.Elapsed.TotalSeconds, 0.001);

        // Without --labels nobody was told the truth, so none is counted.
        string written = totals.Labels > 0 ? string.Create(CultureInfo.InvariantCulture, $", {totals.Labels:N0} labels")
            : string.Empty;
        _host.Screen.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{totals.Events:N0} events ({totals.Attacks:N0} attacks{written}) in {seconds:N2} s, {totals.Events / seconds:N0} events/s; {sink.Delivered:N0} delivered, {sink.Failed:N0} failed{more}"));
    }

    private readonly record struct RealisticStart(ulong Seed, DateTimeOffset Time);
}
