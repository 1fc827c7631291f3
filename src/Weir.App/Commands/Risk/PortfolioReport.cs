using System.Globalization;
using Weir.Risk;
using Weir.Risk.Historical;
using Weir.Risk.Models;
using Weir.Risk.Portfolios;

namespace Weir.App.Commands.Risk;

/// <summary>What each asset has to do with a portfolio's risk, for <c>var</c> and <c>es</c> on several columns of
/// prices.</summary>
internal static class PortfolioReport
{
    public static readonly string[] Header =
    [
        "asset", "weight", "VaR alone", "component", "marginal", "incremental", "ES alone", "component", "marginal", "incremental",
    ];

    /// <summary>The decomposition that fits an estimate: of normal and t returns by their covariance, of all others by
    /// historical simulation.</summary>
    public static PortfolioRisk Of(
        ReturnTable returns, double[] weights, string model, double confidence, Parameters parameters)
    {
        double? degrees = model == "student-t" ? parameters.Optional("degreesOfFreedom") : null;
        if (model != "normal" && degrees is null)
        {
            return HistoricalPortfolio.Estimate(
                weights,
                returns,
                confidence,
                model == "historical" ? Choices.Quantile(parameters) : QuantileType.Type7,
                Choices.Shortfall(parameters, ShortfallForm.RockafellarUryasev));
        }

        bool zeroMean = model == "normal" && Choices.ZeroMean(parameters, "sample");
        CovarianceOptions options = new()
        {
            Divisor = Choices.Divisor(
            parameters, MomentDivisor.Sample),
            ZeroMean = zeroMean
        };
        double[] means = [.. Enumerable.Range(0, returns.Assets).Select(
            asset => zeroMean ? 0 : returns.Column(asset).ToArray().Average())];
        return EllipticalPortfolio.Estimate(weights, means, Covariance.Estimate(returns, options), confidence, degrees);
    }

    /// <summary>A row an asset, then the whole, then what diversification takes off.</summary>
    public static IReadOnlyList<string[]> Rows(PortfolioRisk risk, IReadOnlyList<string> assets)
    {
        List<string[]> rows = [];
        for (int i = 0; i < assets.Count; i++)
        {
            AssetRisk asset = risk.Assets[i];
            rows.Add([
                assets[i], asset.Weight.ToString("0.####", CultureInfo.InvariantCulture),
                Percent(asset.StandaloneValueAtRisk), Percent(asset.ComponentValueAtRisk), Percent(
                    asset.MarginalValueAtRisk), Percent(asset.IncrementalValueAtRisk),
                Percent(asset.StandaloneExpectedShortfall), Percent(
                    asset.ComponentExpectedShortfall), Percent(asset.MarginalExpectedShortfall),
                Percent(asset.IncrementalExpectedShortfall),
            ]);
        }

        rows.Add([
            "portfolio", risk.Assets.Sum(asset => asset.Weight).ToString("0.####", CultureInfo.InvariantCulture),
            Percent(risk.Assets.Sum(
                asset => asset.StandaloneValueAtRisk)), Percent(risk.ValueAtRisk), string.Empty, string.Empty,
            Percent(risk.Assets.Sum(asset => asset.StandaloneExpectedShortfall)), Percent(
                risk.ExpectedShortfall), string.Empty, string.Empty,
        ]);
        rows.Add([
            "diversification", string.Empty, string.Empty, Percent(
                risk.DiversificationValueAtRisk), string.Empty, string.Empty,
            string.Empty, Percent(risk.DiversificationExpectedShortfall), string.Empty, string.Empty,
        ]);
        return rows;
    }

    private static string Percent(double value) => value.ToString("P3", CultureInfo.InvariantCulture);
}
