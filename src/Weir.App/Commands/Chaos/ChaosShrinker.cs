namespace Weir.App.Commands.Chaos;

/// <summary>
/// Makes a failing schedule as short as it can be: leaves out parts, smaller and smaller ones, as long as the rest
/// still fails (Zeller's delta debugging).
/// </summary>
internal static class ChaosShrinker
{
    /// <summary>The shortest schedule found.</summary>
    /// <param name="schedule">One that fails.</param>
    /// <param name="fails">Whether a part of it fails.</param>
    public static async Task<ChaosSchedule> ShrinkAsync(
        ChaosSchedule schedule, Func<ChaosSchedule, Task<bool>> fails)
    {
        List<int> places = [.. schedule.Events.Select(one => one.Place)];
        int parts = 2;
        while (places.Count > 1)
        {
            int size = (places.Count + parts - 1) / parts;
            bool isShorter = false;
            for (int from = 0; from < places.Count; from += size)
            {
                List<int> rest = [.. places.Take(from), .. places.Skip(from + size)];
                if (rest.Count > 0 && await fails(schedule.Only(rest.ToHashSet())))
                {
                    places = rest;
                    parts = Math.Max(2, parts - 1);
                    isShorter = true;
                    break;
                }
            }

            if (!isShorter && size == 1)
            {
                break;
            }

            parts = isShorter ? parts : Math.Min(places.Count, 2 * parts);
        }

        return schedule.Only(places.ToHashSet());
    }
}
