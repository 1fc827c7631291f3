namespace Weir.App.Commands.Risk;

/// <summary>Series over one time axis: the first column's texts, and a column of numbers an asset.</summary>
internal sealed record PriceTable(IReadOnlyList<string> Times, IReadOnlyList<string> Assets, IReadOnlyList<double[]> Columns)
{
    /// <summary>What the reader had to leave out, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The rows from one text of the first column to another, both included; null for the first or last row.</summary>
    public PriceTable Between(string? first, string? last)
    {
        int start = first is null ? 0 : Find(first);
        int end = last is null ? Times.Count - 1 : Find(last);
        if (end < start)
        {
            throw RiskErrors.Request($"'{first}' stands after '{last}' in the series.", "Give the earlier text as first and the later as last.");
        }

        return this with
        {
            Times = [.. Times.Skip(start).Take(end - start + 1)],
            Columns = [.. Columns.Select(column => column[start..(end + 1)])],
        };
    }

    private int Find(string text)
    {
        for (int i = 0; i < Times.Count; i++)
        {
            if (Times[i] == text)
            {
                return i;
            }
        }

        throw RiskErrors.Request(
            $"the first column has no '{text}'; it goes from '{Times[0]}' to '{Times[^1]}'.", "Give a text as it stands in the first column.");
    }
}
