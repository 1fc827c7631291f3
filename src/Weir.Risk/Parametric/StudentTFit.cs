namespace Weir.Risk.Parametric;

/// <summary>A t distribution fitted by maximum likelihood.</summary>
/// <param name="Location">The location, in returns.</param>
/// <param name="Scale">The scale, in returns; the standard deviation is scale·√(ν/(ν−2)), where ν is above 2.</param>
/// <param name="DegreesOfFreedom">ν.</param>
/// <param name="LogLikelihood">The log-likelihood at its maximum.</param>
public readonly record struct StudentTFit(double Location, double Scale, double DegreesOfFreedom, double LogLikelihood)
{
    /// <summary>Whether ν ran into the bound: the sample has no heavier tails than a normal one.</summary>
    public bool IsNormalLimit => DegreesOfFreedom >= StudentTSearch.MostDegreesOfFreedom * 0.999;

    /// <summary>The fit of these returns.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than five returns, one not finite, a constant
    /// series.</exception>
    public static StudentTFit Of(ReadOnlySpan<double> returns) => new StudentTSearch(returns.Length).Fit(returns, null);
}
