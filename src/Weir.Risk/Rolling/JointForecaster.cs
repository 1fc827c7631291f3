using Weir.Core.Errors;
using Weir.Risk.Models;
using Weir.Risk.Portfolios;

namespace Weir.Risk.Rolling;

/// <summary>Forecasts from the assets' joint returns, fitted to each window; between refits they stand.</summary>
internal abstract class JointForecaster(ForecastSetup setup) : Forecaster
{
    private readonly double[] _valuesAtRisk = new double[setup.Levels.Length];
    private readonly double[] _shortfalls = new double[setup.Levels.Length];
    private readonly ReturnTable _assets = setup.Assets ?? throw new ArgumentException(
        "A joint model needs the assets.", nameof(setup));
    private bool _isFitted;
    private int _age;

    /// <summary>Confidences, options and weights.</summary>
    protected ForecastSetup Setup { get; } = setup;

    public override bool TryForecast(
        ReadOnlySpan<double> returns, int next, Span<double> valuesAtRisk, Span<double> shortfalls)
    {
        if (!_isFitted || ++_age >= Setup.Options.RefitSteps)
        {
            try
            {
                Fit(_assets.Window(
                    next - Setup.Options.WindowSteps, Setup.Options.WindowSteps), _valuesAtRisk, _shortfalls);
                _isFitted = true;
                _age = 0;
            }
            catch (ModelInputException)
            {
                // The window is one the model does not take: the step counts as refused.
                return false;
            }
        }

        _valuesAtRisk.CopyTo(valuesAtRisk);
        _shortfalls.CopyTo(shortfalls);
        return true;
    }

    /// <summary>Fills VaR and ES of the step after a window, a level each.</summary>
    protected abstract void Fit(ReturnTable window, Span<double> valuesAtRisk, Span<double> shortfalls);
}
