using Weir.Risk.Historical;

namespace Weir.Risk.Portfolios;

/// <summary>Portfolio risk by historical simulation: today's weights on every past step.</summary>
/// <remarks>Shares of ES are exact conditional means (Tasche 1999): −E[wᵢrᵢ | the tail]; in either form they add up to
/// it exactly. Shares of VaR are the assets' returns in the scenarios at the quantile, interpolated as it is: they add
/// up, and are noisy.</remarks>
public static class HistoricalPortfolio
{
    private const string Model = "portfolio-historical";

    /// <summary>The risk of these weights.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Lengths that differ, confidence out of range.</exception>
    public static PortfolioRisk Estimate(
        ReadOnlySpan<double> weights,
        ReturnTable returns,
        double confidenceRatio,
        QuantileType type = QuantileType.Type7,
        ShortfallForm form = ShortfallForm.RockafellarUryasev)
    {
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        double[] portfolio = returns.Portfolio(weights);
        int n = portfolio.Length;
        int[] order = new int[n];
        for (int i = 0; i < n; i++)
        {
            order[i] = i;
        }

        double[] sorted = [.. portfolio];
        Array.Sort(sorted, order);
        double valueAtRisk = -Quantiles.Tail(sorted, n, confidence, type);
        double shortfall = Quantiles.Shortfall(sorted, -valueAtRisk, confidence, form);
        decimal count = form == ShortfallForm.TailMean
            ? Quantiles.CountAtOrBelow(sorted, -valueAtRisk) : confidence.TailCount(n);
        (int index, double weightOfNext) = Quantiles.Position(n, confidence.TailCount(1), type);
        AssetRisk[] assets = new AssetRisk[returns.Assets];
        double standaloneVar = 0;
        double standaloneShortfall = 0;
        for (int i = 0; i < assets.Length; i++)
        {
            ReadOnlySpan<double> column = returns.Column(i);
            double marginalVar = -column[order[index]];
            if (weightOfNext > 0)
            {
                marginalVar -= weightOfNext * (column[order[index + 1]] - column[order[index]]);
            }

            double marginalShortfall = TailMean(column, order, count);
            (double ownVar, double ownShortfall) = Own(column, weights[i], confidence, type, form);
            (double restVar, double restShortfall) = Without(portfolio, column, weights[i], confidence, type, form);
            assets[i] = new AssetRisk(
                weights[i], ownVar, ownShortfall, marginalVar, weights[i] * marginalVar, marginalShortfall,
                weights[i] * marginalShortfall,
                valueAtRisk - restVar, shortfall - restShortfall);
            standaloneVar += ownVar;
            standaloneShortfall += ownShortfall;
        }

        return new PortfolioRisk
        {
            Model = Model,
            ConfidenceRatio = confidenceRatio,
            ValueAtRisk = valueAtRisk,
            ExpectedShortfall = shortfall,
            Assets = assets,
            DiversificationValueAtRisk = standaloneVar - valueAtRisk,
            DiversificationExpectedShortfall = standaloneShortfall - shortfall,
            Conventions =
            [
                new("quantile", HistoricalSimulation.Name(type)),
                new("shortfall", HistoricalSimulation.Name(form)),
                new("componentValueAtRisk", "asset returns in the scenarios at the quantile"),
                new("incremental", "without the asset, other weights as they are, not rescaled"),
            ],
            Warnings = HistoricalSimulation.SampleWarnings(n, confidence),
        };
    }

    private static double TailMean(ReadOnlySpan<double> column, int[] order, decimal count)
    {
        int whole = (int)decimal.Floor(count);
        double sum = 0;
        for (int i = 0; i < whole; i++)
        {
            sum += column[order[i]];
        }

        double part = (double)(count - whole);
        return -(part > 0 ? sum + (part * column[order[whole]]) : sum) / (double)count;
    }

    private static (double ValueAtRisk, double Shortfall) Own(
        ReadOnlySpan<double> column, double weight, Confidence confidence, QuantileType type, ShortfallForm form)
    {
        double[] own = new double[column.Length];
        Numerics.Vectors.AddScaled(own, column, weight);
        return Of(own, confidence, type, form);
    }

    private static (double ValueAtRisk, double Shortfall) Without(
        double[] portfolio, ReadOnlySpan<double> column, double weight, Confidence confidence, QuantileType type,
        ShortfallForm form)
    {
        double[] rest = [.. portfolio];
        Numerics.Vectors.AddScaled(rest, column, -weight);
        return Of(rest, confidence, type, form);
    }

    private static (double ValueAtRisk, double Shortfall) Of(
        double[] values, Confidence confidence, QuantileType type, ShortfallForm form)
    {
        Array.Sort(values);
        double quantile = Quantiles.Tail(values, values.Length, confidence, type);
        return (-quantile, Quantiles.Shortfall(values, quantile, confidence, form));
    }
}
