using Weir.Risk.Models;

namespace Weir.Risk.Volatility;

/// <summary>The row of RiskMetrics 2006.</summary>
internal static class RiskMetrics2006Model
{
    public static RiskModel Row { get; } = new(RiskMetrics2006.Model)
    {
        Own = ["tau0", "tau1", "rho", "averages", "start"],
        Estimate = (p, returns) => RiskMetrics2006.Estimate(returns, p.Confidence, OptionsOf(p), Choices.HorizonOf(p)),
        Forecasts = [Forecast(new RiskMetrics2006Options())],
        Following = p => Forecast(OptionsOf(p)),
    };

    private static ForecastModel Forecast(RiskMetrics2006Options options) => new(
        RiskMetrics2006.Model, setup => new AverageForecaster(
            setup.Levels, setup.Options, first => RiskMetrics2006.Averages(first, options)));

    private static RiskMetrics2006Options OptionsOf(Parameters p) => new()
    {
        LogDecaySteps = p.Number("tau0", 1560),
        ShortestSteps = p.Number("tau1", 4),
        Ratio = p.Number("rho", Math.Sqrt(2)),
        Averages = p.Whole("averages", 14),
        Start = Choices.EwmaStartOf(p),
    };
}
