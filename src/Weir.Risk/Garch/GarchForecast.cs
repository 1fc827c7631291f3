using Weir.Risk.Historical;
using Weir.Risk.Models;
using Weir.Risk.Rolling;

namespace Weir.Risk.Garch;

/// <summary>Makes the forecaster that takes a GARCH model: the quick one where it can.</summary>
internal static class GarchForecast
{
    /// <param name="setup">Levels and options.</param>
    /// <param name="garch">The model.</param>
    /// <param name="filter">Residuals in the place of its shocks: filtered historical simulation.</param>
    public static Forecaster Make(ForecastSetup setup, GarchOptions garch, bool filter)
    {
        GarchOptions started = setup.Options.Started(garch);
        return started.IsPlain
            ? new VolatilityForecaster(setup, started, filter)
            : new GeneralForecaster(setup, started, filter);
    }

    /// <summary>Fills VaR and ES of the next step, a level each.</summary>
    /// <param name="setup">Levels and options.</param>
    /// <param name="mean">Mean of the step.</param>
    /// <param name="deviation">Its deviation.</param>
    /// <param name="parameters">The model, for its law of shocks; not looked at where residuals are given.</param>
    /// <param name="residuals">Standardised residuals in order, for filtered historical simulation; else empty.</param>
    /// <param name="valuesAtRisk">Filled.</param>
    /// <param name="shortfalls">Filled.</param>
    public static void Fill(
        ForecastSetup setup,
        double mean,
        double deviation,
        in GarchParameters parameters,
        ReadOnlySpan<double> residuals,
        Span<double> valuesAtRisk,
        Span<double> shortfalls)
    {
        for (int level = 0; level < setup.Levels.Length; level++)
        {
            double quantile;
            double shortfall;
            if (residuals.Length > 0)
            {
                quantile = Quantiles.Tail(residuals, residuals.Length, setup.Levels[level], setup.Options.Quantile);
                shortfall = Quantiles.Shortfall(residuals, quantile, setup.Levels[level], setup.Options.Shortfall);
            }
            else
            {
                (quantile, shortfall) = GarchRisk.Shock(parameters, setup.Levels[level].TailRatio);
            }

            valuesAtRisk[level] = -(mean + (deviation * quantile));
            shortfalls[level] = (deviation * shortfall) - mean;
        }
    }
}
