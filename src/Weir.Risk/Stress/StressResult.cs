namespace Weir.Risk.Stress;

/// <summary>A portfolio after a scenario.</summary>
/// <param name="Name">The scenario.</param>
/// <param name="ProfitUsd">Σ position·shock, a loss below zero.</param>
/// <param name="ProfitRatio">The same as a share of the positions' net value; null where that is not above
/// zero.</param>
/// <param name="RemainingUsd">Value afterwards.</param>
/// <param name="AssetProfitsUsd">Each position's part.</param>
/// <param name="WorstProfitUsd">The lowest cumulated profit on the way through a historical window; the end itself for
/// a shock.</param>
public sealed record StressResult(
    string Name, double ProfitUsd, double? ProfitRatio, double RemainingUsd, IReadOnlyList<double> AssetProfitsUsd,
    double WorstProfitUsd);
