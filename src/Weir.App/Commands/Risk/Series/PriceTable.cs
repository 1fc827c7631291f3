using System.Globalization;
using Weir.Core.Errors;

namespace Weir.App.Commands.Risk.Series;

/// <summary>Series over one time axis: the first column's texts, and a column of numbers an asset.</summary>
internal sealed record PriceTable(
    IReadOnlyList<string> Times, IReadOnlyList<string> Assets, IReadOnlyList<double[]> Columns)
{
    /// <summary>The file or query it came from.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>When each row is; null where the first column holds no times.</summary>
    public IReadOnlyList<DateTimeOffset>? Instants { get; init; }

    /// <summary>The file's line of each row, counted from 1; null where it came from no file.</summary>
    public IReadOnlyList<int>? Lines { get; init; }

    /// <summary>What the reader understood or had to leave out.</summary>
    public IReadOnlyList<SeriesNote> Notes { get; init; } = [];

    /// <summary>The rows from one time to another, both included; null for the first or last row. A time between two
    /// rows, a holiday, takes the next row as first and the row before as last.</summary>
    /// <exception cref="ConfigException">A time outside the series, or one that is not a time.</exception>
    public PriceTable Between(string? first, string? last)
    {
        int start = first is null ? 0 : Find(first, isLast: false);
        int end = last is null ? Times.Count - 1 : Find(last, isLast: true);
        if (end < start)
        {
            throw RiskErrors.Request(
                $"'{first}' stands after '{last}' in the series.",
                "Give the earlier text as first and the later as last.");
        }

        return this with
        {
            Times = [.. Times.Skip(start).Take(end - start + 1)],
            Instants = Instants is null ? null : [.. Instants.Skip(start).Take(end - start + 1)],
            Lines = Lines is null ? null : [.. Lines.Skip(start).Take(end - start + 1)],
            Columns = [.. Columns.Select(column => column[start..(end + 1)])],
            Notes = [.. Notes, .. Moved(first, start), .. Moved(last, end)],
        };
    }

    /// <summary>Names the first price that is not above zero, by its line.</summary>
    /// <exception cref="ModelInputException">There is one.</exception>
    public void CheckPrices()
    {
        for (int asset = 0; asset < Columns.Count; asset++)
        {
            int bad = Array.FindIndex(Columns[asset], price => !double.IsFinite(price) || price <= 0);
            if (bad >= 0)
            {
                string where = Lines is null
                    ? $"at {Times[bad]}" : FormattableString.Invariant($"on line {Lines[bad]} ({Times[bad]})");
                throw new ModelInputException(
                    ErrorCodes.ModelBadPrice,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the price of {Assets[asset]} {where} is {Columns[asset][bad]}."),
                    "Prices must be finite and above zero; remove or mend the row.");
            }
        }
    }

    private IEnumerable<SeriesNote> Moved(string? asked, int found) => asked is null || Times[found].StartsWith(
        asked, StringComparison.Ordinal)
        ? [] : [SeriesNote.Read($"there is no row of {asked}; {Times[found]} is taken")];

    private int Find(string text, bool isLast)
    {
        int exact = Times.ToList().IndexOf(text);
        if (exact >= 0)
        {
            return exact;
        }

        if (Instants is null || SeriesTimes.Of(Source, [(1, text)])?.Read(text) is not { } asked)
        {
            throw Outside(text);
        }

        // A day as last means the whole of it.
        bool isDay = asked.TimeOfDay == TimeSpan.Zero && text.Length <= 12;
        DateTimeOffset bound = isLast && isDay ? asked.AddDays(1).AddTicks(-1) : asked;
        int next = 0;
        while (next < Instants.Count && Instants[next] < (isLast ? bound.AddTicks(1) : asked))
        {
            next++;
        }

        int row = isLast ? next - 1 : next;
        bool isInside = row >= 0 && row < Instants.Count && bound >= Instants[0] && asked <= Instants[^1];
        return isInside ? row : throw Outside(text);
    }

    private ConfigException Outside(string text) => RiskErrors.Request(
        string.Create(
            CultureInfo.InvariantCulture,
            $"the first column has no '{text}'; it goes from '{Times[0]}' to '{Times[^1]}'."),
        "Give a time between them.");
}
