namespace Weir.Risk.Garch;

/// <summary>σ²ₜ = ω + (α + γ·[εₜ₋₁ ≤ 0])·ε²ₜ₋₁ + β·σ²ₜ₋₁, rₜ = μ + εₜ.</summary>
/// <param name="Mean">μ, in returns.</param>
/// <param name="Omega">ω, in squared returns, above zero; of an EGARCH in their logarithm.</param>
/// <param name="Alpha">α, zero or more.</param>
/// <param name="Gamma">γ, zero in a plain GARCH; α + γ is zero or more.</param>
/// <param name="Beta">β, zero or more.</param>
/// <param name="DegreesOfFreedom">ν of t innovations, null for normal ones.</param>
public readonly record struct GarchParameters(
    double Mean, double Omega, double Alpha, double Gamma, double Beta, double? DegreesOfFreedom)
{
    /// <summary>α₂, of the shock before the last.</summary>
    public double Alpha2 { get; init; }

    /// <summary>γ₂.</summary>
    public double Gamma2 { get; init; }

    /// <summary>β₂, of the variance before the last.</summary>
    public double Beta2 { get; init; }

    /// <summary>φ of rₜ = μ + φrₜ₋₁ + εₜ.</summary>
    public double Autoregression { get; init; }

    /// <summary>ξ of a skewed t, null for a law that is not skewed.</summary>
    public double? Skew { get; init; }

    /// <summary>ν of the generalized error distribution, null for another law.</summary>
    public double? Shape { get; init; }

    /// <summary>Whether it is an EGARCH: ln σ²ₜ = ω + α(|zₜ₋₁| − E|z|) + γzₜ₋₁ + β ln σ²ₜ₋₁.</summary>
    public bool IsExponential { get; init; }

    /// <summary>How much of a shock to the variance (of an EGARCH: to its logarithm) is left after a step: Σα + Σγ/2 +
    /// Σβ, or β.</summary>
    public double Persistence =>
        IsExponential ? Beta : Alpha + (0.5 * Gamma) + Beta + (Alpha2 + (0.5 * Gamma2) + Beta2);

    /// <summary>The long-run variance ω/(1 − persistence), null when the persistence is 1 or more, and of an
    /// EGARCH.</summary>
    public double? UnconditionalVariance => Persistence < 1 && !IsExponential ? Omega / (1 - Persistence) : null;

    /// <summary>The variance that follows a shock.</summary>
    public double Next(double shock, double variance) =>
        Omega + ((shock > 0 ? Alpha : Alpha + Gamma) * shock * shock) + (Beta * variance);
}
