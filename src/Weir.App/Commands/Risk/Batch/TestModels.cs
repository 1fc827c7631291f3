using System.Text.Json;
using Weir.Risk.Backtests;
using Weir.Risk.Models;
using Weir.Risk.Portfolios;
using Weir.Risk.Rolling;
using static Weir.Risk.Models.Choices;

namespace Weir.App.Commands.Risk.Batch;

/// <summary>Back-tests, on given counts, hits or forecasts, and rolling forecasts with every test.</summary>
internal static class TestModels
{
    private static readonly string[] Forecasts =
        ["confidence", "returns", "var", "es", "degreesOfFreedom", "simulations", "seed"];

    public static IReadOnlyList<BatchModel> All { get; } =
    [
        new("kupiec-pof", ["confidence", "exceedances", "observations", "hits"], (r, json) =>
        {
            (int count, int total) = Counts(r);
            ResultWriter.Verdict(json, Kupiec.ProportionOfFailures(count, total, r.Confidence));
        }),
        new("kupiec-tuff", ["confidence", "first", "hits"], (r, json) => ResultWriter.Verdict(
            json,
            r.Parameters.Has("hits")
                ? Kupiec.TimeUntilFirstFailure(r.Parameters.Switches("hits"), r.Confidence)
                : Kupiec.TimeUntilFirstFailure(r.Parameters.Whole("first"), r.Confidence))),
        new("christoffersen-independence", ["hits"], (r, json) => ResultWriter.Verdict(
            json, Christoffersen.Independence(r.Parameters.Switches("hits")))),
        new("christoffersen-conditional-coverage", ["confidence", "hits"], (r, json) =>
            ResultWriter.Verdict(
                json, Christoffersen.ConditionalCoverage(r.Parameters.Switches("hits"), r.Confidence))),
        new("duration", ["hits"], (r, json) => ResultWriter.Verdict(
            json, DurationTest.Of(r.Parameters.Switches("hits")))),
        new("traffic-light", ["confidence", "exceedances", "observations", "hits"], (r, json) =>
        {
            (int count, int total) = Counts(r);
            ResultWriter.Light(json, TrafficLight.Of(count, total, r.Parameters.Number("confidence", 0.99)));
        }),
        new("acerbi-szekely-z1", Forecasts, (r, json) => ResultWriter.Verdict(json, AcerbiSzekely.Z1(
            Happened(r), r.Parameters.Numbers("var"), r.Parameters.Numbers("es"), r.Confidence, Truth(r.Parameters),
            r.Parameters.Whole("simulations", 10_000), Seed(r.Parameters)))),
        new("acerbi-szekely-z2", Forecasts, (r, json) => ResultWriter.Verdict(json, AcerbiSzekely.Z2(
            Happened(r), r.Parameters.Numbers("var"), r.Parameters.Numbers("es"), r.Confidence, Truth(r.Parameters),
            r.Parameters.Whole("simulations", 10_000), Seed(r.Parameters)))),
        new("acerbi-szekely-z3", ["confidence", "returns", "locations", "scales", "degreesOfFreedom", "simulations",
            "seed"], (r, json) => ResultWriter.Verdict(json, AcerbiSzekely.Z3(
            Happened(r), r.Parameters.Numbers("locations"), r.Parameters.Numbers("scales"), r.Confidence,
            Truth(r.Parameters), r.Parameters.Whole("simulations", 2_000), Seed(r.Parameters)))),
        new("mcneil-frey", ["returns", "var", "es", "scales", "simulations", "seed"],
            (r, json) => ResultWriter.Verdict(json, McNeilFrey.Of(
            Happened(r), r.Parameters.Numbers("var"), r.Parameters.Numbers("es"), r.Parameters.OptionalNumbers(
                "scales") ?? [], r.Parameters.Whole("simulations", 10_000), Seed(r.Parameters)))),
        new("rolling-historical", ["confidence", "window", "quantileType", "shortfall"], Rolling),
        new("backtest",
            ["confidence", "model", "weights", "window", "refit", "quantileType", "shortfall", "decay", "ageDecay",
                "start", "thresholdQuantile", "degreesOfFreedom", "simulations", "paths", "seed", "forecasts"], Backtesting),
        new("backtest-forecasts", [.. Forecasts, "name"], (r, json) => ResultWriter.Report(json, Backtest.Run(
            r.Parameters.Has("name") ? r.Parameters.Text("name") : "given", Happened(r), r.Parameters.Numbers("var"),
            r.Parameters.OptionalNumbers("es") ?? [], r.Confidence,
            Truth(r.Parameters), 0, r.Parameters.Whole("simulations", 2_000), Seed(r.Parameters)))),
    ];

