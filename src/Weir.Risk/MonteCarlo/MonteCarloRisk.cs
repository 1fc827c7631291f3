using Weir.Core;
using Weir.Risk.Horizons;

namespace Weir.Risk.MonteCarlo;

/// <summary>Value at risk and expected shortfall of a portfolio by simulation: any marginals, a Gaussian or
/// t-copula.</summary>
public static class MonteCarloRisk
{
    internal const string Model = "monte-carlo";

    /// <summary>Paths of one random stream; the result does not depend on how many threads draw them.</summary>
    private const int StreamPaths = 64 * PathBlock.Width;

    /// <summary>The estimate.</summary>
    /// <param name="weights">Share of each asset in the portfolio's value (or its amount of money: then so are the
    /// figures).</param>
    /// <param name="marginals">Each asset's distribution of a step's return.</param>
    /// <param name="correlation">Correlation matrix of the copula, row by row, positive definite.</param>
    /// <param name="confidenceRatio">Confidence, between 0 and 1.</param>
    /// <param name="options">Copula, paths, seed, horizon.</param>
    /// <exception cref="Core.Errors.ModelInputException">Lengths that differ, a singular correlation, values out of
    /// range.</exception>
    public static RiskEstimate Estimate(
        ReadOnlySpan<double> weights,
        IReadOnlyList<Marginal> marginals,
        ReadOnlySpan<double> correlation,
        double confidenceRatio,
        MonteCarloOptions? options = null)
    {
        options ??= new MonteCarloOptions();
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        _ = Check.AtLeast(Model, "paths", options.Paths, 100);
        PortfolioModel model = new(weights, marginals, correlation, options);
        double[] portfolio = Simulate(model, options.Paths, options.Seed);
        SimulatedTail tail = SimulatedTail.Of(portfolio, confidence);
        List<Figure> figures = [];
        if (options.Components)
        {
            double[] shares = Components(model, options, -tail.ValueAtRisk);
            for (int i = 0; i < shares.Length; i++)
            {
                figures.Add(new(FormattableString.Invariant($"componentExpectedShortfall.{i}"), shares[i]));
            }
        }

        return new RiskEstimate
        {
            Model = Model,
            ConfidenceRatio = confidenceRatio,
            ValueAtRisk = tail.ValueAtRisk,
            ExpectedShortfall = tail.ExpectedShortfall,
            ValueAtRiskStandardError = tail.ValueAtRiskError,
            ExpectedShortfallStandardError = tail.ExpectedShortfallError,
            Observations = options.Paths,
            HorizonSteps = options.HorizonSteps,
            Figures = figures,
            Conventions =
            [
                new("copula", options.CopulaDegreesOfFreedom is { } nu ? FormattableString.Invariant(
                    $"t, ν = {nu}") : "Gaussian"),
                new("simulation", FormattableString.Invariant($"{options.Paths} paths, seed {options.Seed}")),
                new("quantile", "Hyndman-Fan type 7 of the simulated returns"),
                new("shortfall", "Rockafellar-Uryasev of the simulated returns"),
            ],
        };
    }

    /// <summary>Portfolio returns of every path.</summary>
    internal static double[] Simulate(PortfolioModel model, int paths, ulong seed)
    {
        double[] portfolio = new double[paths];
        _ = Parallel.For(0, (paths + StreamPaths - 1) / StreamPaths, () => new PathBlock(model), (stream, _, block) =>
        {
            Xoshiro256 random = new(seed, (ulong)stream);
            Span<double> buffer = stackalloc double[PathBlock.Width];
            int end = Math.Min(paths, (stream + 1) * StreamPaths);
            for (int at = stream * StreamPaths; at < end; at += PathBlock.Width)
            {
                block.Draw(ref random, buffer);
                buffer[..Math.Min(PathBlock.Width, end - at)].CopyTo(portfolio.AsSpan(at));
            }

            return block;
        }, _ => { });
        return portfolio;
    }

    /// <summary>−E[wᵢrᵢ | portfolio ≤ −VaR], drawn from the same streams again.</summary>
    private static double[] Components(PortfolioModel model, MonteCarloOptions options, double quantile)
    {
        int paths = options.Paths;
        PathBlock block = new(model);
        double[] sums = new double[model.Assets];
        double[] buffer = new double[PathBlock.Width];
        long count = 0;
        for (int stream = 0; stream * StreamPaths < paths; stream++)
        {
            Xoshiro256 random = new(options.Seed, (ulong)stream);
            int end = Math.Min(paths, (stream + 1) * StreamPaths);
            for (int at = stream * StreamPaths; at < end; at += PathBlock.Width)
            {
                block.Draw(ref random, buffer);
                int filled = Math.Min(PathBlock.Width, end - at);
                for (int i = 0; i < filled; i++)
                {
                    if (buffer[i] <= quantile)
                    {
                        count++;
                        for (int asset = 0; asset < sums.Length; asset++)
                        {
                            sums[asset] -= model.Weights[asset] * block.AssetReturns[(asset * PathBlock.Width) + i];
                        }
                    }
                }
            }
        }

        for (int asset = 0; asset < sums.Length; asset++)
        {
            sums[asset] /= count;
        }

        return sums;
    }
}
