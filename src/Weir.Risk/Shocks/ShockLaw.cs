using Weir.Risk.Garch;

namespace Weir.Risk.Shocks;

/// <summary>A distribution of standardised shocks: mean zero, variance one.</summary>
internal abstract class ShockLaw
{
    /// <summary>The law that these parameters name.</summary>
    public static ShockLaw Of(in GarchParameters p) =>
        p.Shape is { } shape ? new GeneralizedErrorLaw(shape)
        : p.DegreesOfFreedom is not { } degrees ? NormalLaw.Instance
        : p.Skew is { } skew ? new SkewedStudentTLaw(degrees, skew) : new StudentTLaw(degrees);

    /// <summary>E|z|.</summary>
    public double MeanAbsolute => -2 * LowerMoment(0);

    /// <summary>ln f(z).</summary>
    public abstract double LogDensity(double z);

    /// <summary>d ln f/dz.</summary>
    public abstract double Score(double z);

    /// <summary>The quantile at a probability between 0 and 1.</summary>
    public abstract double Quantile(double probability);

    /// <summary>E[z; z below a bound], zero or below.</summary>
    public abstract double LowerMoment(double bound);

    /// <summary>Expected shortfall of the tail, as a loss.</summary>
    public double Shortfall(double tailRatio) => -LowerMoment(Quantile(tailRatio)) / tailRatio;
}
