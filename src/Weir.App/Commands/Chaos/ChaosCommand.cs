using System.CommandLine;
using System.Globalization;
using Weir.App.Settings;
using Weir.Core.Errors;

namespace Weir.App.Commands.Chaos;

/// <summary>
/// <c>weir chaos</c>: seeded trials of following a chain through reorganisations, bad nodes and kills, each compared
/// with an undisturbed load.
/// </summary>
internal sealed class ChaosCommand
{
    private const int MostAttempts = 3;

    private readonly WeirHost _host;
    private readonly Option<int> _runs = Flags.Number("--runs", "how many schedules to try", 20, 1, 100_000);
    private readonly Option<int> _seed = Flags.Number("--seed", "the first schedule's seed; each next one is one higher", 1, 0, int.MaxValue);
    private readonly Option<int> _parallel = Flags.Number("--parallel", "schedules at the same time", 2, 1, 64);
    private readonly Option<string?> _only = Flags.Text("--only", "replay only these events of the schedule, comma-separated");
    private readonly Option<bool> _show = Flags.Switch("--show", "print the schedule of the seed, and run nothing");

    public ChaosCommand(WeirHost host) => _host = host;

    public Command Build()
    {
        Command command = new(
            "chaos",
            "Follow simulated chains through seeded schedules of reorganisations, node faults, cut sockets and kills, and compare the tables with an undisturbed load. A schedule that fails is made as short as possible.");
        foreach (Option option in new Option[] { _runs, _seed, _parallel, _only, _show })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(command, "weir chaos --runs 500", "weir chaos --runs 1 --seed 42 --only 3,9,17");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        ulong first = (ulong)parsed.GetValue(_seed);
        ChaosSchedule[] schedules =
            [.. Enumerable.Range(0, parsed.GetValue(_runs)).Select(i => Choose(first + (ulong)i, parsed.GetValue(_only)))];
        if (parsed.GetValue(_show))
        {
            await _host.Screen.Output.WriteLineAsync(Describe(schedules[0]));
            return 0;
        }

        long start = _host.Time.GetTimestamp();
        int done = 0;
        ChaosSchedule? failing = null;
        string? failure = null;
        await Parallel.ForEachAsync(
            schedules, new ParallelOptions { MaxDegreeOfParallelism = parsed.GetValue(_parallel), CancellationToken = stop },
            async (schedule, token) =>
            {
                if (Volatile.Read(ref failing) is not null)
                {
                    return;
                }

                if (await TryAsync(schedule, token) is { } wrong && Interlocked.CompareExchange(ref failing, schedule, null) is null)
                {
                    failure = wrong;
                }

                Interlocked.Increment(ref done);
            });
        double seconds = _host.Time.GetElapsedTime(start).TotalSeconds;
        if (failing is null)
        {
            await _host.Screen.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{done:N0} schedules (seeds {first} to {first + (ulong)done - 1}), {schedules.Sum(one => one.Events.Count):N0} events: every table equals the undisturbed load's ({seconds:N0} s)"));
            return 0;
        }

        await _host.Screen.Output.WriteLineAsync($"seed {failing.Seed} fails: {failure}\nmaking its schedule shorter …");
        ChaosSchedule shortest = await ChaosShrinker.ShrinkAsync(failing, part => FailsAsync(part, stop));
        await _host.Screen.Output.WriteLineAsync(
            $"{Describe(shortest)}\nreplay it: weir chaos --runs 1 --seed {shortest.Seed} --only {string.Join(',', shortest.Events.Select(one => one.Place))}");
        return 1;
    }

    private static ChaosSchedule Choose(ulong seed, string? only)
    {
        ChaosSchedule whole = ChaosSchedule.Of(seed);
        if (only is null)
        {
            return whole;
        }

        HashSet<int> places = [];
        foreach (string part in only.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            places.Add(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int place)
                && place < whole.Events.Count
                    ? place
                    : throw new ConfigException(
                        ErrorCodes.BadFlag, $"--only names '{part}', and the schedule has the events 0 to {whole.Events.Count - 1}",
                        "weir chaos --show --seed N lists them."));
        }

        return whole.Only(places);
    }

    private static string Describe(ChaosSchedule schedule) =>
        $"seed {schedule.Seed}, by {(schedule.UsesSocket ? "WebSocket" : "HTTP")}, {schedule.Events.Count} events:\n  "
        + string.Join("\n  ", schedule.Events);

    // Timing is not in the schedule: what fails once in a few times still counts.
    private async Task<bool> FailsAsync(ChaosSchedule schedule, CancellationToken stop)
    {
        for (int i = 0; i < MostAttempts; i++)
        {
            if (await TryAsync(schedule, stop) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<string?> TryAsync(ChaosSchedule schedule, CancellationToken stop)
    {
        string folder = Directory.CreateTempSubdirectory("weir-chaos-").FullName;
        try
        {
            return await new ChaosTrial(schedule, folder, _host.Time).RunAsync(stop);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
