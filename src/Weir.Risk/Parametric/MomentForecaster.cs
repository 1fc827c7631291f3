using Weir.Risk.Numerics;
using Weir.Risk.Rolling;

namespace Weir.Risk.Parametric;

/// <summary>Normal and Cornish-Fisher forecasts from power sums that move with the window.</summary>
internal sealed class MomentForecaster : Forecaster
{
    private readonly Confidence[] _levels;
    private readonly RollingOptions _options;
    private readonly bool _expand;
    private readonly double[] _z;
    private readonly PowerSums _sums = new();

    public MomentForecaster(Confidence[] levels, RollingOptions options, bool expand)
    {
        _levels = levels;
        _options = options;
        _expand = expand;
        _z = Array.ConvertAll(levels, level => Gaussian.Quantile(level.TailRatio));
    }

    public override bool TryForecast(
        ReadOnlySpan<double> returns, int next, Span<double> valuesAtRisk, Span<double> shortfalls)
    {
        int window = _options.WindowSteps;
        Moments moments = _sums.Move(returns, next - window, window);
        if (!(moments.PopulationVariance > 0)
            || (_expand && !CornishFisher.IsMonotone(moments.Skewness, moments.ExcessKurtosis)))
        {
            return false;
        }

        double deviation = moments.StandardDeviation(_expand ? MomentDivisor.Population : MomentDivisor.Sample, window);
        for (int level = 0; level < _levels.Length; level++)
        {
            double z = _z[level];
            double density = Gaussian.Density(z) / _levels[level].TailRatio;
            valuesAtRisk[level] = -(moments.Mean + (
                deviation * (_expand ? CornishFisher.Expand(z, moments.Skewness, moments.ExcessKurtosis) : z)));
            double bracket = _expand ? CornishFisher.ShortfallBracket(z, moments.Skewness, moments.ExcessKurtosis) : 1;
            shortfalls[level] = (deviation * density * bracket) - moments.Mean;
        }

        return true;
    }
}
