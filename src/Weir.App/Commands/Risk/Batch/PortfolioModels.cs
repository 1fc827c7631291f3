using System.Text.Json;
using Weir.Risk.MonteCarlo;
using Weir.Risk.Budgets;
using Weir.Risk.Historical;
using Weir.Risk.Models;
using Weir.Risk.Portfolios;
using Weir.Risk.Stress;
using static Weir.Risk.Models.Choices;

namespace Weir.App.Commands.Risk.Batch;

/// <summary>Models of several assets.</summary>
internal static class PortfolioModels
{
    private static readonly string[] CovarianceParameters = ["estimator", "divisor", "mean", "decay"];

    public static IReadOnlyList<BatchModel> All { get; } =
    [
        new("covariance", CovarianceParameters, Covariances),
        new(
            "portfolio-normal",
            ["confidence", "weights", "means", "covariance", .. CovarianceParameters],
            (r, json) => Elliptical(r, json, null)),
        new("portfolio-student-t",
            ["confidence", "weights", "means", "covariance", "degreesOfFreedom", .. CovarianceParameters], (r, json) =>
            Elliptical(r, json, r.Parameters.Number("degreesOfFreedom"))),
        new("portfolio-historical", ["confidence", "weights", "quantileType", "shortfall"],
            (r, json) => ResultWriter.Portfolio(
            json, HistoricalPortfolio.Estimate(
                r.Parameters.Numbers("weights"),
                r.Table(),
                r.Confidence,
                Quantile(r.Parameters),
                Shortfall(r.Parameters, ShortfallForm.RockafellarUryasev)))),
        new("monte-carlo",
            ["confidence", "weights", "marginals", "copula", "copulaDegreesOfFreedom", "correlation", "locations",
                "scales", "degreesOfFreedom", "paths", "seed", "horizonSteps", "returnKind", "components"], Simulation),
        new("risk-budget", ["confidence", "method", "graded", .. CovarianceParameters], Budget),
        new("stress", ["positions", "shocks", "names", "currency"], Shocks),
        new("stress-window", ["positions", "prices", "names", "currency"], (r, json) => Stressed(
            json, r.Parameters, StressTest.Window(
                "window", r.Parameters.Numbers("positions"), r.Parameters.Rows("prices")))),
    ];

