using Weir.Risk.Horizons;

namespace Weir.Risk.ExtremeValue;

/// <summary>The choices of peaks over threshold.</summary>
public sealed record PeaksOverThresholdOptions
{
    /// <summary>The type-7 quantile of the losses that is the threshold, above 0 and below 1.</summary>
    public double ThresholdRatio { get; init; } = 0.9;

    /// <summary>The threshold itself as a loss; takes the place of <see cref="ThresholdRatio"/>.</summary>
    public double? Threshold { get; init; }

    public InformationKind Information { get; init; }

    public HorizonOptions Horizon { get; init; } = HorizonOptions.OneStep;
}
