namespace Weir.Risk.Liquidity;

/// <summary>The risk of liquidity positions in dollars, losses positive.</summary>
/// <param name="ConfidenceRatio">Confidence.</param>
/// <param name="ValueUsd">Value today, before leaving.</param>
/// <param name="ExitValueUsd">What leaving today brings: the value less the cost of selling the base tokens.</param>
/// <param name="ValueAtRiskUsd">VaR, a loss against <paramref name="ExitValueUsd"/>.</param>
/// <param name="ExpectedShortfallUsd">ES.</param>
/// <param name="HoldValueAtRiskUsd">VaR of the tokens, had they been held.</param>
/// <param name="HoldExpectedShortfallUsd">ES of the tokens held.</param>
/// <param name="DeltaValueAtRiskUsd">What a linear approximation of the positions would have said: too small.</param>
/// <param name="ImpermanentLossValueAtRiskUsd">VaR of the impermanent loss alone: minus its type-7 quantile over the
/// scenarios.</param>
/// <param name="ImpermanentLossShortfallUsd">ES of the impermanent loss alone.</param>
/// <param name="MeanFeesUsd">Mean fees over the scenarios.</param>
/// <param name="MeanImpermanentLossUsd">Mean of position less held tokens, zero or below.</param>
/// <param name="MeanExitCostUsd">Mean cost of selling the base tokens.</param>
/// <param name="Scenarios">How many scenarios.</param>
/// <param name="Conventions">What was chosen.</param>
/// <param name="Warnings">What to know.</param>
public sealed record LpRisk(
    double ConfidenceRatio,
    double ValueUsd,
    double ExitValueUsd,
    double ValueAtRiskUsd,
    double ExpectedShortfallUsd,
    double HoldValueAtRiskUsd,
    double HoldExpectedShortfallUsd,
    double DeltaValueAtRiskUsd,
    double ImpermanentLossValueAtRiskUsd,
    double ImpermanentLossShortfallUsd,
    double MeanFeesUsd,
    double MeanImpermanentLossUsd,
    double MeanExitCostUsd,
    int Scenarios,
    IReadOnlyList<Convention> Conventions,
    IReadOnlyList<string> Warnings);