    private static void Covariances(BatchRequest request, Utf8JsonWriter json)
    {
        CovarianceEstimate estimate = Covariance.Estimate(request.Table(), Choices.CovarianceOf(request.Parameters));
        json.WriteStartArray("covariance");
        for (int i = 0; i < estimate.Assets; i++)
        {
            json.WriteStartArray();
            for (int j = 0; j < estimate.Assets; j++)
            {
                json.WriteNumberValue(estimate[i, j]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        ResultWriter.Number(json, "shrinkage", estimate.ShrinkageRatio);
        ResultWriter.Notes(json, estimate.Conventions, []);
    }

    private static void Elliptical(BatchRequest request, Utf8JsonWriter json, double? degrees)
    {
        Parameters p = request.Parameters;
        double[] weights = p.Numbers("weights");
        CovarianceEstimate covariance;
        double[] means;
        if (p.Has("covariance"))
        {
            double[][] rows = p.Rows("covariance");
            double[] values = [.. rows.SelectMany(row => row)];
            if (values.Length != rows.Length * rows.Length)
            {
                throw p.Wrong("covariance", "a square matrix, row by row");
            }

            covariance = new CovarianceEstimate
            {
                Assets = rows.Length,
                Values = values,
                Conventions = [new(
                "estimator", "given")]
            };
            means = p.OptionalNumbers("means") ?? new double[rows.Length];
        }
        else
        {
            ReturnTable table = request.Table();
            CovarianceOptions options = Choices.CovarianceOf(request.Parameters);
            covariance = Covariance.Estimate(table, options);
            means = p.OptionalNumbers("means")
                ?? [.. Enumerable.Range(0, table.Assets).Select(
                    asset => options.ZeroMean ? 0 : table.Column(asset).ToArray().Average())];
        }

        ResultWriter.Portfolio(
            json, EllipticalPortfolio.Estimate(weights, means, covariance, request.Confidence, degrees));
    }

    private static void Budget(BatchRequest request, Utf8JsonWriter json)
    {
        Parameters p = request.Parameters;
        ReturnTable returns = request.Table();
        CovarianceOptions options = CovarianceOf(p);
        ResultWriter.Portfolio(json, RiskBudget.Parts(returns, Method(p), request.Confidence, options));
        if (p.Switch("graded"))
        {
            ResultWriter.Grade(json, RiskBudget.Grade(returns, Method(p), request.Confidence, options));
        }
    }

    private static void Simulation(BatchRequest request, Utf8JsonWriter json)
    {
        Parameters p = request.Parameters;
        bool studentCopula = p.Choice("copula", false, ("gaussian", false), ("t", true));
        MonteCarloOptions options = new()
        {
            Paths = p.Whole("paths", 100_000),
            Seed = Seed(p),
            HorizonSteps = p.Whole("horizonSteps", 1),
            Kind = Kind(p),
            Components = p.Switch("components"),
        };
        double[] weights;
        IReadOnlyList<Marginal> marginals;
        double[] correlation;
        double? copulaDegrees = p.Optional("copulaDegreesOfFreedom");
        if (p.Has("correlation"))
        {
            correlation = [.. p.Rows("correlation").SelectMany(row => row)];
            double[] scales = p.Numbers("scales");
            double[] locations = p.OptionalNumbers("locations") ?? new double[scales.Length];
            double?[] degrees = p.Has("degreesOfFreedom")

                    ? [.. p.Numbers("degreesOfFreedom").Select(value => double.IsFinite(value) ? value : (double?)null)]
                    : new double?[scales.Length];
            if (locations.Length != scales.Length || degrees.Length != scales.Length)
            {
                throw p.Wrong("locations", "as many locations, scales and degreesOfFreedom as assets");
            }

            marginals = [.. scales.Select((scale, i) => new Marginal(locations[i], scale, degrees[i]))];
            copulaDegrees ??= studentCopula ? 4 : null;
        }
        else
        {
            CopulaFit fit = CopulaFit.Of(
                request.Table(), p.Choice(
                    "marginals", false, ("normal", false), ("t", true)), studentCopula && copulaDegrees is null);
            marginals = fit.Marginals;
            correlation = [.. fit.Correlation];
            copulaDegrees ??= fit.CopulaDegreesOfFreedom;
            json.WriteStartArray("fittedMarginals");
            foreach (Marginal marginal in marginals)
            {
                json.WriteStartObject();
                json.WriteNumber("location", marginal.Location);
                json.WriteNumber("scale", marginal.Scale);
                ResultWriter.Number(json, "degreesOfFreedom", marginal.DegreesOfFreedom);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            ResultWriter.Numbers(json, "correlation", correlation);
        }

        weights = p.OptionalNumbers("weights") ?? [.. marginals.Select(_ => 1.0 / marginals.Count)];
        ResultWriter.Number(json, "copulaDegreesOfFreedom", copulaDegrees);
        ResultWriter.Estimate(json, MonteCarloRisk.Estimate(
            weights, marginals, correlation, request.Confidence,
            options with { CopulaDegreesOfFreedom = copulaDegrees }));
    }

    private static void Shocks(BatchRequest request, Utf8JsonWriter json)
    {
        double[] positions = request.Parameters.Numbers("positions");
        double[][] shocks = request.Parameters.Has("shocks")
            ? Rows(request.Parameters, positions.Length) : [.. StressTest.DefaultShockRatios.Select(
                shock => Enumerable.Repeat(shock, positions.Length).ToArray())];
        json.WriteStartArray("scenarios");
        foreach (double[] shock in shocks)
        {
            json.WriteStartObject();
            ResultWriter.Numbers(json, "shocks", shock);
            Stressed(json, request.Parameters, StressTest.Shock(positions, new StressScenario("shock", shock)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A list of lists, a scenario each; a plain list is one shock a scenario for all positions
    /// alike.</summary>
    private static double[][] Rows(Parameters p, int positions)
    {
        JsonElement value = p.Element("shocks");
        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
            && value[0].ValueKind == JsonValueKind.Array
            ? p.Rows("shocks")
            : [.. p.Numbers("shocks").Select(shock => Enumerable.Repeat(shock, positions).ToArray())];
    }

    private static void Stressed(Utf8JsonWriter json, Parameters p, StressResult result)
    {
        string currency = p.Has("currency") ? p.Text("currency").ToUpperInvariant() : "USD";
        ResultWriter.Number(json, ResultWriter.Money("profit", currency), result.ProfitUsd);
        ResultWriter.Number(json, "profitRatio", result.ProfitRatio);
        ResultWriter.Number(json, ResultWriter.Money("remaining", currency), result.RemainingUsd);
        ResultWriter.Number(json, ResultWriter.Money("worstProfit", currency), result.WorstProfitUsd);
        ResultWriter.Numbers(json, ResultWriter.Money("assetProfits", currency), result.AssetProfitsUsd);
    }
}
