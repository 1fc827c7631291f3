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
            ? new VolatilityForecaster(setup.Levels, setup.Options, started, filter)
            : new GeneralForecaster(setup.Levels, setup.Options, started, filter);
    }
}
