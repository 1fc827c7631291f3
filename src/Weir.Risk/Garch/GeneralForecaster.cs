using Weir.Core.Errors;
using Weir.Risk.Models;
using Weir.Risk.Rolling;

namespace Weir.Risk.Garch;

/// <summary>Forecasts of the general GARCH models: refits start from the fit before, between refits the window is
/// filtered anew.</summary>
internal sealed class GeneralForecaster(ForecastSetup setup, GarchOptions garch, bool filter) : Forecaster
{
    private readonly GeneralSearch _search = new(setup.Options.WindowSteps, garch);
    private readonly double[] _shocks = new double[setup.Options.WindowSteps];
    private GarchParameters? _parameters;
    private int _age;

    public override bool TryForecast(
        ReadOnlySpan<double> returns, int next, Span<double> valuesAtRisk, Span<double> shortfalls)
    {
        ReadOnlySpan<double> window = returns.Slice(next - setup.Options.WindowSteps, setup.Options.WindowSteps);
        try
        {
            if (_parameters is not { } standing || ++_age >= setup.Options.RefitSteps)
            {
                _parameters = _search.Fit(window, _parameters, polish: false);
                _age = 0;
            }
            else
            {
                _search.Follow(window, standing);
            }

            if (!_search.IsSane)
            {
                // The parameters do not suit this window: fit it afresh, and refuse where that does not help.
                _parameters = _search.Fit(window, null, polish: false);
                _age = 0;
                if (!_search.IsSane)
                {
                    _parameters = null;
                    return false;
                }
            }
        }
        catch (ModelInputException)
        {
            // The window is one the model does not take: the step counts as refused.
            return false;
        }

        GarchParameters p = _parameters.Value;
        double mean = p.Mean + (p.Autoregression * window[^1]);
        double deviation = _search.Unit * Math.Sqrt(_search.Likelihood.Variances[^1]);
        if (filter)
        {
            Residuals();
        }

        GarchForecast.Fill(setup, mean, deviation, p, filter ? _shocks : [], valuesAtRisk, shortfalls);
        return deviation > 0 && double.IsFinite(deviation);
    }

    private void Residuals()
    {
        ReadOnlySpan<double> shocks = _search.Likelihood.Shocks;
        ReadOnlySpan<double> variances = _search.Likelihood.Variances;
        for (int i = 0; i < _shocks.Length; i++)
        {
            _shocks[i] = shocks[i] / Math.Sqrt(variances[i]);
        }

        Array.Sort(_shocks);
    }
}
