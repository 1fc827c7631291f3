namespace Weir.Risk.Portfolios;

/// <summary>A portfolio's risk and what each asset has to do with it. Losses positive; components add up to the
/// whole.</summary>
public sealed record PortfolioRisk
{
    public required string Model { get; init; }

    public required double ConfidenceRatio { get; init; }

    public required double ValueAtRisk { get; init; }

    public required double ExpectedShortfall { get; init; }

    public required IReadOnlyList<AssetRisk> Assets { get; init; }

    /// <summary>Σ of the assets' own VaR minus the portfolio's.</summary>
    public required double DiversificationValueAtRisk { get; init; }

    /// <summary>Σ of the assets' own ES minus the portfolio's; never below zero for a coherent estimate.</summary>
    public required double DiversificationExpectedShortfall { get; init; }

    public required IReadOnlyList<Convention> Conventions { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];
}
