using Weir.Risk.Garch;
using Weir.Risk.Historical;
using Weir.Risk.Horizons;
using Weir.Risk.Volatility;

namespace Weir.Risk.FilteredHistorical;

/// <summary>The choices of filtered historical simulation.</summary>
public sealed record FilteredHistoricalOptions
{
    public FilterKind Filter { get; init; }

    public Innovation Innovation { get; init; }

    public VarianceStart Start { get; init; }

    public bool ZeroMean { get; init; }

    /// <summary>The whole of a GARCH filter, where the four choices above do not say enough.</summary>
    public GarchOptions? Garch { get; init; }

    /// <summary>λ of the EWMA filter.</summary>
    public double DecayRatio { get; init; } = 0.94;

    public EwmaStart EwmaStart { get; init; }

    public QuantileType Quantile { get; init; }

    public ShortfallForm Shortfall { get; init; }

    public HorizonOptions Horizon { get; init; } = HorizonOptions.OneStep;
}
