using Weir.Risk.ExtremeValue;
using Weir.Risk.Historical;
using Weir.Risk.Parametric;
using Weir.Risk.Portfolios;
using static Weir.Risk.Tests.Evidence.EvidenceRow;

namespace Weir.Risk.Tests.Evidence;

internal static class MarketEvidence
{
    private const string Archive = "PerformanceAnalytics, test-VaR_archive_baseline.R";
    private const string Empyrical = "empyrical, test_stats.py";

    /// <summary>The price of 1 January 2018.</summary>
    private const int FirstTetherRow = 1036;

    public static IReadOnlyList<EvidenceRow> Rows()
    {
        double[] returns = Tests.Figures.Column("edhec.csv", 1, 1, 100);
        RiskEstimate normal = NormalRisk.Estimate(returns, 0.95, MomentDivisor.Population);
        RiskEstimate modified = CornishFisher.Estimate(returns, 0.95);
        RiskEstimate historical = HistoricalSimulation.Estimate(returns, 0.95);
        List<EvidenceRow> rows =
        [
            Printed("edhec 1-100 column 1, 95 %: Gaussian VaR", 0.012133, 6, normal.ValueAtRisk, Archive),
            Printed("modified (Cornish-Fisher) VaR", 0.014674, 6, modified.ValueAtRisk, Archive),
            Printed("historical VaR", 0.014095, 6, historical.ValueAtRisk, Archive),
            Printed("Gaussian ES", 0.017133, 6, normal.ExpectedShortfall!.Value, Archive),
            Printed("historical ES", 0.024080, 6, historical.ExpectedShortfall!.Value, Archive),
            Printed("portfolio (.3, .4, .3), sum of Gaussian component VaR", 0.012916, 6, Portfolio(), Archive),
        ];
        double[] falls = [1, 81, 82, 83, 84, 85];
        rows.Add(Full("quantile of [1, 2] at 0", 1, Quantiles.Of([1, 2], 0), Empyrical));
        rows.Add(Full("quantile of [1, 2] at .3", 1.3, Quantiles.Of([1, 2], 0.3), Empyrical));
        rows.Add(Full("quantile of [1, 2] at 1", 2, Quantiles.Of([1, 2], 1), Empyrical));
        rows.Add(Full("quantile of [1, 81 … 85] at .1", 41, Quantiles.Of(falls, 0.1), Empyrical));
        rows.Add(Full("quantile of [1, 81 … 85] at .2", 81, Quantiles.Of(falls, 0.2), Empyrical));
        rows.Add(Full("quantile of [1, 81 … 85] at .3", 81.5, Quantiles.Of(falls, 0.3), Empyrical));
        rows.AddRange(ExtremeValues());
        double[] tether = Returns.PriceReturns.Of(
            Tests.Figures.Column("prices/USDT-USD_daily.csv", 4, FirstTetherRow), Returns.ReturnKind.Simple);
        rows.Add(Printed(
            "USDT, simple returns of 2018 to 2020, t by maximum likelihood: ν (scipy's t.fit stops at 2.009)", 2.219, 3,
            StudentTFit.Of(tether).DegreesOfFreedom,
            "risk-models.md §3.1; the whole file has no maximum, its zero returns are a spike"));
        return rows;
    }

    private static double Portfolio()
    {
        ReturnTable table = new(
            [.. Enumerable.Range(1, 3).Select(column => Tests.Figures.Column("edhec.csv", column, 1, 100))]);
        double[] means = [.. Enumerable.Range(0, 3).Select(asset => table.Column(asset).ToArray().Average())];
        PortfolioRisk risk = EllipticalPortfolio.Estimate([0.3, 0.4, 0.3], means, Covariance.Estimate(table), 0.95);
        return risk.Assets.Sum(asset => asset.ComponentValueAtRisk);
    }

    private static List<EvidenceRow> ExtremeValues()
    {
        const string Source = "maximum likelihood, risk-models.md §3.4";
        double[] all = Tests.Figures.Column("edhec.csv", 1);
        RiskEstimate at95 = PeaksOverThreshold.Estimate(all, 0.95);
        RiskEstimate at99 = PeaksOverThreshold.Estimate(all, 0.99);
        return
        [
            Printed("GPD over the 90 % quantile, all 152 rows: threshold", 0.0105, 4, at95["threshold"], Source),
            Printed("ξ", 0.5807551721, 10, at95["shape"], Source),
            Printed("β", 0.0101348916, 10, at95["scale"], Source),
            Full("ES 95 %", 0.0571874727, at95.ExpectedShortfall!.Value, Source),
            Full("ES 99 %", 0.1563729976, at99.ExpectedShortfall!.Value, Source),
            Full("VaR 95 % (fExtremes, stopped early)", 0.01993889503, at95.ValueAtRisk, "fExtremes", 1e-3),
            Full("VaR 99 % (fExtremes, stopped early)", 0.06151223571, at99.ValueAtRisk, "fExtremes", 1e-3),
        ];
    }
}
