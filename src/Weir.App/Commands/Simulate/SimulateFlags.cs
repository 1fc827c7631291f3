using System.CommandLine;
using Weir.App.Settings;

namespace Weir.App.Commands.Simulate;

/// <summary>The flags of <c>weir simulate</c>.</summary>
internal sealed class SimulateFlags
{
    public Option<string?> Mode { get; } = Flags.Text(
        "--mode", "realistic: exact pools, atomic loans, labels; seed-compat: DeltaStream's defi_event_generator to the letter", "realistic",
        "realistic", "seed-compat");

    public Option<string?> Seed { get; } = Flags.Text(
        "--seed", "0 to 2^64-1; the same seed gives the same bytes (otherwise drawn anew, and printed)");

    public Option<string?> StartTime { get; } = Flags.Text(
        "--start-time", "the simulated start time (with --seed 2026-01-01T00:00:00Z, otherwise now)");

    public Option<string?> Events { get; } = Flags.Text(
        "--events", "stop after this many messages, at the end of a tick, transaction or attack; 0 means never", "0");

    public Option<string?> Duration { get; } = Flags.Text(
        "--duration", "stop after this many simulated seconds; 0 means never [env: DURATION]");

    public Option<string?> Speed { get; } = Flags.Text(
        "--speed", "simulated seconds per second: max, 1 or any number from 0.001 to 1000000 (1; with --replay max)");

    public Option<string?> NormalInterval { get; } = Flags.Text(
        "--normal-interval", "seed-compat: seconds between normal ticks, 1 to 31536000 (5) [env: NORMAL_TRAFFIC_INTERVAL]");

    public Option<string?> AttackInterval { get; } = Flags.Text(
        "--attack-interval", "seconds between attacks, on average in realistic mode, 1 to 31536000 (120) [env: ATTACK_INTERVAL]");

    public Option<string?> Rate { get; } = Flags.Text(
        "--rate", "realistic: average honest transactions per simulated second, 0.001 to 100000", "2");

    public Option<string?> Agents { get; } = Flags.Text("--agents", "realistic: honest accounts, 2 to 1000000", "1000");

    public Option<string?> Labels { get; } = Flags.Text(
        "--labels", "realistic: the ground truth, into a new FILE of JSON lines, or 'topic' for the topic labels");

    public Option<string?> To { get; } = Flags.Text(
        "--to", "where to send messages: stdout, files:DIR, kafka:HOST:PORT, deltastream:, null: (deltastream: where DELTASTREAM_TOKEN is set, else stdout)");

    public Option<string?> Replay { get; } =
        Flags.Text("--replay", "send a recording (a folder of --to files:, or a file of lines) instead");

    public Option<int> InFlight { get; } =
        Flags.Number("--in-flight", "batches in progress at once; changes the speed, never the bytes", 2, 1, 16);

    public Option<string?> EnvFile { get; } = EnvFileOption();

    public Option<bool> Quiet { get; } = SharedFlags.Quiet();

    public static Option<string?> EnvFileOption() => Flags.Text(
        "--env-file", "a file of variables, or 'none' (the nearest .env, upwards from the working folder)");

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[
            Mode, Seed, StartTime, Events, Duration, Speed, NormalInterval, AttackInterval, Rate, Agents, Labels, To,
            Replay, InFlight,
            EnvFile, Quiet])
        {
            command.Options.Add(option);
        }
    }
}
