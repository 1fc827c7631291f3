using Weir.Risk.Numerics;
using static Weir.Risk.Backtests.Exceedances;

namespace Weir.Risk.Backtests;

/// <summary>Christoffersen (1998): do exceedances follow one another (independence), and is their number right too
/// (conditional coverage)?</summary>
public static class Christoffersen
{
    private const string PairsConvention = "n - 1 pairs of neighbours";

    /// <summary>Independence against a first-order Markov chain.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than two forecasts.</exception>
    public static TestVerdict Independence(ReadOnlySpan<bool> hits)
    {
        const string Test = "christoffersen-independence";
        _ = Check.AtLeast(Test, "observations", hits.Length, 2);
        (double statistic, List<Figure> figures) = LikelihoodRatio(hits);
        int count = Count(hits);
        return new TestVerdict
        {
            Test = Test,
            Statistic = statistic,
            PValue = Tails.ChiSquaredUpper(statistic, 1),
            Figures = figures,
            Conventions = [new("distribution", "chi-square, 1 degree of freedom"), new("pairs", PairsConvention)],
            Warnings = count is 0 or 1 || count == hits.Length
                ? ["With no pair to compare, the statistic is near zero by definition and says nothing."] : [],
        };
    }

    /// <summary>Conditional coverage: POF plus independence.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than two forecasts, bad confidence.</exception>
    public static TestVerdict ConditionalCoverage(ReadOnlySpan<bool> hits, double confidenceRatio)
    {
        const string Test = "christoffersen-conditional-coverage";
        Confidence confidence = Confidence.Of(Test, confidenceRatio);
        _ = Check.AtLeast(Test, "observations", hits.Length, 2);
        double coverage = Kupiec.LikelihoodRatio(Count(hits), hits.Length, confidence);
        (double independence, List<Figure> figures) = LikelihoodRatio(hits);
        double statistic = coverage + independence;
        return new TestVerdict
        {
            Test = Test,
            Statistic = statistic,
            PValue = Tails.ChiSquaredUpper(statistic, 2),
            Figures = [new("coverage", coverage), new("independence", independence), .. figures],
            Conventions =
            [
                new("distribution", "chi-square, 2 degrees of freedom"),
                new("coverage", "all n forecasts"),
                new("pairs", PairsConvention),
            ],
            Warnings = SampleWarnings(hits.Length, confidence),
        };
    }

    private static (double Statistic, List<Figure> Figures) LikelihoodRatio(ReadOnlySpan<bool> hits)
    {
        int n00 = 0;
        int n01 = 0;
        int n10 = 0;
        int n11 = 0;
        for (int i = 1; i < hits.Length; i++)
        {
            switch (hits[i - 1], hits[i])
            {
                case (false, false):
                    n00++;
                    break;
                case (false, true):
                    n01++;
                    break;
                case (true, false):
                    n10++;
                    break;
                default:
                    n11++;
                    break;
            }
        }

        double pairs = hits.Length - 1;
        double rate = (n01 + n11) / pairs;
        double restricted = XLogY(n00 + n10, 1 - rate) + XLogY(n01 + n11, rate);
        double free = Row(n00, n01) + Row(n10, n11);
        List<Figure> figures = [new("n00", n00), new("n01", n01), new("n10", n10), new("n11", n11)];
        return (Math.Max(0, -2 * (restricted - free)), figures);
    }

    private static double Row(int stays, int hits)
    {
        double total = stays + hits;
        return total == 0 ? 0 : XLogY(stays, stays / total) + XLogY(hits, hits / total);
    }
}
