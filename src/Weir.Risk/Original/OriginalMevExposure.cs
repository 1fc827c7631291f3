namespace Weir.Risk.Original;

/// <summary>The original platform's MEV exposure from gas prices and swaps a pool.</summary>
/// <remarks>Named, not mended: its comment speaks of order, direction and sender, and the score looks at none of them;
/// three unrelated swaps of a pool in a block count as sandwich risk. The detectors that look at them are another
/// library's.</remarks>
public static class OriginalMevExposure
{
    /// <summary>The score of one block.</summary>
    /// <param name="blockNumber">The block.</param>
    /// <param name="gasPricesGwei">Gas price of each of its transactions.</param>
    /// <param name="swapPools">Pool of each of its swaps.</param>
    /// <exception cref="Core.Errors.ModelInputException">A gas price that is not finite.</exception>
    public static MevBlockScore Score(
        long blockNumber, ReadOnlySpan<double> gasPricesGwei, IReadOnlyList<string> swapPools)
    {
        Check.Finite("original-mev", gasPricesGwei);
        Dictionary<string, int> swaps = new(StringComparer.Ordinal);
        foreach (string pool in swapPools)
        {
            swaps[pool] = swaps.GetValueOrDefault(pool) + 1;
        }

        int busy = 0;
        int backruns = 0;
        foreach (int count in swaps.Values)
        {
            busy += count >= 3 ? 1 : 0;
            backruns += count >= 2 ? 1 : 0;
        }

        double sandwich = Math.Min(100, 25.0 * busy);
        double frontrun = Frontrun(gasPricesGwei);
        double score = Math.Min(100, (0.5 * sandwich) + (0.4 * frontrun) + (2 * backruns));
        return new MevBlockScore(
            blockNumber, Math.Round(score, 2), Math.Round(sandwich, 2), Math.Round(frontrun, 2), backruns);
    }

    /// <summary>The scores of all blocks that have transactions, lowest number first.</summary>
    /// <exception cref="Core.Errors.ModelInputException">A gas price that is not finite.</exception>
    public static MevBlockScore[] ScoreAll(
        IReadOnlyList<(
            long BlockNumber, double GasPriceGwei)> transactions, IReadOnlyList<(long BlockNumber, string Pool)> swaps)
    {
        SortedDictionary<long, (List<double> Gas, List<string> Pools)> blocks = [];
        foreach ((long number, double gas) in transactions)
        {
            if (!blocks.TryGetValue(number, out (List<double> Gas, List<string> Pools) block))
            {
                block = ([], []);
                blocks[number] = block;
            }

            block.Gas.Add(gas);
        }

        foreach ((long number, string pool) in swaps)
        {
            if (blocks.TryGetValue(number, out (List<double> Gas, List<string> Pools) block))
            {
                block.Pools.Add(pool);
            }
        }

        MevBlockScore[] scores = new MevBlockScore[blocks.Count];
        int at = 0;
        foreach ((long number, (List<double> gas, List<string> pools)) in blocks)
        {
            scores[at++] = Score(number, [.. gas], pools);
        }

        return scores;
    }

    private static double Frontrun(ReadOnlySpan<double> gasPrices)
    {
        if (gasPrices.Length == 0)
        {
            return 0;
        }

        double[] sorted = gasPrices.ToArray();
        Array.Sort(sorted);
        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
        return median == 0 ? 0 : Math.Clamp(((sorted[^1] / median) - 1) * 20, 0, 100);
    }
}
