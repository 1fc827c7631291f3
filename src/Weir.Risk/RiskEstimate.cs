namespace Weir.Risk;

/// <summary>Value at risk and expected shortfall of one series by one model, with every convention it rests
/// on.</summary>
/// <remarks>Both are losses: positive when money is lost, in the units of the returns (0.05 is five percent).</remarks>
public sealed record RiskEstimate
{
    /// <summary>The model's name in docs/risk.md.</summary>
    public required string Model { get; init; }

    /// <summary>Probability that the loss stays below <see cref="ValueAtRisk"/>, between 0 and 1, both
    /// excluded.</summary>
    public required double ConfidenceRatio { get; init; }

    /// <summary>The loss that is exceeded with probability one minus the confidence.</summary>
    public required double ValueAtRisk { get; init => field = NoMinusZero(value); }

    /// <summary>The mean loss beyond it, or null where the model has none (<see cref="Warnings"/> says why).</summary>
    public required double? ExpectedShortfall { get; init => field = value is { } loss ? NoMinusZero(loss) : null; }

    /// <summary>How many returns it rests on.</summary>
    public required int Observations { get; init; }

    /// <summary>How many steps of the series the figures look ahead.</summary>
    public int HorizonSteps { get; init; } = 1;

    /// <summary>Standard error of the value at risk where it was simulated; null where it is exact for the
    /// model.</summary>
    public double? ValueAtRiskStandardError { get; init; }

    /// <summary>Standard error of the expected shortfall where it was simulated.</summary>
    public double? ExpectedShortfallStandardError { get; init; }

    /// <summary>Fitted parameters and statistics of the model.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>What was chosen where referees differ.</summary>
    public IReadOnlyList<Convention> Conventions { get; init; } = [];

    /// <summary>What a reader must know before he relies on the figures.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The figure of this name, which must be there.</summary>
    public double this[string figure]
    {
        get
        {
            foreach (Figure candidate in Figures)
            {
                if (candidate.Name == figure)
                {
                    return candidate.Value;
                }
            }

            throw new ArgumentOutOfRangeException(nameof(figure), figure, "The estimate has no such figure.");
        }
    }

    private static double NoMinusZero(double loss) => loss + 0.0;
}
