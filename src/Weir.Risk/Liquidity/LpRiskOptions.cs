using Weir.Risk.Historical;

namespace Weir.Risk.Liquidity;

/// <summary>What comes on top of the positions' own value.</summary>
public sealed record LpRiskOptions
{
    /// <summary>Fee of the pool, 0.003 for 30 bps.</summary>
    public double FeeRatio { get; init; }

    /// <summary>Volume over position value in the horizon, while in range.</summary>
    public double TurnoverRatio { get; init; }

    /// <summary>Which expected shortfall of the scenarios.</summary>
    public ShortfallForm Shortfall { get; init; } = ShortfallForm.RockafellarUryasev;

    /// <summary>Where base tokens are sold on leaving; null to value them at the price.</summary>
    public ExitPool? Exit { get; init; }
}
