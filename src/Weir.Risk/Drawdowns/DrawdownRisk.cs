namespace Weir.Risk.Drawdowns;

/// <summary>The drawdowns of a series.</summary>
public sealed record DrawdownRisk
{
    public required double ConfidenceRatio { get; init; }

    /// <summary>The largest.</summary>
    public required double Maximum { get; init; }

    /// <summary>Returns up to the peak and the trough of the largest: the peak is after this many returns, the trough
    /// after that many.</summary>
    public required (int Peak, int Trough) MaximumAt { get; init; }

    /// <summary>The mean over all steps.</summary>
    public required double Mean { get; init; }

    /// <summary>The drawdown that is exceeded on one minus the confidence of the steps: their type-7
    /// quantile.</summary>
    public required double DrawdownAtRisk { get; init; }

    /// <summary>CDaR: the mean of the worst n·α drawdowns exactly, the last in part.</summary>
    public required double ConditionalDrawdown { get; init; }

    /// <summary>The drawdown at the end.</summary>
    public required double Current { get; init; }

    /// <summary>The longest run of steps below a peak.</summary>
    public required int LongestSteps { get; init; }

    public required int Observations { get; init; }

    public required IReadOnlyList<Convention> Conventions { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }
}
