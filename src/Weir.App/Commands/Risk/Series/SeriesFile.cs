using System.Globalization;

namespace Weir.App.Commands.Risk.Series;

/// <summary>Reads series from a text file (or .gz): times in the first column, numbers in the others. What can be known
/// of encoding, separator, header, dates, decimals and order is understood and said; what cannot is an error with its
/// line and column.</summary>
internal static class SeriesFile
{
    private static readonly string[] Closes = ["close", "adj close", "adjusted close", "price", "last"];

    private static readonly string[] Parts = ["open", "high", "low", "volume", "vol."];

    /// <summary>The named columns (or their numbers, 0 the first); null for "close" where there is one, else every
    /// column of numbers.</summary>
    /// <exception cref="Core.Errors.ConfigException">No such file or column; a cell that is not a number; rows that
    /// cannot be put in order.</exception>
    public static PriceTable Read(string path, IReadOnlyList<string>? wanted)
    {
        SeriesText text = SeriesText.Read(path);
        List<SeriesNote> notes = [.. text.Notes];
        (string[] header, List<(int Line, string[] Cells)> rows) = SeriesHeader.Split(text, notes);
        int[] columns = wanted is null
            ? Default(path, header, rows, notes) : [.. wanted.Select(name => Find(path, header, name))];
        SeriesNumbers numbers = SeriesNumbers.Of(
            path, rows.SelectMany(row => columns.Select(column => (row.Line, header[column], row.Cells[column]))));
        if (numbers.IsCommaDecimal)
        {
            notes.Add(SeriesNote.Read("numbers have decimal commas"));
        }

        SeriesTimes? form = SeriesTimes.Of(path, [.. rows.Select(row => (row.Line, row.Cells[0]))]);
        if (form is { IsIso: false })
        {
            notes.Add(SeriesNote.Read($"times are {form.Name}"));
        }

        List<SeriesRow> read = [];
        List<string> gaps = [];
        foreach ((int line, string[] cells) in rows)
        {
            double[]? values = Values(path, header, columns, numbers, line, cells, gaps);
            if (values is not null)
            {
                read.Add(new SeriesRow(line, cells[0], form?.Read(cells[0]), values));
            }
        }

        if (read.Count == 0)
        {
            throw RiskErrors.File(path, "no row has a number in every column.", "Give a CSV with data.");
        }

        notes.AddRange(SeriesNote.Few("gap", gaps, " rows are left out"));
        List<SeriesRow> ordered = SeriesOrder.Of(path, read, notes);
        string[] assets = [.. columns.Select(column => header[column])];
        double[][] series = [.. columns.Select((_, at) => ordered.Select(row => row.Values[at]).ToArray())];
        string[] times = Texts(form, ordered);
        notes.AddRange(Splits.Describe(times, assets, series));
        return new PriceTable(times, assets, series)
        {
            Source = path,
            Instants = form is null ? null : [.. ordered.Select(row => row.Instant!.Value)],
            Lines = [.. ordered.Select(row => row.Line)],
            Notes = notes,
        };
    }

    private static string[] Texts(SeriesTimes? form, List<SeriesRow> rows)
    {
        if (form is null or { IsIso: true })
        {
            return [.. rows.Select(row => row.Time)];
        }

        bool isDay = rows.TrueForAll(row => row.Instant!.Value.TimeOfDay == TimeSpan.Zero);
        return [.. rows.Select(row => Series.Instants.Text(row.Instant!.Value, isDay))];
    }

    private static double[]? Values(
        string path, string[] header, int[] columns, SeriesNumbers numbers, int line, string[] cells, List<string> gaps)
    {
        double[] values = new double[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            string cell = cells[columns[i]];
            if (SeriesNumbers.IsMissing(cell))
            {
                string what = cell.Length == 0 ? "blank" : $"'{cell}'";
                gaps.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"line {line} ({cells[0]}), column '{header[columns[i]]}' is {what}; the row is left out"));
                return null;
            }

            if (!numbers.TryParse(cell, out values[i]))
            {
                throw RiskErrors.File(
                    path,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"line {line}, column '{header[columns[i]]}': '{cell}' is not a number."),
                    "Remove the row (the return then spans the gap) or mend it.");
            }
        }

        return values;
    }

    private static int[] Default(
        string path, string[] header, List<(int Line, string[] Cells)> rows, List<SeriesNote> notes)
    {
        foreach (string name in Closes)
        {
            int close = Array.FindIndex(
                header, candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase));
            if (close > 0)
            {
                return [close];
            }
        }

        int[] numbers = [.. Enumerable.Range(1, header.Length - 1).Where(column =>
            rows.Any(row => !SeriesNumbers.IsMissing(row.Cells[column])) && SeriesHeader.IsNumber(
                rows.First(row => !SeriesNumbers.IsMissing(row.Cells[column])).Cells[column]))];
        if (numbers.Length == 0)
        {
            throw RiskErrors.File(
                path,
                "no column after the first holds numbers.",
                "Give a CSV with times in the first column and prices in the others.");
        }

        bool isNamed = header[numbers[0]] != SeriesHeader.NameOf(numbers[0]);
        if (numbers.Length > 1 && (!isNamed || Array.Exists(
            numbers, column => Parts.Contains(header[column], StringComparer.OrdinalIgnoreCase))))
        {
            throw RiskErrors.File(
                path, $"it is not known which of its columns is the price: {string.Join(", ", numbers.Select(column => header[column]))}.", "Name it with --column (\"column\" in a batch).");
        }

        if (numbers.Length > 1)
        {
            notes.Add(SeriesNote.Read(
                $"every column of numbers is an asset: {string.Join(", ", numbers.Select(column => header[column]))}"));
        }

        return numbers;
    }

    private static int Find(string path, string[] header, string name)
    {
        int index = Array.IndexOf(header, name);
        if (index >= 0 && Array.LastIndexOf(header, name) != index)
        {
            throw RiskErrors.File(
                path, $"two columns are named '{name}'.", "Give the column's number, 0 for the first.");
        }

        if (index < 0 && int.TryParse(
            name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < header.Length)
        {
            index = number;
        }

        return index >= 0
            ? index
            : throw RiskErrors.File(path, $"there is no column '{name}'.", $"It has: {string.Join(", ", header)}.");
    }
}
