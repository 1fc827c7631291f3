namespace Weir.Risk.Backtests;

/// <summary>Puts a row of forecasts through every test.</summary>
public static class Backtest
{
    private static readonly string[] OfShortfall =
        ["acerbi-szekely-z1", "acerbi-szekely-z2", "acerbi-szekely-z3", "mcneil-frey"];

    /// <summary>The report on forecasts of value at risk and, where given, expected shortfall.</summary>
    /// <param name="model">Who forecast.</param>
    /// <param name="returns">What happened, a forecast each.</param>
    /// <param name="valuesAtRisk">VaR forecasts, losses positive.</param>
    /// <param name="shortfalls">ES forecasts, or empty.</param>
    /// <param name="confidenceRatio">Their level.</param>
    /// <param name="truth">The distribution for simulated p-values of the ES tests.</param>
    /// <param name="refused">Steps left out because the model refused.</param>
    /// <param name="simulations">Samples of the simulated p-values.</param>
    /// <param name="seed">Their seed.</param>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than two forecasts, lengths that differ, values not
    /// finite.</exception>
    public static BacktestReport Run(
        string model,
        ReadOnlySpan<double> returns,
        ReadOnlySpan<double> valuesAtRisk,
        ReadOnlySpan<double> shortfalls,
        double confidenceRatio,
        NullDistribution truth,
        int refused = 0,
        int simulations = 2_000,
        ulong seed = 1)
    {
        Confidence confidence = Confidence.Of("backtest", confidenceRatio);
        if (returns.Length < 2)
        {
            throw Refusal.TooFew("backtest", returns.Length, 2);
        }

        bool[] hits = Exceedances.Of(returns, valuesAtRisk);
        int count = Exceedances.Count(hits);
        List<TestVerdict> tests =
        [
            Kupiec.ProportionOfFailures(count, hits.Length, confidenceRatio),
            Kupiec.TimeUntilFirstFailure(hits, confidenceRatio),
            Christoffersen.Independence(hits),
            Christoffersen.ConditionalCoverage(hits, confidenceRatio),
            DurationTest.Of(hits),
        ];
        if (shortfalls.Length > 0)
        {
            Check.SameLength("backtest", "returns", returns.Length, "shortfalls", shortfalls.Length);
            Check.Finite("backtest", shortfalls);
            if (NoLosses(shortfalls) is { } why)
            {
                tests.AddRange(OfShortfall.Select(test => TestVerdict.Undefined(test, why)));
            }
            else
            {
                tests.Add(AcerbiSzekely.Z1(
                    returns, valuesAtRisk, shortfalls, confidenceRatio, truth, simulations, seed));
                tests.Add(AcerbiSzekely.Z2(
                    returns, valuesAtRisk, shortfalls, confidenceRatio, truth, simulations, seed));
                tests.Add(Third(returns, valuesAtRisk, shortfalls, confidenceRatio, truth, simulations, seed));
                tests.Add(McNeilFrey.Of(returns, valuesAtRisk, shortfalls, [], simulations, seed));
            }
        }

        return new BacktestReport
        {
            Model = model,
            ConfidenceRatio = confidenceRatio,
            Observations = hits.Length,
            Refused = refused,
            Exceedances = count,
            ExpectedExceedances = (double)confidence.TailCount(hits.Length),
            TrafficLight = TrafficLight.Of(count, hits.Length, confidenceRatio),
            Tests = tests,
        };
    }

    /// <summary>Why the tests of expected shortfall have nothing to divide by; null where every forecast is a
    /// loss.</summary>
    private static string? NoLosses(ReadOnlySpan<double> shortfalls)
    {
        int count = 0;
        foreach (double shortfall in shortfalls)
        {
            count += shortfall > 0 ? 0 : 1;
        }

        return count == 0
            ? null
            : FormattableString.Invariant(
                $"{count} of {shortfalls.Length} ES forecasts are not losses (zero or below), and the test divides by them.");
    }

    /// <summary>Z3 with location and scale that VaR and ES imply under the stated distribution.</summary>
    private static TestVerdict Third(
        ReadOnlySpan<double> returns,
        ReadOnlySpan<double> valuesAtRisk,
        ReadOnlySpan<double> shortfalls,
        double confidenceRatio,
        NullDistribution truth,
        int simulations,
        ulong seed)
    {
        Confidence confidence = Confidence.Of("backtest", confidenceRatio);
        double quantile = truth.Quantile(confidence.TailRatio);
        double shortfall = truth.Shortfall(confidence.TailRatio);
        double[] locations = new double[returns.Length];
        double[] scales = new double[returns.Length];
        for (int i = 0; i < scales.Length; i++)
        {
            scales[i] = (shortfalls[i] - valuesAtRisk[i]) / (shortfall + quantile);
            if (!(scales[i] > 0))
            {
                return TestVerdict.Undefined(
                    "acerbi-szekely-z3", "A forecast has the same VaR and ES, so no scale can be read from it.");
            }

            locations[i] = -valuesAtRisk[i] - (scales[i] * quantile);
        }

        TestVerdict verdict = AcerbiSzekely.Z3(
            returns, locations, scales, confidenceRatio, truth, Math.Min(simulations, 500), seed);
        return verdict with
        {
            Conventions = [.. verdict.Conventions, new(
            "forecast", "location and scale implied by VaR and ES")]
        };
    }
}
