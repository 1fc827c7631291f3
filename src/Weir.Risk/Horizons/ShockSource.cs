namespace Weir.Risk.Horizons;

/// <summary>The quantile function of the standardised shocks that a path is drawn with.</summary>
internal readonly record struct ShockSource(Func<double, double> Quantile)
{
    public static ShockSource Normal { get; } = new(Numerics.Gaussian.Quantile);

    /// <summary>t at unit variance.</summary>
    public static ShockSource StudentT(double degrees)
    {
        double scale = Math.Sqrt((degrees - 2) / degrees);
        return new(u => scale * Numerics.StudentT.Quantile(u, degrees));
    }

    /// <summary>Drawn with replacement.</summary>
    public static ShockSource Bootstrap(double[] shocks) => new(u => shocks[(int)(u * shocks.Length)]);
}
