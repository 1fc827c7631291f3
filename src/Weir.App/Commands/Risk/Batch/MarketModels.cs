using System.Text.Json;
using Weir.Risk;
using Weir.Risk.ExtremeValue;
using Weir.Risk.FilteredHistorical;
using Weir.Risk.Garch;
using Weir.Risk.Historical;
using Weir.Risk.Parametric;
using Weir.Risk.Volatility;
using static Weir.App.Commands.Risk.Batch.Choices;

namespace Weir.App.Commands.Risk.Batch;

/// <summary>Models of one series.</summary>
internal static class MarketModels
{
    /// <summary>Those whose result is a value at risk; the commands <c>var</c> and <c>es</c> take them by name.</summary>
    public static IReadOnlyList<EstimateModel> Estimates { get; } =
    [
        Estimate("historical", ["quantileType", "shortfall"], (r, x) => HistoricalSimulation.Estimate(
            x, r.Confidence, new HistoricalOptions { Quantile = Quantile(r.Parameters), Shortfall = Shortfall(r.Parameters), Horizon = HorizonOf(r.Parameters) })),
        Estimate("age-weighted", ["decay"], (r, x) => AgeWeighted.Estimate(x, r.Confidence, r.Parameters.Number("decay", 0.98), HorizonOf(r.Parameters))),
        Estimate("normal", ["divisor", "mean"], (r, x) => NormalRisk.Estimate(
            x, r.Confidence, Divisor(r.Parameters, MomentDivisor.Sample), ZeroMean(r.Parameters, "sample"), HorizonOf(r.Parameters))),
        Estimate("student-t", ["degreesOfFreedom", "divisor"], (r, x) => r.Parameters.Optional("degreesOfFreedom") is { } degrees
            ? StudentTRisk.EstimateWithDegrees(x, r.Confidence, degrees, Divisor(r.Parameters, MomentDivisor.Sample), HorizonOf(r.Parameters))
            : StudentTRisk.Estimate(x, r.Confidence, HorizonOf(r.Parameters))),
        Estimate("cornish-fisher", ["divisor"], (r, x) => CornishFisher.Estimate(
            x, r.Confidence, Divisor(r.Parameters, MomentDivisor.Population), HorizonOf(r.Parameters))),
        Estimate("ewma", ["decay", "start"], (r, x) => Ewma.Estimate(
            x, r.Confidence, new EwmaOptions { DecayRatio = r.Parameters.Number("decay", 0.94), Start = EwmaStartOf(r.Parameters), Horizon = HorizonOf(r.Parameters) })),
        Estimate("riskmetrics-2006", ["tau0", "tau1", "rho", "averages"], (r, x) => RiskMetrics2006.Estimate(
            x,
            r.Confidence,
            new RiskMetrics2006Options
            {
                LogDecaySteps = r.Parameters.Number("tau0", 1560),
                ShortestSteps = r.Parameters.Number("tau1", 4),
                Ratio = r.Parameters.Number("rho", Math.Sqrt(2)),
                Averages = r.Parameters.Whole("averages", 14),
            },
            HorizonOf(r.Parameters))),
        Estimate("garch", ["innovations", "start", "mean"], (r, x) => GarchRisk.Estimate(x, r.Confidence, Garch(r.Parameters, false), HorizonOf(r.Parameters))),
        Estimate("gjr-garch", ["innovations", "start", "mean"], (r, x) => GarchRisk.Estimate(x, r.Confidence, Garch(r.Parameters, true), HorizonOf(r.Parameters))),
        Estimate("fhs", ["filter", "innovations", "start", "mean", "decay", "quantileType", "shortfall"], Filtered),
        Estimate("evt-pot", ["thresholdQuantile", "threshold", "information"], (r, x) => PeaksOverThreshold.Estimate(
            x,
            r.Confidence,
            new PeaksOverThresholdOptions
            {
                ThresholdRatio = r.Parameters.Number("thresholdQuantile", 0.9),
                Threshold = r.Parameters.Optional("threshold"),
                Information = r.Parameters.Choice(
                    "information", InformationKind.Observed, ("observed", InformationKind.Observed), ("expected", InformationKind.Expected)),
                Horizon = HorizonOf(r.Parameters),
            })),
    ];

    public static IReadOnlyList<BatchModel> All { get; } =
    [
        .. Estimates.Select(model => model.ToBatch()),
        new("quantile", ["probability", "quantileType"], (r, json) =>
            ResultWriter.Number(json, "quantile", Quantiles.Of(r.Returns(), r.Parameters.Number("probability"), Quantile(r.Parameters)))),
        new("garch-log-likelihood", ["omega", "alpha", "gamma", "beta", "mu", "degreesOfFreedom", "start"], LogLikelihood),
        new("volatility", ["filter", "innovations", "start", "mean", "decay"], Volatility),
    ];

    private static EstimateModel Estimate(string name, string[] parameters, Func<BatchRequest, double[], RiskEstimate> compute) =>
        new(name, ["confidence", .. parameters, .. Horizon], compute);

    private static RiskEstimate Filtered(BatchRequest request, double[] returns)
    {
        Parameters p = request.Parameters;
        FilterKind filter = Filter(p);
        return FilteredHistoricalSimulation.Estimate(returns, request.Confidence, new FilteredHistoricalOptions
        {
            Filter = filter,
            Innovation = Innovations(p),
            Start = filter == FilterKind.Ewma ? VarianceStart.Backcast : Start(p),
            EwmaStart = filter == FilterKind.Ewma ? EwmaStartOf(p) : EwmaStart.Backcast,
            ZeroMean = ZeroMean(p, "estimated"),
            DecayRatio = p.Number("decay", 0.94),
            Quantile = Quantile(p),
            Shortfall = Shortfall(p),
            Horizon = HorizonOf(p),
        });
    }

    private static FilterKind Filter(Parameters p) => p.Choice(
        "filter", FilterKind.Garch, ("garch", FilterKind.Garch), ("gjr-garch", FilterKind.GjrGarch), ("ewma", FilterKind.Ewma));

    private static void LogLikelihood(BatchRequest request, Utf8JsonWriter json)
    {
        Parameters p = request.Parameters;
        double? degrees = p.Optional("degreesOfFreedom");
        double gamma = p.Number("gamma", 0);
        GarchParameters parameters = new(p.Number("mu", 0), p.Number("omega"), p.Number("alpha"), gamma, p.Number("beta"), degrees);
        GarchOptions options = new()
        {
            Leverage = gamma != 0,
            Innovation = degrees is null ? Innovation.Normal : Innovation.StudentT,
            Start = Start(p),
        };
        ResultWriter.Number(json, "logLikelihood", GarchEstimator.LogLikelihood(request.Returns(), parameters, options));
    }

    private static void Volatility(BatchRequest request, Utf8JsonWriter json)
    {
        Parameters p = request.Parameters;
        FilterKind filter = Filter(p);
        IReadOnlyList<double> variances = filter == FilterKind.Ewma
            ? Ewma.Variances(request.Returns(), p.Number("decay", 0.94), EwmaStartOf(p))
            : GarchEstimator.Fit(request.Returns(), Garch(p, filter == FilterKind.GjrGarch)).Variances;
        ResultWriter.Numbers(json, "variances", variances);
        ResultWriter.Number(json, "nextVariance", variances[^1]);
    }
}
