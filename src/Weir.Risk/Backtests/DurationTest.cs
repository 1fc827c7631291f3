using Weir.Risk.Numerics;

namespace Weir.Risk.Backtests;

/// <summary>Christoffersen and Pelletier (2004): are the times between exceedances without memory? Weibull against
/// exponential.</summary>
public static class DurationTest
{
    private const string Test = "duration";

    /// <summary>The test. The time before the first and after the last exceedance is censored.</summary>
    /// <exception cref="Core.Errors.ModelInputException">No forecasts.</exception>
    public static TestVerdict Of(ReadOnlySpan<bool> hits)
    {
        _ = Check.AtLeast(Test, "observations", hits.Length, 1);
        (List<double> complete, List<double> censored) = Durations(hits);
        if (complete.Count < 2)
        {
            return TestVerdict.Undefined(Test, "Fewer than three exceedances: there are no durations to compare.");
        }

        double shape = BestShape(complete, censored);
        double free = LogLikelihood(shape, complete, censored);
        double restricted = LogLikelihood(1, complete, censored);
        double statistic = Math.Max(0, 2 * (free - restricted));
        return new TestVerdict
        {
            Test = Test,
            Statistic = statistic,
            PValue = Tails.ChiSquaredUpper(statistic, 1),
            Figures =
            [
                new("shape", shape), new("logLikelihood", free), new("restrictedLogLikelihood", restricted),
                new("durations", complete.Count), new("censored", censored.Count),
            ],
            Conventions =
            [
                new("censoring", "the times before the first and after the last exceedance are censored"),
                new("distribution", "chi-square, 1 degree of freedom"),
                new("shape", "below 1: exceedances come in clusters"),
            ],
            Warnings = complete.Count < 10 ? ["Fewer than ten durations: the p-value is rough."] : [],
        };
    }

    private static (List<double> Complete, List<double> Censored) Durations(ReadOnlySpan<bool> hits)
    {
        List<double> complete = [];
        List<double> censored = [];
        int last = -1;
        for (int i = 0; i < hits.Length; i++)
        {
            if (hits[i])
            {
                int length = i - last;
                (last < 0 && i > 0 ? censored : complete).Add(length);
                last = i;
            }
        }

        if (last >= 0 && last < hits.Length - 1)
        {
            censored.Add(hits.Length - 1 - last);
        }

        return (complete, censored);
    }

    /// <summary>The likelihood with its scale already at the maximum for this shape.</summary>
    private static double LogLikelihood(double shape, List<double> complete, List<double> censored)
    {
        double powers = 0;
        double logs = 0;
        foreach (double duration in complete)
        {
            powers += Math.Pow(duration, shape);
            logs += Math.Log(duration);
        }

        foreach (double duration in censored)
        {
            powers += Math.Pow(duration, shape);
        }

        int n = complete.Count;
        double logScale = Math.Log(n / powers);
        return (n * (logScale + Math.Log(shape))) + ((shape - 1) * logs) - n;
    }

    /// <summary>The maximum by golden section in ln shape: the profile has one peak.</summary>
    private static double BestShape(List<double> complete, List<double> censored)
    {
        double low = Math.Log(0.01);
        double high = Math.Log(50);
        double ratio = (Math.Sqrt(5) - 1) / 2;
        double left = high - (ratio * (high - low));
        double right = low + (ratio * (high - low));
        double atLeft = LogLikelihood(Math.Exp(left), complete, censored);
        double atRight = LogLikelihood(Math.Exp(right), complete, censored);
        for (int i = 0; i < 100; i++)
        {
            if (atLeft < atRight)
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (ratio * (high - low));
                atRight = LogLikelihood(Math.Exp(right), complete, censored);
            }
            else
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (ratio * (high - low));
                atLeft = LogLikelihood(Math.Exp(left), complete, censored);
            }
        }

        return Math.Exp(0.5 * (low + high));
    }
}
