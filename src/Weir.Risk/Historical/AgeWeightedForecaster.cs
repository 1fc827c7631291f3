using Weir.Risk.Rolling;

namespace Weir.Risk.Historical;

/// <summary>Age-weighted historical simulation: the window's weights are the same at every step, only their order
/// changes.</summary>
internal sealed class AgeWeightedForecaster : Forecaster
{
    private readonly Confidence[] _levels;
    private readonly double[] _byAge;
    private readonly double[] _sorted;
    private readonly double[] _weights;

    public AgeWeightedForecaster(Confidence[] levels, RollingOptions options)
    {
        _levels = levels;
        double decay = Check.Inside(AgeWeighted.Model, nameof(options.AgeDecayRatio), options.AgeDecayRatio, 0, 1);
        _byAge = AgeWeighted.Weights(options.WindowSteps, decay);
        _sorted = new double[options.WindowSteps];
        _weights = new double[options.WindowSteps];
    }

    public override bool TryForecast(
        ReadOnlySpan<double> returns, int next, Span<double> valuesAtRisk, Span<double> shortfalls)
    {
        returns.Slice(next - _sorted.Length, _sorted.Length).CopyTo(_sorted);
        _byAge.CopyTo(_weights, 0);
        Array.Sort(_sorted, _weights);
        for (int level = 0; level < _levels.Length; level++)
        {
            (double quantile, double shortfall) = AgeWeighted.Tail(_sorted, _weights, _levels[level].TailRatio);
            valuesAtRisk[level] = -quantile;
            shortfalls[level] = -shortfall;
        }

        return true;
    }
}
