using Weir.Risk.Returns;

namespace Weir.Risk.MonteCarlo;

/// <summary>The choices of a Monte Carlo simulation.</summary>
public sealed record MonteCarloOptions
{
    /// <summary>ν of the t-copula; null for the Gaussian copula.</summary>
    public double? CopulaDegreesOfFreedom { get; init; }

    public int Paths { get; init; } = 100_000;

    public ulong Seed { get; init; } = 1;

    /// <summary>Steps ahead; each step is drawn anew, and an asset's steps add or compound by
    /// <see cref="Kind"/>.</summary>
    public int HorizonSteps { get; init; } = 1;

    /// <summary>How an asset's steps aggregate. The portfolio's return is always Σ wᵢ·(simple return of asset
    /// i).</summary>
    public ReturnKind Kind { get; init; }

    /// <summary>Also estimate each asset's share of the expected shortfall (a second pass over the same
    /// paths).</summary>
    public bool Components { get; init; }
}
