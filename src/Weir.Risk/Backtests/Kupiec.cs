using Weir.Risk.Numerics;
using static Weir.Risk.Backtests.Exceedances;

namespace Weir.Risk.Backtests;

/// <summary>Kupiec (1995): are there as many exceedances as promised (POF), does the first come when it should
/// (TUFF)?</summary>
public static class Kupiec
{
    /// <summary>Proportion of failures, in logarithms: defined from no exceedance to nothing but exceedances.</summary>
    /// <exception cref="Core.Errors.ModelInputException">No observations, more exceedances than observations, bad
    /// confidence.</exception>
    public static TestVerdict ProportionOfFailures(int exceedances, int observations, double confidenceRatio)
    {
        const string Test = "kupiec-pof";
        Confidence confidence = Confidence.Of(Test, confidenceRatio);
        _ = Check.AtLeast(Test, nameof(observations), observations, 1);
        if (exceedances < 0 || exceedances > observations)
        {
            throw Refusal.Input(
                Test, nameof(exceedances), exceedances, FormattableString.Invariant($"from 0 to {observations}"));
        }

        double statistic = LikelihoodRatio(exceedances, observations, confidence);
        return new TestVerdict
        {
            Test = Test,
            Statistic = statistic,
            PValue = Tails.ChiSquaredUpper(statistic, 1),
            Figures =
            [
                new("exceedances", exceedances), new("observations", observations),
                new("expected", (double)confidence.TailCount(observations)), new(
                    "rate", (double)exceedances / observations),
            ],
            Conventions = [new("distribution", "chi-square, 1 degree of freedom"), new(
                "exceedance", "loss strictly above the forecast")],
            Warnings = SampleWarnings(observations, confidence),
        };
    }

    /// <summary>Time until first failure, from the forecasts in time order.</summary>
    /// <exception cref="Core.Errors.ModelInputException">No forecasts, bad confidence.</exception>
    public static TestVerdict TimeUntilFirstFailure(ReadOnlySpan<bool> hits, double confidenceRatio)
    {
        _ = Check.AtLeast("kupiec-tuff", "observations", hits.Length, 1);
        int first = hits.IndexOf(true);
        return first < 0
            ? TestVerdict.Undefined("kupiec-tuff", "There is no exceedance, so no first one: the test is not defined.")
            : TimeUntilFirstFailure(first + 1, confidenceRatio);
    }

    /// <summary>Time until first failure, the first exceedance being at forecast <paramref name="first"/>, counted from
    /// 1.</summary>
    /// <exception cref="Core.Errors.ModelInputException">First below 1, bad confidence.</exception>
    public static TestVerdict TimeUntilFirstFailure(int first, double confidenceRatio)
    {
        const string Test = "kupiec-tuff";
        Confidence confidence = Confidence.Of(Test, confidenceRatio);
        _ = Check.AtLeast(Test, nameof(first), first, 1);
        double p = confidence.TailRatio;
        double statistic = -2 * (
            Math.Log(p) + ((first - 1) * double.LogP1(-p)) + XLogY(first, first) - XLogY(first - 1, first - 1));
        statistic = Math.Max(0, statistic);
        return new TestVerdict
        {
            Test = Test,
            Statistic = statistic,
            PValue = Tails.ChiSquaredUpper(statistic, 1),
            Figures = [new("first", first), new("expected", 1 / p)],
            Conventions = [new("distribution", "chi-square, 1 degree of freedom"), new("counting", "from 1")],
            Warnings = ["One number decides this test: its power is low."],
        };
    }

    internal static double LikelihoodRatio(int exceedances, int observations, Confidence confidence)
    {
        double rest = observations - exceedances;
        double rate = (double)exceedances / observations;
        double under = (rest * double.LogP1(-confidence.TailRatio)) + XLogY(exceedances, confidence.TailRatio);
        double free = XLogY(rest, 1 - rate) + XLogY(exceedances, rate);
        return Math.Max(0, -2 * (under - free));
    }
}
