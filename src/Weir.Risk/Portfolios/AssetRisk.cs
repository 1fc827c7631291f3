namespace Weir.Risk.Portfolios;

/// <summary>One asset's part in a portfolio's risk; losses positive.</summary>
/// <param name="Weight">Its weight.</param>
/// <param name="StandaloneValueAtRisk">VaR of the weighted asset alone.</param>
/// <param name="StandaloneExpectedShortfall">ES of the weighted asset alone.</param>
/// <param name="MarginalValueAtRisk">∂VaR/∂weight.</param>
/// <param name="ComponentValueAtRisk">weight·marginal; null where the model has no derivative.</param>
/// <param name="MarginalExpectedShortfall">∂ES/∂weight.</param>
/// <param name="ComponentExpectedShortfall">weight·marginal.</param>
/// <param name="IncrementalValueAtRisk">VaR of the portfolio minus that without the asset, the other weights as they
/// are.</param>
/// <param name="IncrementalExpectedShortfall">The same of ES.</param>
public sealed record AssetRisk(
    double Weight,
    double StandaloneValueAtRisk,
    double StandaloneExpectedShortfall,
    double MarginalValueAtRisk,
    double ComponentValueAtRisk,
    double MarginalExpectedShortfall,
    double ComponentExpectedShortfall,
    double IncrementalValueAtRisk,
    double IncrementalExpectedShortfall);
