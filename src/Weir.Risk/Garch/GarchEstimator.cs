using Weir.Risk.Numerics;

namespace Weir.Risk.Garch;

/// <summary>Fits GARCH(1,1) (Bollerslev 1986) and GJR-GARCH(1,1) (Glosten, Jagannathan and Runkle 1993).</summary>
public static class GarchEstimator
{
    internal const string Model = "garch";
    private const double Bound = 1e-6;

    /// <summary>The fit of these returns, oldest first.</summary>
    /// <param name="returns">Returns; they are scaled to unit variance inside, the result is in their units.</param>
    /// <param name="options">Leverage, innovations, start, mean.</param>
    /// <param name="start">A near fit to begin from, for a series that has moved on by a step.</param>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than 50 returns, one not finite, a constant series.</exception>
    public static GarchFit Fit(ReadOnlySpan<double> returns, GarchOptions? options = null, GarchParameters? start = null)
    {
        options ??= new GarchOptions();
        GarchSearch search = new(returns.Length, options);
        GarchParameters parameters = search.Fit(returns, start, start is null);
        GarchLikelihood likelihood = search.Likelihood;
        double[] natural = search.Natural;
        double unit = search.Unit;
        double value = likelihood.Evaluate(natural, new double[natural.Length]);
        (double[] errors, double[] robust, List<string> warnings) = Errors(likelihood, options, natural, returns.Length);
        double[] residuals = new double[returns.Length];
        for (int i = 0; i < residuals.Length; i++)
        {
            residuals[i] = (returns[i] - parameters.Mean) / Math.Sqrt(search.Variances[i]);
        }

        Rescale(options, errors, unit);
        Rescale(options, robust, unit);
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
        };
    }

    /// <summary>Log-likelihood of given parameters, for comparison with another program's optimum.</summary>
    public static double LogLikelihood(ReadOnlySpan<double> returns, GarchParameters parameters, GarchOptions options)
    {
        Check.Series(Model, returns, 2);
        GarchLikelihood likelihood = new(returns.Length, options);
        likelihood.Load(returns, 1);
        double[] point = new double[likelihood.Dimension];
        likelihood.Write(parameters, point);
        return -returns.Length * likelihood.Evaluate(point, new double[point.Length]);
    }

    private static (double[] Errors, double[] Robust, List<string> Warnings) Errors(
        GarchLikelihood likelihood, GarchOptions options, double[] natural, int observations)
    {
        GarchParameters p = likelihood.Read(natural);
        List<string> warnings = [];
        bool edge = p.Alpha < Bound || p.Alpha + p.Gamma < Bound || p.Beta < Bound || p.Persistence > 1 - Bound;
        if (edge)
        {
            warnings.Add("A parameter lies on its bound, so the usual standard errors do not exist.");
        }

        if (p.Persistence > 0.999)
        {
            warnings.Add(FormattableString.Invariant($"The persistence is {p.Persistence:G6}: there is as good as no long-run variance."));
        }

        if (p.DegreesOfFreedom > 500)
        {
            warnings.Add("ν ran towards infinity: normal innovations fit as well.");
            edge = true;
        }

        int k = natural.Length;
        double[] information = edge ? [] : Newton.Hessian(likelihood, natural);
        if (edge || !Cholesky.TryFactor(information, k, out _))
        {
            if (!edge)
            {
                warnings.Add("The information matrix is singular: no standard errors.");
            }

            return ([], [], warnings);
        }

        double[] inverse = Cholesky.Inverse(information, k);
        double[] outer = new double[k * k];
        _ = likelihood.Evaluate(natural, new double[k], outer);
        double[] errors = new double[k];
        double[] robust = new double[k];
        for (int i = 0; i < k; i++)
        {
            errors[i] = Math.Sqrt(inverse[(i * k) + i] / observations);
            double sum = 0;
            for (int a = 0; a < k; a++)
            {
                for (int b = 0; b < k; b++)
                {
                    sum += inverse[(i * k) + a] * outer[(a * k) + b] * inverse[(b * k) + i];
                }
            }

            robust[i] = Math.Sqrt(sum) / observations;
        }

        return (errors, robust, warnings);
    }

    private static void Rescale(GarchOptions options, double[] errors, double unit)
    {
        if (errors.Length > 0)
        {
            int omega = options.ZeroMean ? 0 : 1;
            errors[omega] *= unit * unit;
            if (omega == 1)
            {
                errors[0] *= unit;
            }
        }
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
