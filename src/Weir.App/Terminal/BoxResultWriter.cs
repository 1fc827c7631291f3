using System.Globalization;
using System.Numerics;
using System.Text;
using Weir.Pipeline;

namespace Weir.App.Terminal;

/// <summary>A result as a box for people; at most 100 rows are drawn, the others counted.</summary>
internal sealed class BoxResultWriter(TextWriter output) : IResultWriter
{
    private const int MostRows = 100;
    private const int MostWidth = 66;

    /// <inheritdoc/>
    public async Task WriteAsync(IQueryResult result, CancellationToken cancellationToken)
    {
        List<string[]> rows = [];
        bool[] isNumber = new bool[result.Columns.Count];
        long count = 0;
        await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(cancellationToken))
        {
            if (count++ >= MostRows)
            {
                continue;
            }

            rows.Add([.. row.Select(value => Cut(TerminalText.Of(value, "NULL")))]);
            for (int i = 0; i < row.Count; i++)
            {
                isNumber[i] |= row[i] is long or ulong or double or BigInteger or ExactDecimal;
            }
        }

        int[] widths = [.. result.Columns.Select((column, i) => Math.Max(
            column.Name.Length, rows.Count == 0 ? 0 : rows.Max(row => row[i].Length)))];
        await output.WriteLineAsync(Rule(widths, '┌', '┬', '┐'));
        await output.WriteLineAsync(
            Line(widths, [.. result.Columns.Select(column => column.Name)], new bool[widths.Length]));
        await output.WriteLineAsync(Rule(widths, '├', '┼', '┤'));
        foreach (string[] row in rows)
        {
            await output.WriteLineAsync(Line(widths, row, isNumber));
        }

        await output.WriteLineAsync(Rule(widths, '└', '┴', '┘'));
        string shown = count > MostRows ? $" ({MostRows} shown; --csv or --json for all)" : string.Empty;
        await output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{count:N0} row{(count == 1 ? string.Empty : "s")}{shown}"));
    }

    private static string Cut(string text)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= MostWidth ? line : line[..(MostWidth - 1)] + "…";
    }

    private static string Rule(int[] widths, char left, char middle, char right) =>
        left + string.Join(middle, widths.Select(width => new string('─', width + 2))) + right;

    private static string Line(int[] widths, string[] cells, bool[] isRight)
    {
        StringBuilder line = new("│");
        for (int i = 0; i < cells.Length; i++)
        {
            line.Append(' ').Append(isRight[i] ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i])).Append(
                " │");
        }

        return line.ToString();
    }
}
