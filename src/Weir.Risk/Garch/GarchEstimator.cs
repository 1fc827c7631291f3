namespace Weir.Risk.Garch;

/// <summary>Fits GARCH (Bollerslev 1986), GJR-GARCH (Glosten, Jagannathan and Runkle 1993) and EGARCH (Nelson
/// 1991).</summary>
public static class GarchEstimator
{
    internal const string Model = "garch";

    /// <summary>The fit of these returns, oldest first.</summary>
    /// <param name="returns">Returns; they are scaled to unit variance inside, the result is in their units.</param>
    /// <param name="options">Leverage, innovations, start, mean.</param>
    /// <param name="start">A near fit to begin from, for a series that has moved on by a step.</param>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than 50 returns, one not finite, a constant
    /// series.</exception>
    public static GarchFit Fit(
        ReadOnlySpan<double> returns, GarchOptions? options = null, GarchParameters? start = null)
    {
        options ??= new GarchOptions();
        if (!options.IsPlain)
        {
            return GeneralEstimator.Fit(returns, options, start);
        }

        GarchSearch search = new(returns.Length, options);
        GarchParameters parameters = search.Fit(returns, start, start is null);
        GarchLikelihood likelihood = search.Likelihood;
        double[] natural = search.Natural;
        double unit = search.Unit;
        double value = likelihood.Evaluate(natural, new double[natural.Length]);
        List<string> warnings = [];
        bool edge = GarchErrors.IsOnEdge(likelihood.Read(natural), warnings);
        (double[] errors, double[] robust) = GarchErrors.Of(
            likelihood, likelihood.Evaluate, natural, returns.Length, edge, warnings);
        double[] residuals = new double[returns.Length];
        for (int i = 0; i < residuals.Length; i++)
        {
            residuals[i] = (returns[i] - parameters.Mean) / Math.Sqrt(search.Variances[i]);
        }

        GarchErrors.Rescale(options.ZeroMean ? 0 : 1, options.ZeroMean ? -1 : 0, errors, unit);
        GarchErrors.Rescale(options.ZeroMean ? 0 : 1, options.ZeroMean ? -1 : 0, robust, unit);
        return new GarchFit
        {
            Parameters = parameters,
            LogLikelihood = -returns.Length * (value + Math.Log(unit)),
            Variances = search.Variances,
            StandardisedResiduals = residuals,
            ParameterNames = Names(options),
            StandardErrors = errors,
            RobustStandardErrors = robust,
            Options = options,
            Warnings = warnings,
            NextMean = parameters.Mean,
            LastReturn = returns[^1],
        };
    }

    /// <summary>Log-likelihood of given parameters, for comparison with another program's optimum.</summary>
    public static double LogLikelihood(ReadOnlySpan<double> returns, GarchParameters parameters, GarchOptions options)
    {
        Check.Series(Model, returns, 2);
        if (!options.IsPlain)
        {
            GeneralLikelihood general = new(returns.Length, options);
            general.Load(returns, 1);
            double[] at = new double[general.Dimension];
            general.Layout.Write(parameters, at);
            return -returns.Length * general.Evaluate(at, new double[at.Length]);
        }

        GarchLikelihood likelihood = new(returns.Length, options);
        likelihood.Load(returns, 1);
        double[] point = new double[likelihood.Dimension];
        likelihood.Write(parameters, point);
        return -returns.Length * likelihood.Evaluate(point, new double[point.Length]);
    }

    private static List<string> Names(GarchOptions options)
    {
        List<string> names = options.ZeroMean ? [] : ["mean"];
        names.Add("omega");
        names.Add("alpha");
        if (options.Leverage)
        {
            names.Add("gamma");
        }

        names.Add("beta");
        if (options.Innovation == Innovation.StudentT)
        {
            names.Add("degreesOfFreedom");
        }

        return names;
    }
}
