namespace Weir.Risk.ExtremeValue;

/// <summary>A generalized Pareto distribution fitted to excesses by maximum likelihood.</summary>
public sealed record GeneralizedParetoFit
{
    internal const string Model = "evt-pot";

    /// <summary>ξ; above 0 the tail is a power law, from 1 on it has no mean.</summary>
    public required double Shape { get; init; }

    /// <summary>β, in the units of the losses.</summary>
    public required double Scale { get; init; }

    public required double LogLikelihood { get; init; }

    /// <summary>Standard errors of ξ and β, null where the information is singular (ξ at or below −½).</summary>
    public required double? ShapeStandardError { get; init; }

    public required double? ScaleStandardError { get; init; }

    /// <summary>The fit of excesses over a threshold, all above zero.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than ten excesses, all the same, or no maximum with ξ
    /// above −1.</exception>
    public static GeneralizedParetoFit Of(
        ReadOnlySpan<double> excesses, InformationKind information = InformationKind.Observed)
    {
        GeneralizedParetoSearch search = new(excesses.Length);
        (double shape, double scale, double logLikelihood) = search.Fit(excesses);
        (double? shapeError, double? scaleError) = shape <= -0.5
            ? (null, null)
            : information == InformationKind.Expected
                ? ((1 + shape) / Math.Sqrt(excesses.Length), scale * Math.Sqrt(2 * (1 + shape) / excesses.Length))
                : search.Errors(shape, scale);
        return new GeneralizedParetoFit
        {
            Shape = shape,
            Scale = scale,
            LogLikelihood = logLikelihood,
            ShapeStandardError = shapeError,
            ScaleStandardError = scaleError,
        };
    }
}
