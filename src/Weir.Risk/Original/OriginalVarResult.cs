namespace Weir.Risk.Original;

/// <summary>The original platform's VaR result; money in dollars.</summary>
/// <param name="ConfidenceRatio">Confidence.</param>
/// <param name="HorizonDays">Horizon.</param>
/// <param name="VarUsd">Value at risk.</param>
/// <param name="CvarUsd">Expected shortfall.</param>
/// <param name="ReturnsUsed">Returns that were not missing.</param>
public sealed record OriginalVarResult(
    double ConfidenceRatio, int HorizonDays, double VarUsd, double CvarUsd, int ReturnsUsed)
{
    /// <summary>The original's name of the method.</summary>
    public string Method { get; } = "historical_simulation";
}
