using System.CommandLine;
using System.Globalization;
using Weir.App.Commands.Risk.Batch;
using Weir.Core.Errors;
using Weir.Risk;
using Weir.Risk.Backtests;
using Weir.Risk.Models;
using Weir.Risk.Portfolios;

namespace Weir.App.Commands.Risk;

/// <summary><c>weir risk var</c> and <c>weir risk es</c>: the figures of chosen models at chosen confidences, and of several assets
/// what each has to do with them.</summary>
internal static class EstimateCommand
{
    public static Command Build(string name, string description, IPriceQuery query)
    {
        RiskOptions options = new(query);
        Option<string[]> models = new("--model")
        {
            Description = "one or more models, or all",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["historical"],
        };
        Command command = new(name, description);
        options.AddSeries(command);
        foreach (Option option in new Option[] { models, options.Confidence, options.Position, options.Weights, options.Set })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command,
            $"weir risk {name} --prices eth.csv --model all --plot {name}.svg",
            $"weir risk {name} --prices eth.csv --model garch --set innovations=t --confidence 0.99 --set horizonSteps=10",
            $"weir risk {name} --query \"SELECT day, eth, btc FROM prices ORDER BY 1\" --warehouse duckdb:weir.duckdb --weights 0.7 0.3");
        command.SetAction((parsed, cancellationToken) => RunAsync(name, options, models, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string name, RiskOptions options, Option<string[]> models, ParseResult parsed, CancellationToken cancellationToken)
    {
        PriceTable table = await options.ReadAsync(parsed, cancellationToken);
        ReturnTable returns = new(options.ReturnsOf(parsed, table));
        double[] weights = options.WeightsOf(parsed, returns.Assets);
        double[] portfolio = returns.Portfolio(weights);
        string[] wanted = parsed.GetValue(models)!;
        bool all = wanted is ["all"];
        List<GradedFigure> made = [];
        List<PortfolioRisk> shares = [];
        foreach (RiskModel model in Find(all, wanted))
        {
            foreach (double confidence in parsed.GetValue(options.Confidence)!)
            {
                try
                {
                    Parameters parameters = new(model.Name, options.SetOf(parsed, confidence), model.Parameters);
                    RiskEstimate estimate = model.Estimate!(parameters, portfolio);
                    made.Add(new GradedFigure(model.Name, estimate, Grading.Of(returns, weights, model, parameters).Report));
                    cancellationToken.ThrowIfCancellationRequested();
                    if (returns.Assets > 1)
                    {
                        PortfolioRisk risk = PortfolioReport.Of(returns, weights, model.Name, confidence, parameters);
                        if (!shares.Exists(other => other.Model == risk.Model && other.ConfidenceRatio == confidence))
                        {
                            shares.Add(risk);
                        }
                    }
                }
                catch (ModelInputException refusal) when (all)
                {
                    // Asked for all of them, one that does not take this series is named and the others still answer.
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture, $"no figure at {confidence:0.####}: {refusal.Message} [{refusal.Code}]"));
                }
            }
        }

        if (parsed.GetValue(options.Json))
        {
            await WriteJsonAsync(parsed.InvocationConfiguration.Output, made, shares, table.Assets);
        }
        else
        {
            await WriteTablesAsync(parsed.InvocationConfiguration, made, shares, table.Assets, parsed.GetValue(options.Position));
        }

        if (parsed.GetValue(options.Plot) is { } path)
        {
            Plots.Histogram(path, portfolio, [.. made.Select(item => (
                string.Create(CultureInfo.InvariantCulture, $"{item.Model} {name} {item.Estimate.ConfidenceRatio:0.####}"),
                name == "es" ? item.Estimate.ExpectedShortfall ?? item.Estimate.ValueAtRisk : item.Estimate.ValueAtRisk))]);
        }

        return 0;
    }

    private static IEnumerable<RiskModel> Find(bool all, string[] wanted) => all ? RiskModels.OfOneSeries : wanted.Select(RiskModels.Find);

    private static async Task WriteJsonAsync(
        TextWriter output, List<GradedFigure> made, List<PortfolioRisk> shares, IReadOnlyList<string> assets)
    {
        foreach (GradedFigure figure in made)
        {
            await output.WriteLineAsync(JsonLine.Of(writer =>
            {
                ResultWriter.Estimate(writer, figure.Estimate);
                if (figure.Verdict is { } verdict)
                {
                    writer.WriteStartObject("verdict");
                    ResultWriter.Report(writer, verdict);
                    writer.WriteEndObject();
                }
                else
                {
                    writer.WriteNull("verdict");
                }
            }));
        }

        foreach (PortfolioRisk risk in shares)
        {
            await output.WriteLineAsync(JsonLine.Of(writer =>
            {
                ResultWriter.Portfolio(writer, risk);
                writer.WriteStartArray("assets");
                foreach (string asset in assets)
                {
                    writer.WriteStringValue(asset);
                }

                writer.WriteEndArray();
            }));
        }
    }

    private static async Task WriteTablesAsync(
        InvocationConfiguration screen,
        List<GradedFigure> made,
        List<PortfolioRisk> shares,
        IReadOnlyList<string> assets,
        double position)
    {
        await screen.Output.WriteAsync(TextTable.Render(
            ["model", "confidence", "VaR", "ES", "VaR money", "ES money", "returns", "light", "exceeded", "expected", "POF", "McNeil-Frey"],
            [.. made.Select(item => Row(item.Model, item.Estimate, item.Verdict, position))]));
        await screen.Error.WriteLineAsync(
            "light to McNeil-Frey: the model back-tested along the series (a refit every 20 steps, the last 1,000 forecasts); p-values, * rejected at 5 percent.");
        foreach (PortfolioRisk risk in shares)
        {
            await screen.Output.WriteAsync(string.Create(
                CultureInfo.InvariantCulture, $"\n{risk.Model}, {risk.ConfidenceRatio:0.####}, one step: VaR and its parts, ES and its parts\n"));
            await screen.Output.WriteAsync(TextTable.Render(PortfolioReport.Header, PortfolioReport.Rows(risk, assets)));
        }

        foreach (string warning in made.SelectMany(item => item.Estimate.Warnings.Select(text => $"{item.Model}: {text}")).Distinct())
        {
            await screen.Error.WriteLineAsync($"warning: {warning}");
        }
    }

    private static string[] Row(string model, RiskEstimate estimate, BacktestReport? verdict, double position) =>
    [
        model,
        estimate.ConfidenceRatio.ToString("0.####", CultureInfo.InvariantCulture),
        estimate.ValueAtRisk.ToString("P3", CultureInfo.InvariantCulture),
        estimate.ExpectedShortfall?.ToString("P3", CultureInfo.InvariantCulture) ?? "none",
        (estimate.ValueAtRisk * position).ToString("N2", CultureInfo.InvariantCulture),
        (estimate.ExpectedShortfall * position)?.ToString("N2", CultureInfo.InvariantCulture) ?? "none",
        estimate.Observations.ToString(CultureInfo.InvariantCulture),
        verdict is null ? "ungraded" : ResultWriter.Colour(verdict),
        verdict?.Exceedances.ToString(CultureInfo.InvariantCulture) ?? string.Empty,
        verdict?.ExpectedExceedances.ToString("0.#", CultureInfo.InvariantCulture) ?? string.Empty,
        verdict is null ? string.Empty : BacktestCommand.PValue(verdict["kupiec-pof"]),
        verdict is null ? string.Empty : BacktestCommand.PValue(verdict["mcneil-frey"]),
    ];

    private sealed record GradedFigure(string Model, RiskEstimate Estimate, BacktestReport? Verdict);
}