    private static double[] Happened(BatchRequest request) =>
        request.Parameters.OptionalNumbers("returns") ?? request.Returns();

    private static (int Count, int Total) Counts(BatchRequest request)
    {
        if (!request.Parameters.Has("hits"))
        {
            return (request.Parameters.Whole("exceedances"), request.Parameters.Whole("observations"));
        }

        bool[] hits = request.Parameters.Switches("hits");
        return (Exceedances.Count(hits), hits.Length);
    }

    private static void Rolling(BatchRequest request, Utf8JsonWriter json)
    {
        double[] returns = request.Returns();
        int window = request.Parameters.Whole("window", 250);
        int steps = Math.Max(0, returns.Length - window + 1);
        double[] valuesAtRisk = new double[steps];
        double[] shortfalls = new double[steps];
        RollingHistorical.Run(
            returns,
            window,
            request.Confidence,
            valuesAtRisk,
            shortfalls,
            Quantile(request.Parameters),
            Shortfall(request.Parameters));
        json.WriteNumber("window", window);
        ResultWriter.Numbers(json, "var", valuesAtRisk);
        ResultWriter.Numbers(json, "es", shortfalls);
    }

    private static void Backtesting(BatchRequest request, Utf8JsonWriter json)
    {
        Parameters p = request.Parameters;
        string name = p.Has("model") ? p.Text("model") : "historical";
        ForecastModel model = ForecastModels.Find(name) ?? throw p.Wrong(
            "model", "one of " + string.Join(", ", ForecastModels.All.Select(known => known.Name)));
        ReturnTable assets = request.Table();
        double[] weights = p.OptionalNumbers("weights") ?? [.. Enumerable.Repeat(1.0 / assets.Assets, assets.Assets)];
        double[] returns = assets.Portfolio(weights);
        ForecastSeries series = RollingForecasts.Run(assets, weights, model, [request.Confidence], Options(p))[0];
        (double[] happened, double[] valuesAtRisk, double[] shortfalls) = series.Made(returns);
        ResultWriter.Report(json, Backtest.Run(
            name, happened, valuesAtRisk, shortfalls, request.Confidence, Truth(p),
            series.IsMade.Length - happened.Length, p.Whole("simulations", 2_000), Seed(p)));
        if (p.Switch("forecasts"))
        {
            ResultWriter.Numbers(
                json, "var", series.ValuesAtRisk.Select((value, i) => series.IsMade[i] ? value : (double?)null));
            ResultWriter.Numbers(
                json, "es", series.Shortfalls.Select((value, i) => series.IsMade[i] ? value : (double?)null));
        }
    }

    private static RollingOptions Options(Parameters p) => new()
    {
        WindowSteps = p.Whole("window", 500),
        RefitSteps = p.Whole("refit", 1),
        Quantile = Quantile(p),
        Shortfall = Shortfall(p),
        VolatilityDecayRatio = p.Number("decay", 0.94),
        AgeDecayRatio = p.Number("ageDecay", 0.98),
        Start = p.Has("start") ? Start(p) : null,
        ThresholdRatio = p.Number("thresholdQuantile", 0.9),
        Paths = p.Whole("paths", 20_000),
        Seed = Seed(p),
    };
}
