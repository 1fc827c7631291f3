using System.Globalization;

namespace Weir.App.Commands.Risk.Series;

/// <summary>Finds steps that look like a split of a share or a token: a jump by a whole number that stays.</summary>
internal static class Splits
{
    private static readonly int[] Ratios = [2, 3, 4, 5, 7, 10, 20, 50, 100, 1000];

    /// <summary>How near the whole number a jump is, and how many usual moves large.</summary>
    private const double Nearness = 0.03;

    private const double UsualMoves = 12;

    /// <summary>A warning for each; the numbers are never changed.</summary>
    public static IEnumerable<SeriesNote> Describe(
        IReadOnlyList<string> times, IReadOnlyList<string> assets, IReadOnlyList<double[]> columns)
    {
        List<string> found = [];
        for (int asset = 0; asset < columns.Count; asset++)
        {
            double[] prices = columns[asset];
            if (prices.Length < 10 || Array.Exists(prices, price => !(price > 0)))
            {
                continue;
            }

            double[] moves = [.. Enumerable.Range(1, prices.Length - 1).Select(
                i => Math.Log(prices[i] / prices[i - 1]))];
            double[] sizes = [.. moves.Select(Math.Abs)];
            Array.Sort(sizes);
            double usual = sizes[sizes.Length / 2];
            for (int i = 0; i < moves.Length; i++)
            {
                double jump = Math.Exp(Math.Abs(moves[i]));
                int ratio = Array.Find(Ratios, whole => Math.Abs((jump / whole) - 1) < Nearness);
                bool stays = i + 1 >= moves.Length || Math.Abs(moves[i] + moves[i + 1]) > 0.5 * Math.Abs(moves[i]);
                if (ratio > 0 && Math.Abs(moves[i]) > UsualMoves * usual && stays)
                {
                    found.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{assets[asset]} goes from {prices[i]:G6} to {prices[i + 1]:G6} at {times[i + 1]}, about {(moves[i] < 0 ? $"{ratio} for 1" : $"1 for {ratio}")}: a split would be no loss; give adjusted prices"));
                }
            }
        }

        return SeriesNote.Few("warning", found, " of the kind");
    }
}
