using CsCheck;
using Weir.Risk.Historical;
using Weir.Risk.Parametric;
using Weir.Risk.Portfolios;

namespace Weir.Risk.Tests.Laws;

public sealed class MarketProperties
{
    private static readonly Gen<double[]> Returns = Gen.Double[-0.5, 0.5].Array[30, 200];
    private static readonly Gen<double> Confidence = Gen.Int[500, 995].Select(value => value / 1000.0);

    [Fact]
    public void Expected_shortfall_is_never_below_value_at_risk() =>
        Gen.Select(Returns, Confidence).Sample((returns, confidence) =>
        {
            foreach (ShortfallForm form in Enum.GetValues<ShortfallForm>())
            {
                RiskEstimate estimate = Historical(returns, confidence, QuantileType.Type1, form);
                Assert.True(estimate.ExpectedShortfall >= estimate.ValueAtRisk - 1e-12);
            }

            RiskEstimate normal = NormalRisk.Estimate(returns, confidence);
            Assert.True(normal.ExpectedShortfall >= normal.ValueAtRisk);
        }, iter: 1000);

    [Fact]
    public void A_shift_moves_the_figures_and_a_factor_scales_them() =>
        Gen.Select(Returns, Confidence, Gen.Double[-0.1, 0.1],
            Gen.Double[0.1, 10]).Sample((returns, confidence, shift, factor) =>
        {
            double[] moved = [.. returns.Select(value => value + shift)];
            double[] scaled = [.. returns.Select(value => value * factor)];
            foreach (Func<double[], RiskEstimate> model in Models(confidence))
            {
                RiskEstimate before = model(returns);
                Near(before.ValueAtRisk - shift, model(moved).ValueAtRisk);
                Near(before.ExpectedShortfall!.Value - shift, model(moved).ExpectedShortfall!.Value);
                Near(before.ValueAtRisk * factor, model(scaled).ValueAtRisk);
                Near(before.ExpectedShortfall!.Value * factor, model(scaled).ExpectedShortfall!.Value);
            }
        }, iter: 1000);

    [Fact]
    public void More_confidence_is_never_less_risk() =>
        Gen.Select(Returns, Confidence, Confidence).Sample((returns, first, second) =>
        {
            (double low, double high) = (Math.Min(first, second), Math.Max(first, second));
            foreach (QuantileType type in Enum.GetValues<QuantileType>())
            {
                RiskEstimate below = Historical(returns, low, type, ShortfallForm.RockafellarUryasev);
                RiskEstimate above = Historical(returns, high, type, ShortfallForm.RockafellarUryasev);
                Assert.True(above.ValueAtRisk >= below.ValueAtRisk);
                Assert.True(above.ExpectedShortfall >= below.ExpectedShortfall - 1e-12);
            }
        }, iter: 1000);

    [Fact]
    public void Expected_shortfall_is_subadditive() =>
        Gen.Select(Gen.Double[-0.5, 0.5].Array[100], Gen.Double[-0.5, 0.5].Array[100],
            Confidence).Sample((first, second, confidence) =>
        {
            double Shortfall(double[] values) => Historical(
                values, confidence, QuantileType.Type7, ShortfallForm.RockafellarUryasev).ExpectedShortfall!.Value;
            double[] together = [.. first.Zip(second, (a, b) => a + b)];
            Assert.True(Shortfall(together) <= Shortfall(first) + Shortfall(second) + 1e-12);
        }, iter: 1000);

    [Fact]
    public void Components_add_up_to_the_whole() =>
        Gen.Select(
            Gen.Int[-5000, 5000].Select(value => value / 1e4).Array[60].Array[3],
            Gen.Int[1, 200].Select(value => value % 3 == 0 ? -value / 1e2 : value / 1e2).Array[3],
            Confidence).Sample((columns, weights, confidence) =>
        {
            ReturnTable table = new(columns);
            double[] means = [.. columns.Select(column => column.Average())];
            foreach (PortfolioRisk risk in (PortfolioRisk[])
                [
                    HistoricalPortfolio.Estimate(weights, table, confidence),
                    EllipticalPortfolio.Estimate(weights, means, Covariance.Estimate(table), confidence),
                    EllipticalPortfolio.Estimate(weights, means, Covariance.Estimate(table), confidence, 5),
                ])
            {
                Near(risk.ValueAtRisk, risk.Assets.Sum(asset => asset.ComponentValueAtRisk));
                Near(risk.ExpectedShortfall, risk.Assets.Sum(asset => asset.ComponentExpectedShortfall));
                Assert.True(risk.DiversificationExpectedShortfall >= -1e-12);
            }
        }, iter: 500);

    private static Func<double[], RiskEstimate>[] Models(double confidence) =>
    [
        values => HistoricalSimulation.Estimate(
            values, confidence, new HistoricalOptions { Shortfall = ShortfallForm.RockafellarUryasev }),
        values => NormalRisk.Estimate(values, confidence),
        values => AgeWeighted.Estimate(values, confidence, 0.97),
    ];

    private static RiskEstimate Historical(
        double[] returns, double confidence, QuantileType type, ShortfallForm form) =>
        HistoricalSimulation.Estimate(returns, confidence, new HistoricalOptions { Quantile = type, Shortfall = form });

    private static void Near(double expected, double actual) =>
        Assert.Equal(expected, actual, 1e-9 * Math.Max(1, Math.Abs(expected)));
}
