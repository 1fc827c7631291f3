using System.Diagnostics;
using System.Globalization;
using Weir.Core;
using Weir.Risk.Models;
using Weir.Risk.MonteCarlo;
using Weir.Risk.Numerics;
using Weir.Risk.Rolling;

// Our half of benchmarks/referees/risk-speed.py: a line a task with its seconds, the best of the runs asked for, and
// the bytes that the calling thread allocates in one run.
int runs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;

Xoshiro256 random = new(1);
double[] series = new double[100_000];
for (int i = 0; i < series.Length; i++)
{
    series[i] = 0.01 * random.NextGaussian();
}

foreach (int window in (int[])[250, 5_000])
{
    double[] valuesAtRisk = new double[series.Length - window + 1];
    double[] shortfalls = new double[valuesAtRisk.Length];
    Report(FormattableString.Invariant($"rolling-{window}"),
        () => RollingHistorical.Run(series, window, 0.95, valuesAtRisk, shortfalls));
}

double[] returns = new double[2_500];
double variance = 1e-4;
for (int i = 0; i < returns.Length; i++)
{
    returns[i] = Math.Sqrt(variance) * random.NextGaussian();
    variance = 2e-6 + (0.08 * returns[i] * returns[i]) + (0.9 * variance);
}

RollingOptions options = new() { WindowSteps = 500 };
foreach (ForecastModel model in ForecastModels.All)
{
    // The general GARCH models take a hundred times the quick ones' time: they are forecast, not raced.
    if (!model.IsJoint && model.Name is not ("garch-ged" or "garch-skew-t" or "egarch" or "egarch-t"))
    {
        Report($"{model.Name}-2000-refits", () => _ = RollingForecasts.Run(returns, model, [0.95, 0.99], options));
    }
}

const int Assets = 20;
double[] correlation = new double[Assets * Assets];
for (int i = 0; i < Assets; i++)
{
    for (int j = 0; j < Assets; j++)
    {
        correlation[(i * Assets) + j] = i == j ? 1 : 0.3;
    }
}

double[] weights = new double[Assets];
Array.Fill(weights, 1.0 / Assets);
MonteCarloOptions simulation = new() { Paths = 1_000_000, CopulaDegreesOfFreedom = 4 };
foreach ((string name, double? degrees) in ((string, double?)[])[("monte-carlo-t-marginals", 4),
    ("monte-carlo-normal-marginals", null)])
{
    Marginal[] marginals = [.. Enumerable.Range(0, Assets).Select(_ => new Marginal(0, 0.02, degrees))];
    Report(name, () => _ = MonteCarloRisk.Estimate(weights, marginals, correlation, 0.99, simulation));
}

return 0;

void Report(string name, Action work)
{
    double best = double.PositiveInfinity;
    work();
    for (int run = 0; run < runs; run++)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    long before = GC.GetAllocatedBytesForCurrentThread();
    work();
    Console.WriteLine(
        FormattableString.Invariant($"{name} {best:R} {GC.GetAllocatedBytesForCurrentThread() - before}"));
}
