using Weir.Risk.Backtests;
using Weir.Risk.Rolling;
using static Weir.Risk.Tests.Evidence.EvidenceRow;

namespace Weir.Risk.Tests.Evidence;

internal static class BacktestEvidence
{
    private static readonly double[] Cumulative =
        [8.1059, 28.5752, 54.3169, 75.8117, 89.2188, 95.8817, 98.6299, 99.5975, 99.8943, 99.9750, 99.9946];

    private static readonly (int Observations, double Confidence, int Low, int High)[] Ranges =
    [
        (255, 0.99, 1, 6), (255, 0.95, 7, 20), (510, 0.99, 2, 10), (510, 0.95, 17, 35), (1000, 0.99, 5, 16),
        (1000, 0.95, 38, 64),
    ];

    public static IReadOnlyList<EvidenceRow> Rows()
    {
        const string Hull = "Hull, exercise 9.14";
        TestVerdict kupiec = Kupiec.ProportionOfFailures(15, 1000, 0.99);
        List<EvidenceRow> rows =
        [
            Full("Kupiec POF, 15 of 1,000 at 99 %: LR", 2.18924838885, kupiec.Statistic!.Value, Hull),
            Full("p-value", 0.1389771183, kupiec.PValue!.Value, Hull),
        ];
        foreach ((int observations, double confidence, int low, int high) in Ranges)
        {
            int[] kept = [.. Enumerable.Range(0, observations).Where(x =>
                Kupiec.ProportionOfFailures(x, observations, confidence).IsRejected == false)];
            string name = FormattableString.Invariant(
                $"Kupiec, T = {observations}, p = {1 - (decimal)confidence}: fewest exceedances not rejected at 5 %");
            rows.Add(Full(name, low, kept[0], "Kupiec 1995, table"));
            rows.Add(Full("most", high, kept[^1], "Kupiec 1995, table"));
        }

        for (int x = 0; x < Cumulative.Length; x++)
        {
            string name = FormattableString.Invariant($"traffic light: binomial(250, .01) up to {x}, percent");
            rows.Add(Printed(
                name,
                Cumulative[x],
                4,
                100 * TrafficLight.Of(x, 250, 0.99).CumulativeProbability,
                "Basel Committee 1996"));
        }

        rows.AddRange(Rolling());
        return rows;
    }

    private static List<EvidenceRow> Rolling()
    {
        const string Source = "rugarch, VaRTest";
        double[] returns = Tests.Figures.Column("edhec.csv", 1);
        ForecastSeries series = RollingForecasts.Run(
            returns, Tests.Figures.Forecast("historical"), [0.95], new RollingOptions { WindowSteps = 36 })[0];
        bool[] hits = Exceedances.Of(returns.AsSpan(36), series.ValuesAtRisk);
        TestVerdict coverage = Kupiec.ProportionOfFailures(Exceedances.Count(hits), hits.Length, 0.95);
        TestVerdict conditional = Christoffersen.ConditionalCoverage(hits, 0.95);
        return
        [
            Full("rolling 36-month historical VaR: exceedances", 13, Exceedances.Count(hits), Source),
            Full("of", 116, hits.Length, Source),
            Full("LR_uc", 7.065388288868, coverage.Statistic!.Value, Source),
            Full("p-value", 0.007858727959, coverage.PValue!.Value, Source),
            Full("LR_cc", 8.737679033226, conditional.Statistic!.Value, Source),
            Full("p-value", 0.012665930645, conditional.PValue!.Value, Source),
        ];
    }
}
