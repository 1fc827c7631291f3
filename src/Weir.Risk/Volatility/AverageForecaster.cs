using Weir.Risk.Numerics;
using Weir.Risk.Rolling;

namespace Weir.Risk.Volatility;

/// <summary>Exponential averages, carried on from the first window: a step each, whatever the window.</summary>
internal sealed class AverageForecaster(Confidence[] levels, RollingOptions options, bool isEwma) : Forecaster
{
    private AverageState? _state;

    public override bool TryForecast(ReadOnlySpan<double> returns, int next, Span<double> valuesAtRisk, Span<double> shortfalls)
    {
        if (_state is null)
        {
            ReadOnlySpan<double> first = returns.Slice(next - options.WindowSteps, options.WindowSteps);
            _state = isEwma
                ? new AverageState([Ewma.Variances(first, options.VolatilityDecayRatio)[^1]], [1], [options.VolatilityDecayRatio])
                : RiskMetrics2006.Averages(first, new RiskMetrics2006Options());
        }
        else
        {
            _state.Advance(returns[next - 1]);
        }

        double deviation = Math.Sqrt(_state.Variance);
        for (int level = 0; level < levels.Length; level++)
        {
            double z = Gaussian.Quantile(levels[level].TailRatio);
            valuesAtRisk[level] = -deviation * z;
            shortfalls[level] = deviation * Gaussian.Density(z) / levels[level].TailRatio;
        }

        return deviation > 0;
    }
}
