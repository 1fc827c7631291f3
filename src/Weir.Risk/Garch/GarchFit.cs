namespace Weir.Risk.Garch;

/// <summary>A GARCH model fitted by maximum likelihood, in the units of the returns.</summary>
public sealed record GarchFit
{
    public required GarchParameters Parameters { get; init; }

    /// <summary>Sum of log densities, constants included.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>σ²ₜ of every observation, and last that of the next step.</summary>
    public required IReadOnlyList<double> Variances { get; init; }

    /// <summary>(rₜ − μ)/σₜ.</summary>
    public required IReadOnlyList<double> StandardisedResiduals { get; init; }

    /// <summary>Names of the parameters, in the order of the standard errors.</summary>
    public required IReadOnlyList<string> ParameterNames { get; init; }

    /// <summary>From the observed information; empty when a parameter lies on its bound.</summary>
    public required IReadOnlyList<double> StandardErrors { get; init; }

    /// <summary>Bollerslev and Wooldridge's sandwich; empty when a parameter lies on its bound.</summary>
    public required IReadOnlyList<double> RobustStandardErrors { get; init; }

    public required GarchOptions Options { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>μ of the step after the last observation: with an autoregression it moves with the last
    /// return.</summary>
    public required double NextMean { get; init; }

    /// <summary>The last return, which an autoregression goes on from.</summary>
    public required double LastReturn { get; init; }

    /// <summary>σ² of the step after the last observation.</summary>
    public double NextVariance => Variances[^1];
}
