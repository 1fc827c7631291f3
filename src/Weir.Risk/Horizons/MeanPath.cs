using Weir.Risk.Garch;

namespace Weir.Risk.Horizons;

/// <summary>The mean of each step of a path: μ + φ times the return before.</summary>
/// <param name="Constant">μ.</param>
/// <param name="Autoregression">φ, zero for a mean that stands.</param>
/// <param name="Last">The last return observed.</param>
internal readonly record struct MeanPath(double Constant, double Autoregression = 0, double Last = 0)
{
    public static MeanPath Of(GarchFit fit) => new(fit.Parameters.Mean, fit.Parameters.Autoregression, fit.LastReturn);

    /// <summary>The mean of the step after a return.</summary>
    public double After(double last) => Constant + (Autoregression * last);
}
