using System.Text.Json;
using Weir.Risk.Drawdowns;
using Weir.Risk.FilteredHistorical;
using Weir.Risk.Garch;
using Weir.Risk.Historical;
using Weir.Risk.Models;
using Weir.Risk.Volatility;
using static Weir.Risk.Models.Choices;

namespace Weir.App.Commands.Risk.Batch;

/// <summary>Models of one series.</summary>
internal static class MarketModels
{
    public static IReadOnlyList<BatchModel> All { get; } =
    [
        .. RiskModels.OfOneSeries.Select(Estimate),
        new("quantile", ["probability", "quantileType"], (r, json) =>
            ResultWriter.Number(json, "quantile", Quantiles.Of(
                r.Returns(), r.Parameters.Number("probability"), Quantile(r.Parameters)))),
        new("drawdown", ["confidence", "form", "returnKind", "graded"], (r, json) =>
        {
            double[] returns = r.Returns();
            ResultWriter.Drawdown(
                json, Drawdown.Estimate(returns, r.Confidence, Kind(r.Parameters), Form(r.Parameters)));
            if (r.Parameters.Switch("graded"))
            {
                ResultWriter.Grade(json, Drawdown.Grade(returns, r.Confidence, Kind(r.Parameters), Form(r.Parameters)));
            }
        }),
        new(
            "garch-log-likelihood",
            ["omega", "alpha", "gamma", "beta", "mu", "degreesOfFreedom", "start"],
            LogLikelihood),
        new("volatility", ["filter", "innovations", "start", "mean", "decay"], Volatility),
    ];

    private static BatchModel Estimate(RiskModel model) => new(model.Name, model.Parameters, (request, json) =>
    {
        double[] returns = request.Returns();
        request.Source.WarnOfKind(request.Parameters);
        ResultWriter.Estimate(json, model.Estimate!(request.Parameters, returns));
    });

    private static void LogLikelihood(BatchRequest request, Utf8JsonWriter json)
    {
        Parameters p = request.Parameters;
        double? degrees = p.Optional("degreesOfFreedom");
        double gamma = p.Number("gamma", 0);
        GarchParameters parameters = new(
            p.Number("mu", 0), p.Number("omega"), p.Number("alpha"), gamma, p.Number("beta"), degrees);
        GarchOptions options = new()
        {
            Leverage = gamma != 0,
            Innovation = degrees is null ? Innovation.Normal : Innovation.StudentT,
            Start = Start(p),
        };
        ResultWriter.Number(
            json, "logLikelihood", GarchEstimator.LogLikelihood(request.Returns(), parameters, options));
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
