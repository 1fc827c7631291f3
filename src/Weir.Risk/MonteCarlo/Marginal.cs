namespace Weir.Risk.MonteCarlo;

/// <summary>The distribution of one asset's return.</summary>
/// <param name="Location">Mean of a normal, location of a t.</param>
/// <param name="Scale">Standard deviation of a normal, scale of a t (its deviation is scale·√(ν/(ν−2))); zero or
/// more.</param>
/// <param name="DegreesOfFreedom">ν of a t, null for a normal.</param>
public sealed record Marginal(double Location, double Scale, double? DegreesOfFreedom = null);
