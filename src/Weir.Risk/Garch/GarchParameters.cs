namespace Weir.Risk.Garch;

/// <summary>σ²ₜ = ω + (α + γ·[εₜ₋₁ ≤ 0])·ε²ₜ₋₁ + β·σ²ₜ₋₁, rₜ = μ + εₜ.</summary>
/// <param name="Mean">μ, in returns.</param>
/// <param name="Omega">ω, in squared returns, above zero.</param>
/// <param name="Alpha">α, zero or more.</param>
/// <param name="Gamma">γ, zero in a plain GARCH; α + γ is zero or more.</param>
/// <param name="Beta">β, zero or more.</param>
/// <param name="DegreesOfFreedom">ν of t innovations, null for normal ones.</param>
public readonly record struct GarchParameters(double Mean, double Omega, double Alpha, double Gamma, double Beta, double? DegreesOfFreedom)
{
    /// <summary>α + γ/2 + β: how much of a shock to the variance is left after a step.</summary>
    public double Persistence => Alpha + (0.5 * Gamma) + Beta;

    /// <summary>The long-run variance ω/(1 − persistence), null when the persistence is 1 or more.</summary>
    public double? UnconditionalVariance => Persistence < 1 ? Omega / (1 - Persistence) : null;

    /// <summary>The variance that follows a shock.</summary>
    public double Next(double shock, double variance) =>
        Omega + ((shock > 0 ? Alpha : Alpha + Gamma) * shock * shock) + (Beta * variance);
}
