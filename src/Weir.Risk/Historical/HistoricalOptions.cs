using Weir.Risk.Horizons;

namespace Weir.Risk.Historical;

/// <summary>The choices of historical simulation.</summary>
public sealed record HistoricalOptions
{
    public QuantileType Quantile { get; init; }

    public ShortfallForm Shortfall { get; init; }

    public HorizonOptions Horizon { get; init; } = HorizonOptions.OneStep;
}
