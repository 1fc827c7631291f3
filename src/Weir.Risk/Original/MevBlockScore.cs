namespace Weir.Risk.Original;

/// <summary>The original platform's MEV score of a block, 0 to 100, rounded to two decimals as it does.</summary>
public sealed record MevBlockScore(
    long BlockNumber, double MevScore, double SandwichRisk, double FrontrunRisk, int BackrunOpportunities);
