using System.Globalization;

namespace Weir.App.Commands.Risk.Series;

/// <summary>Tells a file's header from its data, and its index from its times.</summary>
internal static class SeriesHeader
{
    /// <summary>What a column without a name is called.</summary>
    public static string NameOf(int column) => FormattableString.Invariant($"column {column}");

    /// <summary>Whether a cell reads as a number in one of the ways that files write them.</summary>
    public static bool IsNumber(string cell) =>
        double.TryParse(
            cell.Trim('$', '€', '£', '¥').Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || double.TryParse(
            cell.Trim('$', '€', '£', '¥').Replace(".", string.Empty, StringComparison.Ordinal).Replace(',', '.'),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out _)
        || double.TryParse(
            cell.Trim('$', '€', '£', '¥'),
            NumberStyles.Float | NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture,
            out _);

    /// <summary>The names of the columns and the rows below them, as many cells each.</summary>
    public static (
        string[] Header, List<(int Line, string[] Cells)> Rows) Split(SeriesText text, List<SeriesNote> notes)
    {
        List<(int Line, string[] Cells)> rows = text.Rows;
        bool hasHeader = !IsData(rows[0].Cells);
        string[] header = hasHeader ? [.. rows[0].Cells] : [.. rows[0].Cells.Select((_, column) => NameOf(column))];
        if (!hasHeader)
        {
            notes.Add(SeriesNote.Read(FormattableString.Invariant($"there is no header; line {rows[0].Line} is data")));
        }

        int first = hasHeader ? 1 : 0;
        int data = rows.FindIndex(first, row => IsData(row.Cells));
        if (data < 0)
        {
            // No row has a time and a number: the readers of cells say which one is wrong.
            data = first;
        }

        if (data >= rows.Count)
        {
            throw RiskErrors.File(text.Path, "there is no row under the header.", "Give a CSV with data.");
        }

        for (int i = first; i < data; i++)
        {
            notes.Add(SeriesNote.Read(FormattableString.Invariant($"line {rows[i].Line} is not data; it is left out")));
            if (rows[i].Cells.Length > header.Length)
            {
                // Lines of its maker stand above the real header.
                header = [.. rows[i].Cells];
            }
        }

        bool isIndexed = header.Length > 2 && (
            header[0].Length == 0 || string.Equals(header[0], "index", StringComparison.OrdinalIgnoreCase))
            && rows.Skip(data).All(row => row.Cells.Length > 1 && IsWhole(row.Cells[0]) && !IsNumber(row.Cells[1]));
        if (isIndexed)
        {
            notes.Add(SeriesNote.Read("the first column is an index; the times are in the second"));
            header = header[1..];
        }

        for (int column = 0; column < header.Length; column++)
        {
            header[column] = header[column].Length == 0 ? NameOf(column) : header[column];
        }

        return (header, [.. rows.Skip(data).Select(
            row => (row.Line, Fit(text.Path, row.Line, isIndexed ? row.Cells[1..] : row.Cells, header.Length)))]);
    }

    private static bool IsWhole(string cell) =>
        int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>A row with a digit in its first cell and a number (or a sign of none) in another.</summary>
    private static bool IsData(string[] cells) =>
        cells.Length > 1 && (cells[0].Any(char.IsAsciiDigit) || cells.Skip(1).Any(IsNumber)) && cells.Skip(1).Any(
            cell => IsNumber(cell) || SeriesNumbers.IsMissing(cell))
        && !(cells[0].Length == 0 && cells.Skip(1).All(cell => cell.Length > 0 && !IsNumber(cell)));

    private static string[] Fit(string path, int line, string[] cells, int columns)
    {
        if (cells.Length == columns)
        {
            return cells;
        }

        return cells.Length < columns
            ? [.. cells, .. Enumerable.Repeat(string.Empty, columns - cells.Length)]
            : cells.Skip(columns).All(cell => cell.Length == 0)
                ? cells[..columns]
                : throw RiskErrors.File(
                    path,
                    FormattableString.Invariant($"line {line} has {cells.Length} cells and the header {columns}."),
                    "Quote numbers with decimal commas, or separate the cells by semicolons.");
    }
}
