using Weir.Risk.Numerics;
using Weir.Risk.Returns;

namespace Weir.Risk.MonteCarlo;

/// <summary>A checked portfolio, ready to be drawn: marginals, the copula's factor and maps.</summary>
internal sealed class PortfolioModel
{
    private const string Model = MonteCarloRisk.Model;

    public PortfolioModel(
        ReadOnlySpan<double> weights, IReadOnlyList<Marginal> marginals, ReadOnlySpan<double> correlation,
        MonteCarloOptions options)
    {
        int n = weights.Length;
        if (n == 0)
        {
            throw Refusal.TooFew(Model, 0, 1);
        }

        Check.SameLength(Model, "weights", n, "marginals", marginals.Count);
        Check.SameLength(Model, "weights squared", n * n, "correlations", correlation.Length);
        Check.Finite(Model, weights);
        Check.Finite(Model, correlation);
        CopulaDegrees = options.CopulaDegreesOfFreedom is { } nu
            ? Check.Positive(Model, "copulaDegreesOfFreedom", nu) : null;
        HorizonSteps = Check.AtLeast(Model, "horizonSteps", options.HorizonSteps, 1);
        Kind = options.Kind;
        Weights = weights.ToArray();
        Marginals = [.. marginals];
        Factor = correlation.ToArray();
        for (int i = 0; i < n; i++)
        {
            if (Math.Abs(Factor[(i * n) + i] - 1) > 1e-9)
            {
                throw Refusal.Input(Model, "correlation of an asset with itself", Factor[(i * n) + i], "of 1");
            }

            _ = Check.NotNegative(Model, "scale", marginals[i].Scale);
            Check.Finite(Model, [marginals[i].Location]);
            if (marginals[i].DegreesOfFreedom is { } degrees)
            {
                _ = Check.Positive(Model, "degreesOfFreedom", degrees);
            }
        }

        if (!Cholesky.TryFactor(Factor, n, out int failed))
        {
            throw Refusal.Singular(Model, failed);
        }

        Dictionary<double, CopulaMap?> made = [];
        Maps = new CopulaMap?[n];
        for (int i = 0; i < n; i++)
        {
            double key = marginals[i].DegreesOfFreedom ?? 0;
            if (!made.TryGetValue(key, out CopulaMap? map))
            {
                map = CopulaMap.Of(CopulaDegrees, marginals[i].DegreesOfFreedom);
                made[key] = map;
            }

            Maps[i] = map;
        }
    }

    public int Assets => Weights.Length;

    public int HorizonSteps { get; }

    public ReturnKind Kind { get; }

    public double? CopulaDegrees { get; }

    public double[] Weights { get; }

    public Marginal[] Marginals { get; }

    /// <summary>L of the correlation matrix, row by row.</summary>
    public double[] Factor { get; }

    public CopulaMap?[] Maps { get; }
}
