using Weir.Core.Errors;
using Weir.Risk.Models;
using Weir.Risk.Rolling;
using Weir.Risk.Volatility;

namespace Weir.Risk.Garch;

/// <summary>GARCH and filtered historical forecasts: refits start from the fit before, between refits the variance
/// moves on.</summary>
internal sealed class VolatilityForecaster : Forecaster
{
    private readonly ForecastSetup _setup;
    private readonly RollingOptions _options;
    private readonly bool _filter;
    private readonly EwmaStart _ewmaStart;
    private readonly double[] _shocks;
    private readonly GarchSearch? _search;
    private readonly double[] _variances;
    private GarchParameters? _parameters;
    private int _age;

    /// <summary>Of a GARCH model, or of an exponential average where there is none; filtered: residuals instead of its
    /// shocks.</summary>
    public VolatilityForecaster(
        ForecastSetup setup, GarchOptions? garch, bool filter, EwmaStart ewmaStart = EwmaStart.Backcast)
    {
        _setup = setup;
        _options = setup.Options;
        _filter = filter;
        _ewmaStart = ewmaStart;
        _search = garch is null ? null : new GarchSearch(_options.WindowSteps, garch);
        _variances = _search?.Variances ?? new double[_options.WindowSteps + 1];
        _shocks = new double[_options.WindowSteps];
    }

    public override bool TryForecast(
        ReadOnlySpan<double> returns, int next, Span<double> valuesAtRisk, Span<double> shortfalls)
    {
        ReadOnlySpan<double> window = returns.Slice(next - _options.WindowSteps, _options.WindowSteps);
        if (!TryFit(window))
        {
            return false;
        }

        double mean = _parameters?.Mean ?? 0;
        double deviation = Math.Sqrt(_variances[^1]);
        if (_filter)
        {
            for (int i = 0; i < _shocks.Length; i++)
            {
                _shocks[i] = _variances[i] > 0 ? (window[i] - mean) / Math.Sqrt(_variances[i]) : 0;
            }

            Array.Sort(_shocks);
        }

        GarchForecast.Fill(
            _setup, mean, deviation, _parameters ?? default, _filter ? _shocks : [], valuesAtRisk, shortfalls);
        return deviation > 0;
    }

    private bool TryFit(ReadOnlySpan<double> window)
    {
        try
        {
            if (_search is null)
            {
                Ewma.Fill(window, _options.VolatilityDecayRatio, _ewmaStart, _variances);
            }
            else if (_parameters is not { } standing || ++_age >= _options.RefitSteps)
            {
                _parameters = _search.Fit(window, _parameters, polish: false);
                _age = 0;
            }
            else
            {
                MoveOn(window, standing);
            }

            return true;
        }
        catch (ModelInputException)
        {
            // The window is one the model does not take: the step counts as refused.
            return false;
        }
    }

    /// <summary>The variances of the window one step on, under the parameters that stand.</summary>
    private void MoveOn(ReadOnlySpan<double> window, in GarchParameters standing)
    {
        Array.Copy(_variances, 1, _variances, 0, _variances.Length - 1);
        _variances[^1] = standing.Next(window[^1] - standing.Mean, _variances[^2]);
    }
}
