namespace Weir.Risk.ExtremeValue;

/// <summary>A loss distribution's tail above a threshold u: generalized Pareto with ξ and β (McNeil and Frey
/// 2000).</summary>
/// <param name="Threshold">u, a loss.</param>
/// <param name="Shape">ξ.</param>
/// <param name="Scale">β, in losses.</param>
/// <param name="ExceedanceRatio">Share of all losses that lie above u.</param>
internal readonly record struct ParetoTail(double Threshold, double Shape, double Scale, double ExceedanceRatio)
{
    /// <summary>The loss that this share of the exceedances, 0 to 1, lies above.</summary>
    public double Quantile(double share) => Threshold + (Math.Abs(Shape) < 1e-9
        ? -Scale * Math.Log(share)
        : Scale / Shape * (Math.Pow(share, -Shape) - 1));

    /// <summary>Mean loss beyond a quantile; for ξ below 1.</summary>
    public double Shortfall(double quantile) => (quantile + Scale - (Shape * Threshold)) / (1 - Shape);
}
