using Weir.Risk.Historical;
using Weir.Risk.Horizons;

namespace Weir.Risk.ExtremeValue;

/// <summary>Value at risk and expected shortfall from a generalized Pareto tail over a threshold (McNeil and Frey
/// 2000).</summary>
public static class PeaksOverThreshold
{
    private const string Model = GeneralizedParetoFit.Model;

    /// <summary>The estimate; returns in any order.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than ten losses strictly above the threshold; a
    /// confidence whose quantile lies below it.</exception>
    public static RiskEstimate Estimate(
        ReadOnlySpan<double> returns, double confidenceRatio, PeaksOverThresholdOptions? options = null)
    {
        options ??= new PeaksOverThresholdOptions();
        Confidence confidence = Confidence.Of(Model, confidenceRatio);
        Check.Series(Model, returns, 20);
        Check.Varies(Model, returns);
        int n = returns.Length;
        double[] losses = new double[n];
        for (int i = 0; i < n; i++)
        {
            losses[i] = -returns[i];
        }

        Array.Sort(losses);
        double threshold = options.Threshold
            ?? Quantiles.OfSorted(
                losses, Check.Inside(Model, nameof(options.ThresholdRatio), options.ThresholdRatio, 0, 1));
        int first = Array.FindIndex(losses, loss => loss > threshold);
        int count = first < 0 ? 0 : n - first;
        if (count < 10)
        {
            throw Refusal.TooFew($"{Model} (losses above the threshold)", count, 10);
        }

        if (confidence.TailRatio * n > count)
        {
            throw Refusal.Domain(
                Model,
                FormattableString.Invariant(
                    $"only {count} of {n} losses are above the threshold, so the {confidenceRatio:0.####} quantile lies below it."),
                "Take a higher confidence or a lower threshold.");
        }

        double[] excesses = new double[count];
        for (int i = 0; i < count; i++)
        {
            excesses[i] = losses[first + i] - threshold;
        }

        GeneralizedParetoFit fit = GeneralizedParetoFit.Of(excesses, options.Information);
        ParetoTail tail = new(threshold, fit.Shape, fit.Scale, (double)count / n);
        double valueAtRisk = tail.Quantile(confidence.TailRatio / tail.ExceedanceRatio);
        bool hasMean = fit.Shape < 1;
        List<Figure> figures =
        [
            new("threshold", threshold), new("exceedances", count), new("shape", fit.Shape), new("scale", fit.Scale),
            new("logLikelihood", fit.LogLikelihood),
        ];
        if (fit.ShapeStandardError is { } shapeError && fit.ScaleStandardError is { } scaleError)
        {
            figures.Add(new("standardError.shape", shapeError));
            figures.Add(new("standardError.scale", scaleError));
        }

        RiskEstimate step = new()
        {
            Model = Model,
            ConfidenceRatio = confidenceRatio,
            ValueAtRisk = valueAtRisk,
            ExpectedShortfall = hasMean ? tail.Shortfall(valueAtRisk) : null,
            Observations = n,
            Figures = figures,
            Conventions =
            [
                new("threshold", options.Threshold is null
                    ? FormattableString.Invariant($"type-7 quantile {options.ThresholdRatio} of the losses") : "given"),
                new("exceedance", "strictly above the threshold"),
                new("tailFraction", "exceedances over observations"),
                new(
                    "standardErrors",
                    options.Information == InformationKind.Observed ? "observed information" : "expected information"),
            ],
            Warnings = Warnings(fit, count),
        };
        return IndependentPaths.Extend(step, confidence, options.Horizon, u => Draw(losses, tail, u));
    }

    private static List<string> Warnings(GeneralizedParetoFit fit, int count)
    {
        List<string> warnings = [];
        if (fit.Shape >= 1)
        {
            warnings.Add("No expected shortfall: with a shape of 1 or more the tail has no mean.");
        }

        if (count < 50)
        {
            warnings.Add(FormattableString.Invariant(
                $"Only {count} exceedances: the shape is uncertain, see its standard error."));
        }

        return warnings;
    }

    /// <summary>A return at this probability: the Pareto tail on the loss side, the sample elsewhere.</summary>
    private static double Draw(double[] losses, ParetoTail tail, double u)
    {
        double share = u / tail.ExceedanceRatio;
        return share < 1 ? -tail.Quantile(share) : -losses[losses.Length - 1 - (int)(u * losses.Length)];
    }
}
