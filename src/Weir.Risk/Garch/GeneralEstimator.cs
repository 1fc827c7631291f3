namespace Weir.Risk.Garch;

/// <summary>Fits what the quick likelihood does not take: orders of 2, an autoregression, EGARCH, GED and skewed t
/// shocks.</summary>
internal static class GeneralEstimator
{
    public static GarchFit Fit(ReadOnlySpan<double> returns, GarchOptions options, GarchParameters? start)
    {
        GeneralSearch search = new(returns.Length, options);
        GarchParameters p = search.Fit(returns, start, polish: true);
        if (!search.IsSane)
        {
            throw Refusal.NoConvergence(
                options.Exponential ? "egarch" : GarchEstimator.Model,
                "the fitted variance runs away from the series at its end.");
        }

        GeneralLikelihood likelihood = search.Likelihood;
        double unit = search.Unit;
        double[] variances = [.. likelihood.Variances];
        double[] residuals = new double[returns.Length];
        for (int i = 0; i < residuals.Length; i++)
        {
            residuals[i] = likelihood.Shocks[i] / Math.Sqrt(variances[i]);
        }

        Numerics.Vectors.Scale(variances, unit * unit);
        double value = search.Value;
        (double[] errors, double[] robust, List<string> warnings) = Errors(search, p, returns);
        return new GarchFit
        {
            Parameters = p,
            LogLikelihood = -returns.Length * (value + Math.Log(unit)),
            Variances = variances,
            StandardisedResiduals = residuals,
            ParameterNames = likelihood.Layout.Names(),
            StandardErrors = errors,
            RobustStandardErrors = robust,
            Options = options,
            Warnings = warnings,
            NextMean = p.Mean + (p.Autoregression * returns[^1]),
            LastReturn = returns[^1],
        };
    }

    private static (double[] Errors, double[] Robust, List<string> Warnings) Errors(
        GeneralSearch search, in GarchParameters p, ReadOnlySpan<double> returns)
    {
        GeneralLayout layout = search.Likelihood.Layout;
        List<string> warnings = [];
        bool edge = GarchErrors.IsOnEdge(p, warnings);
        if (p.IsExponential)
        {
            // In the returns' own units: ω and β of the scaled ones mix.
            search.Likelihood.Load(returns, 1);
            layout.Write(p, search.Natural);
        }

        (double[] errors, double[] robust) = GarchErrors.Of(
            search.Likelihood, search.Likelihood.Evaluate, search.Natural, returns.Length, edge, warnings);
        if (!p.IsExponential)
        {
            GarchErrors.Rescale(layout.Omega, layout.Mean, errors, search.Unit);
            GarchErrors.Rescale(layout.Omega, layout.Mean, robust, search.Unit);
        }

        return (errors, robust, warnings);
    }
}
