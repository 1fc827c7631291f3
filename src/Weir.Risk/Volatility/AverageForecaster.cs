using Weir.Risk.Numerics;
using Weir.Risk.Rolling;

namespace Weir.Risk.Volatility;

/// <summary>Makes the averages of the first window.</summary>
internal delegate AverageState FirstAverages(ReadOnlySpan<double> returns);

/// <summary>Exponential averages, carried on from the first window: a step each, whatever the window.</summary>
internal sealed class AverageForecaster(Confidence[] levels, RollingOptions options, FirstAverages first) : Forecaster
{
    private AverageState? _state;

    public override bool TryForecast(
        ReadOnlySpan<double> returns, int next, Span<double> valuesAtRisk, Span<double> shortfalls)
    {
        if (_state is null)
        {
            _state = first(returns.Slice(next - options.WindowSteps, options.WindowSteps));
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
