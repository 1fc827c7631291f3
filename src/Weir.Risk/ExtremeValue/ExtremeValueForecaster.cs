using Weir.Core.Errors;
using Weir.Risk.Historical;
using Weir.Risk.Rolling;

namespace Weir.Risk.ExtremeValue;

/// <summary>A generalized Pareto tail fitted to the window's losses above a threshold; between refits it
/// stands.</summary>
internal sealed class ExtremeValueForecaster : Forecaster
{
    private readonly Confidence[] _levels;
    private readonly RollingOptions _options;
    private readonly GeneralizedParetoSearch _search;
    private readonly double[] _losses;
    private readonly double[] _excesses;
    private ParetoTail? _tail;
    private int _age;

    public ExtremeValueForecaster(Confidence[] levels, RollingOptions options)
    {
        _levels = levels;
        _options = options;
        _ = Check.Inside(GeneralizedParetoFit.Model, nameof(options.ThresholdRatio), options.ThresholdRatio, 0, 1);
        _search = new GeneralizedParetoSearch(options.WindowSteps);
        _losses = new double[options.WindowSteps];
        _excesses = new double[options.WindowSteps];
    }

    public override bool TryForecast(
        ReadOnlySpan<double> returns, int next, Span<double> valuesAtRisk, Span<double> shortfalls)
    {
        if (_tail is null || ++_age >= _options.RefitSteps)
        {
            try
            {
                _tail = Fit(returns.Slice(next - _options.WindowSteps, _options.WindowSteps));
                _age = 0;
            }
            catch (ModelInputException)
            {
                // The window is one the model does not take: the step counts as refused.
                return false;
            }
        }

        ParetoTail tail = _tail.Value;
        for (int level = 0; level < _levels.Length; level++)
        {
            double share = _levels[level].TailRatio / tail.ExceedanceRatio;
            if (share > 1 || tail.Shape >= 1)
            {
                return false;
            }

            valuesAtRisk[level] = tail.Quantile(share);
            shortfalls[level] = tail.Shortfall(valuesAtRisk[level]);
        }

        return true;
    }

    private ParetoTail Fit(ReadOnlySpan<double> window)
    {
        for (int i = 0; i < window.Length; i++)
        {
            _losses[i] = -window[i];
        }

        Array.Sort(_losses);
        double threshold = Quantiles.OfSorted(_losses, _options.ThresholdRatio);
        int count = 0;
        for (int i = _losses.Length - 1; i >= 0 && _losses[i] > threshold; i--)
        {
            _excesses[count++] = _losses[i] - threshold;
        }

        (double shape, double scale, _) = _search.Fit(_excesses.AsSpan(0, count));
        return new ParetoTail(threshold, shape, scale, (double)count / _losses.Length);
    }
}
