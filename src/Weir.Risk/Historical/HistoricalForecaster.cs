using Weir.Risk.Rolling;

namespace Weir.Risk.Historical;

/// <summary>Historical simulation on a sorted window.</summary>
internal sealed class HistoricalForecaster(Confidence[] levels, RollingOptions options) : Forecaster
{
    private SortedWindow? _window;

    public override bool TryForecast(
        ReadOnlySpan<double> returns, int next, Span<double> valuesAtRisk, Span<double> shortfalls)
    {
        int window = options.WindowSteps;
        if (_window is null)
        {
            _window = new SortedWindow(returns.Slice(next - window, window));
        }
        else
        {
            _window.Replace(returns[next - window - 1], returns[next - 1]);
        }

        for (int level = 0; level < levels.Length; level++)
        {
            double quantile = Quantiles.Tail(_window.Sorted, window, levels[level], options.Quantile);
            valuesAtRisk[level] = -quantile;
            shortfalls[level] = Quantiles.Shortfall(_window.Sorted, quantile, levels[level], options.Shortfall);
        }

        return true;
    }
}
