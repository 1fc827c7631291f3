using System.Globalization;
using System.IO.Compression;

namespace Weir.App.Commands.Risk;

/// <summary>Reads series from a CSV (or CSV.gz): a header line, times in the first column, numbers in the others.</summary>
internal static class SeriesFile
{
    /// <summary>The named columns (or their numbers, 0 the first); null for "close" where there is one, else every column of numbers.</summary>
    /// <exception cref="Core.Errors.ConfigException">No such file or column; a cell that is no number; times that do not rise.</exception>
    public static PriceTable Read(string path, IReadOnlyList<string>? wanted)
    {
        if (!File.Exists(path))
        {
            throw RiskErrors.File(path, "there is no such file.", "Check the path; it is taken from the working folder.");
        }

        using Stream file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using StreamReader reader = new(stream);
        List<string> header = Split(reader.ReadLine() ?? throw RiskErrors.File(path, "the file is empty.", "Give a CSV with a header line."));
        List<List<string>> rows = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                rows.Add(Split(line));
            }
        }

        if (rows.Count == 0)
        {
            throw RiskErrors.File(path, "there is no row under the header.", "Give a CSV with data.");
        }

        int[] columns = wanted is null ? Default(header, rows[0]) : [.. wanted.Select(name => Find(path, header, name))];
        if (columns.Length == 0)
        {
            throw RiskErrors.File(path, "no column after the first holds numbers.", "Give a CSV with times in the first column and prices in the others.");
        }

        return new PriceTable(
            [.. rows.Select(row => row[0])],
            [.. columns.Select(column => header[column])],
            [.. columns.Select(column => Numbers(path, header[column], rows, column))]);
    }

    private static double[] Numbers(string path, string name, List<List<string>> rows, int column)
    {
        double[] values = new double[rows.Count];
        for (int i = 0; i < values.Length; i++)
        {
            string cell = column < rows[i].Count ? rows[i][column] : string.Empty;
            if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
            {
                throw RiskErrors.File(
                    path,
                    string.Create(CultureInfo.InvariantCulture, $"line {i + 2}, column '{name}': '{cell}' is no number."),
                    "Remove the row (the return then spans the gap) or mend it.");
            }
        }

        return values;
    }

    private static int[] Default(List<string> header, List<string> first)
    {
        int close = header.FindIndex(name => string.Equals(name, "close", StringComparison.OrdinalIgnoreCase));
        return close > 0
            ? [close]
            : [.. Enumerable.Range(1, header.Count - 1).Where(column =>
                column < first.Count && double.TryParse(first[column], NumberStyles.Float, CultureInfo.InvariantCulture, out _))];
    }

    private static int Find(string path, List<string> header, string name)
    {
        int index = header.IndexOf(name);
        if (index < 0 && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < header.Count)
        {
            index = number;
        }

        return index >= 0 ? index : throw RiskErrors.File(path, $"there is no column '{name}'.", $"It has: {string.Join(", ", header)}.");
    }

    private static List<string> Split(string line)
    {
        List<string> cells = [];
        System.Text.StringBuilder cell = new();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"')
            {
                if (quoted && i + 1 < line.Length && line[i + 1] == '"')
                {
                    _ = cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                _ = cell.Clear();
            }
            else
            {
                _ = cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
