using System.Globalization;

namespace Weir.App.Commands.Risk.Series;

/// <summary>Puts rows in the order of time: oldest first, one row a time.</summary>
internal static class SeriesOrder
{
    /// <summary>The rows in order; what was done is noted.</summary>
    /// <exception cref="Core.Errors.ConfigException">Two rows of one time with different numbers; numbers without times
    /// that do not rise.</exception>
    public static List<SeriesRow> Of(string path, List<SeriesRow> rows, List<SeriesNote> notes)
    {
        double[]? keys = Keys(rows);
        if (keys is null)
        {
            notes.Add(SeriesNote.Warning(
                "the first column holds no times; the rows are taken as they stand, oldest first"));
            return rows;
        }

        List<int> order = [.. Enumerable.Range(0, rows.Count)];
        bool rises = Steps(keys).All(step => step >= 0);
        if (!rises && Steps(keys).All(step => step <= 0))
        {
            notes.Add(SeriesNote.Read("the rows stand newest first; they are read from the end"));
            order.Reverse();
        }
        else if (!rises)
        {
            int at = Steps(keys).ToList().FindIndex(step => step < 0) + 1;
            notes.Add(SeriesNote.Read(string.Create(
                CultureInfo.InvariantCulture,
                $"the rows are not in the order of time (line {rows[at].Line}, {rows[at].Time}); they are sorted")));
            order = [.. order.OrderBy(index => keys[index])];
        }

        return Single(path, rows, keys, order, notes);
    }

    private static List<SeriesRow> Single(
        string path, List<SeriesRow> rows, double[] keys, List<int> order, List<SeriesNote> notes)
    {
        List<SeriesRow> kept = [];
        List<string> repeats = [];
        double last = double.NaN;
        foreach (int index in order)
        {
            SeriesRow row = rows[index];
            if (kept.Count > 0 && keys[index] == last)
            {
                SeriesRow before = kept[^1];
                if (!row.Values.AsSpan().SequenceEqual(before.Values))
                {
                    throw RiskErrors.File(
                        path,
                        string.Create(CultureInfo.InvariantCulture,
                            $"lines {Math.Min(before.Line, row.Line)} and {Math.Max(before.Line, row.Line)} are both of {row.Time} and differ."),
                        "Remove the wrong one; where clocks were put back, write the zone (2020-10-25T02:00:00+01:00).");
                }

                repeats.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"line {row.Line} repeats line {before.Line} ({row.Time}); it is left out"));
                continue;
            }

            kept.Add(row);
            last = keys[index];
        }

        notes.AddRange(SeriesNote.Few("read", repeats, " repeated rows are left out"));
        return kept;
    }

    private static double[]? Keys(List<SeriesRow> rows)
    {
        double[] keys = new double[rows.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            if (rows[i].Instant is { } instant)
            {
                keys[i] = instant.UtcTicks;
            }
            else if (!double.TryParse(rows[i].Time, NumberStyles.Float, CultureInfo.InvariantCulture, out keys[i]))
            {
                return null;
            }
        }

        return keys;
    }

    private static IEnumerable<double> Steps(double[] keys) =>
        Enumerable.Range(1, keys.Length - 1).Select(i => keys[i] - keys[i - 1]);
}
