namespace Weir.Risk.Rolling;

/// <summary>A model that moves along a series by one return at a time.</summary>
internal abstract class Forecaster
{
    /// <summary>Fills VaR and ES of the return at <paramref name="next"/>, a level each, from those before it; false
    /// where the model refuses.</summary>
    public abstract bool TryForecast(
        ReadOnlySpan<double> returns, int next, Span<double> valuesAtRisk, Span<double> shortfalls);
}
