using Weir.Core.Errors;
using Weir.Risk.ExtremeValue;
using Weir.Risk.Historical;
using Weir.Risk.Parametric;

namespace Weir.Risk.Rolling;

/// <summary>Models that look at the whole window every time; a fitted t distribution starts from the one before.</summary>
internal sealed class WindowForecaster(Confidence[] levels, RollingOptions options, ForecastModel model) : Forecaster
{
    private readonly PeaksOverThresholdOptions _threshold = new() { ThresholdRatio = options.ThresholdRatio };
    private StudentTFit? _fit;
    private int _age;

    public override bool TryForecast(ReadOnlySpan<double> returns, int next, Span<double> valuesAtRisk, Span<double> shortfalls)
    {
        ReadOnlySpan<double> window = returns.Slice(next - options.WindowSteps, options.WindowSteps);
        try
        {
            if (model == ForecastModel.StudentT && (_fit is null || ++_age >= options.RefitSteps))
            {
                _fit = StudentTFit.Of(window, _fit);
                _age = 0;
            }

            for (int level = 0; level < levels.Length; level++)
            {
                RiskEstimate estimate = Estimate(window, levels[level]);
                if (estimate.ExpectedShortfall is not { } shortfall)
                {
                    return false;
                }

                valuesAtRisk[level] = estimate.ValueAtRisk;
                shortfalls[level] = shortfall;
            }

            return true;
        }
        catch (ModelInputException)
        {
            // The window is one the model does not take: the step counts as refused.
            return false;
        }
    }

    private RiskEstimate Estimate(ReadOnlySpan<double> window, Confidence level) => model switch
    {
        ForecastModel.StudentT => StudentTRisk.Estimate(_fit!, window.Length, level, null),
        ForecastModel.ExtremeValue => PeaksOverThreshold.Estimate(window, level.Ratio, _threshold),
        _ => AgeWeighted.Estimate(window, level.Ratio, options.AgeDecayRatio),
    };
}
