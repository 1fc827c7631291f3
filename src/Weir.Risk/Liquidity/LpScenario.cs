namespace Weir.Risk.Liquidity;

/// <summary>A price move: simple returns of both tokens in dollars.</summary>
public readonly record struct LpScenario(double BaseReturnRatio, double QuoteReturnRatio);
