using Weir.Core.Errors;
using Weir.Risk.Numerics;
using Weir.Risk.Rolling;

namespace Weir.Risk.Parametric;

/// <summary>A t fitted to the window, each fit from the one before; between refits it stands.</summary>
internal sealed class StudentTForecaster(Confidence[] levels, RollingOptions options) : Forecaster
{
    private readonly StudentTSearch _search = new(options.WindowSteps);
    private StudentTFit? _fit;
    private int _age;

    public override bool TryForecast(
        ReadOnlySpan<double> returns, int next, Span<double> valuesAtRisk, Span<double> shortfalls)
    {
        if (_fit is null || ++_age >= options.RefitSteps)
        {
            try
            {
                _fit = _search.Fit(returns.Slice(next - options.WindowSteps, options.WindowSteps), _fit);
                _age = 0;
            }
            catch (ModelInputException)
            {
                // The window is one the model does not take: the step counts as refused.
                return false;
            }
        }

        StudentTFit fit = _fit.Value;
        if (fit.DegreesOfFreedom <= 1)
        {
            return false;
        }

        for (int level = 0; level < levels.Length; level++)
        {
            double t = StudentT.Quantile(levels[level].TailRatio, fit.DegreesOfFreedom);
            valuesAtRisk[level] = -(fit.Location + (fit.Scale * t));
            shortfalls[level] = (fit.Scale * StudentTRisk.ShortfallOfStandard(
                t, fit.DegreesOfFreedom, levels[level].TailRatio)) - fit.Location;
        }

        return true;
    }
}
