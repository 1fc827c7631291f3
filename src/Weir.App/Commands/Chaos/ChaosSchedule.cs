using Weir.Simulation;
using Weir.Simulation.FakeNodes;

namespace Weir.App.Commands.Chaos;

/// <summary>All that happens in one trial. Equal seeds make equal schedules; a part of one can be run alone.</summary>
internal sealed record ChaosSchedule(ulong Seed, bool UsesSocket, IReadOnlyList<ChaosEvent> Events)
{
    private const int ChainEvents = 14;
    private const int MostFaults = 25;
    private const int MostKills = 3;
    private const int DeepestReorganisation = 64;

    /// <summary>The schedule of a seed.</summary>
    public static ChaosSchedule Of(ulong seed)
    {
        SeededRandom random = new(seed);
        List<ChaosEvent> events = [];
        for (int i = 0; i < ChainEvents; i++)
        {
            events.Add(ChainEvent(random, events.Count));
        }

        int faults = random.Below(MostFaults + 1);
        for (int i = 0; i < faults; i++)
        {
            events.Add(new ChaosEvent(
                events.Count, ChaosKind.Fault, random.Between(1, 120), 0, 0, 0, FaultSchedule.Draw(random)));
        }

        int kills = random.Below(MostKills + 1);
        for (int i = 0; i < kills; i++)
        {
            events.Add(new ChaosEvent(events.Count, ChaosKind.Kill, random.Between(1, 20), random.Below(3), 0, 0));
        }

        return new ChaosSchedule(seed, random.Below(2) == 0, events);
    }

    /// <summary>Only the events of these places.</summary>
    public ChaosSchedule Only(IReadOnlySet<int> places) =>
        this with { Events = [.. Events.Where(one => places.Contains(one.Place))] };

    private static ChaosEvent ChainEvent(SeededRandom random, int place)
    {
        int pause = random.Below(3) == 0 ? -1 : random.Below(12);
        int depth = random.Below(4) == 0 ? random.Between(1, DeepestReorganisation) : random.Between(1, 6);
        return random.Below(10) switch
        {
            < 4 => new ChaosEvent(place, ChaosKind.Grow, 0, random.Between(1, 8), 0, pause),
            < 7 => new ChaosEvent(place, ChaosKind.Reorganise, 0, depth, random.Between(0, 4), pause),
            7 => new ChaosEvent(place, ChaosKind.SetBack, 0, random.Between(1, 10), 0, pause),
            8 => new ChaosEvent(place, ChaosKind.CutSockets, 0, 0, 0, pause),
            _ => new ChaosEvent(place, ChaosKind.Silence, 0, random.Between(1, 4), 0, pause),
        };
    }
}
