using Weir.Risk.Horizons;
using Weir.Risk.Numerics;
using Weir.Risk.Parametric;
using Weir.Risk.Shocks;

namespace Weir.Risk.Garch;

/// <summary>Value at risk and expected shortfall of the next step under a GARCH or GJR-GARCH model.</summary>
public static class GarchRisk
{
    /// <summary>Fits, and estimates from the next step's variance.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than 50 returns, one not finite, a constant
    /// series.</exception>
    public static RiskEstimate Estimate(
        ReadOnlySpan<double> returns, double confidenceRatio, GarchOptions? options = null,
        HorizonOptions? horizon = null)
    {
        Confidence confidence = Confidence.Of(GarchEstimator.Model, confidenceRatio);
        return Estimate(GarchEstimator.Fit(returns, options), confidence, horizon ?? HorizonOptions.OneStep);
    }

    internal static RiskEstimate Estimate(GarchFit fit, Confidence confidence, HorizonOptions horizon)
    {
        GarchParameters p = fit.Parameters;
        (double quantile, double shortfall) = Shock(p, confidence.TailRatio);
        double deviation = Math.Sqrt(fit.NextVariance);
        RiskEstimate step = new()
        {
            Model = fit.Options.Exponential ? "egarch" : fit.Options.Leverage ? "gjr-garch" : GarchEstimator.Model,
            ConfidenceRatio = confidence.Ratio,
            ValueAtRisk = -(fit.NextMean + (deviation * quantile)),
            ExpectedShortfall = (deviation * shortfall) - fit.NextMean,
            Observations = fit.StandardisedResiduals.Count,
            Figures = Figures(fit),
            Conventions = Conventions(fit.Options),
            Warnings = fit.Warnings,
        };
        ShockSource shocks = p.Shape is not null || p.Skew is not null ? new ShockSource(ShockLaw.Of(p).Quantile)
            : p.DegreesOfFreedom is { } degrees ? ShockSource.StudentT(degrees) : ShockSource.Normal;
        return ConditionalPaths.Extend(step, confidence, horizon, MeanPath.Of(fit), shocks, VarianceRecursion.Of(fit));
    }

    /// <summary>Quantile of a unit-variance shock, and its expected shortfall as a loss.</summary>
    internal static (double Quantile, double Shortfall) Shock(GarchParameters p, double tailRatio)
    {
        if (p.Shape is not null || p.Skew is not null)
        {
            ShockLaw law = ShockLaw.Of(p);
            return (law.Quantile(tailRatio), law.Shortfall(tailRatio));
        }

        if (p.DegreesOfFreedom is not { } degrees)
        {
            double z = Gaussian.Quantile(tailRatio);
            return (z, Gaussian.Density(z) / tailRatio);
        }

        double scale = Math.Sqrt((degrees - 2) / degrees);
        double t = StudentT.Quantile(tailRatio, degrees);
        return (scale * t, scale * StudentTRisk.ShortfallOfStandard(t, degrees, tailRatio));
    }

    internal static List<Figure> Figures(GarchFit fit)
    {
        GarchParameters p = fit.Parameters;
        List<Figure> figures =
        [
            new("mean", p.Mean), new("omega", p.Omega), new("alpha", p.Alpha), new("gamma", p.Gamma),
            new("beta", p.Beta),
            new("persistence", p.Persistence), new("logLikelihood", fit.LogLikelihood),
            new("nextVariance", fit.NextVariance), new("nextDeviation", Math.Sqrt(fit.NextVariance)),
        ];
        if (p.DegreesOfFreedom is { } degrees)
        {
            figures.Add(new("degreesOfFreedom", degrees));
        }

        AddOptional(figures, "shape", p.Shape);
        AddOptional(figures, "skew", p.Skew);
        AddOptional(figures, "autoregression", fit.Options.Autoregressive ? p.Autoregression : null);
        AddOptional(figures, "alpha2", fit.Options.ArchOrder > 1 ? p.Alpha2 : null);
        AddOptional(figures, "gamma2", fit.Options.ArchOrder > 1 && fit.Options.Leverage ? p.Gamma2 : null);
        AddOptional(figures, "beta2", fit.Options.GarchOrder > 1 ? p.Beta2 : null);
        if (p.UnconditionalVariance is { } level)
        {
            figures.Add(new("unconditionalVariance", level));
        }

        for (int i = 0; i < fit.StandardErrors.Count; i++)
        {
            figures.Add(new($"standardError.{fit.ParameterNames[i]}", fit.StandardErrors[i]));
            figures.Add(new($"robustStandardError.{fit.ParameterNames[i]}", fit.RobustStandardErrors[i]));
        }

        return figures;
    }

    internal static List<Convention> Conventions(GarchOptions options) =>
    [
        new("mean",
            options.Autoregressive
            ? "μ + φ times the return before, estimated with the rest; the first residual is zero (fGarch's)"
            : options.ZeroMean ? "zero" : "estimated with the rest"),
        new("innovations", Name(options.Innovation)),
        new("firstVariance", Name(options.Start)),
        new("scaling", "returns scaled to unit variance inside, results in their own units"),
        new("likelihood", "constants included"),
        new("leverage",
            options.Exponential ? "ln σ² moves by γz; by α(|z| − E|z|), E|z| of the fitted law (Nelson's)"
            : "γ adds to α after shocks of zero or less"),
        new("persistenceBound", options.Exponential ? "|β| below 1" : "α + γ/2 + β below 1"),
        new("standardErrors", "observed information; robust: Bollerslev-Wooldridge sandwich"),
    ];

    private static void AddOptional(List<Figure> figures, string name, double? value)
    {
        if (value is { } number)
        {
            figures.Add(new(name, number));
        }
    }

    private static string Name(Innovation innovation) => innovation switch
    {
        Innovation.StudentT => "t at unit variance, ν above 2",
        Innovation.GeneralizedError => "generalized error distribution at unit variance",
        Innovation.SkewedStudentT => "skewed t of Fernández and Steel at mean zero and unit variance, ν above 2",
        _ => "normal",
    };

    private static string Name(VarianceStart start) => start switch
    {
        VarianceStart.MeanSquare => "mean of all squared shocks (fGarch's mci, rugarch's all)",
        VarianceStart.Unconditional => "unconditional variance",
        _ => "backcast: first 75 squares weighted 0.94^i (arch's)",
    };
}
