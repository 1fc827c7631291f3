using System.Text;

namespace Weir.App.Commands.Risk;

/// <summary>A table for the terminal: the first column to the left, numbers to the right.</summary>
internal static class TextTable
{
    public static string Render(IReadOnlyList<string> header, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. header.Select(
            (name, column) => rows.Select(row => row[column].Length).Append(name.Length).Max())];
        StringBuilder text = new();
        Line(text, header, widths);
        Line(text, [.. widths.Select(width => new string('-', width))], widths);
        foreach (string[] row in rows)
        {
            Line(text, row, widths);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, IReadOnlyList<string> cells, int[] widths)
    {
        for (int column = 0; column < cells.Count; column++)
        {
            string cell = column == 0 ? cells[0].PadRight(widths[0]) : cells[column].PadLeft(widths[column]);
            _ = text.Append(column == 0 ? string.Empty : "  ").Append(cell);
        }

        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }

        _ = text.Append('\n');
    }
}
