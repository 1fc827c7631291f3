using System.CommandLine;
using System.Globalization;
using Weir.App.Commands.Risk.Plotting;
using Weir.Core.Errors;
using Weir.Risk;
using Weir.Risk.Backtests;
using Weir.Risk.Models;
using Weir.Risk.Portfolios;

namespace Weir.App.Commands.Risk;

/// <summary><c>weir risk var</c> and <c>weir risk es</c>: the figures of chosen models at chosen confidences, and of
/// several assets what each has to do with them.</summary>
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
        foreach (Option option in new Option[] { models, options.Confidence, options.Position, options.Weights,
            options.Shortfall, options.Set })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command,
            $"weir risk {name} --prices eth.csv --model all --plot {name}.svg",
            $"weir risk {name} --prices eth.csv --model garch --set innovations=t --confidence 0.99 --set horizonSteps=10",
            $"weir risk {name} --prices eth.csv --position -500000 --currency EUR",
            $"weir risk {name} --query \"SELECT day, eth, btc FROM prices ORDER BY 1\" --warehouse duckdb:weir.duckdb --weights 70 30");
        command.SetAction((parsed, cancellationToken) => RunAsync(name, options, models, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string name, RiskOptions options, Option<string[]> models, ParseResult parsed,
        CancellationToken cancellationToken)
    {
        RiskQuestion question = await options.AskAsync(parsed, cancellationToken);
        string[] wanted = parsed.GetValue(models)!;
        bool all = wanted is ["all"];
        List<GradedFigure> made = [];
        List<PortfolioRisk> shares = [];
        foreach (RiskModel model in all ? RiskModels.OfOneSeries : wanted.Select(RiskModels.Find))
        {
            foreach (double confidence in parsed.GetValue(options.Confidence)!)
            {
                try
                {
                    Parameters parameters = new(
                        model.Name, options.SetOf(
                            parsed, confidence, question.Subject.Returns, model.Parameters), model.Parameters);
                    RiskEstimate estimate = model.Estimate!(parameters, question.Held);
                    made.Add(new GradedFigure(
                        model.Name, estimate, Grading.Of(question.Returns, question.Weights, model, parameters)));
                    cancellationToken.ThrowIfCancellationRequested();
                    AddShares(shares, question, model, parameters);
                }
                catch (ModelInputException refusal) when (all)
                {
                    // Asked for all of them, one that does not take this series is named and the others still answer.
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture,
                        $"no figure at {confidence:0.####}: {refusal.Message} [{refusal.Code}]"));
                }
            }
        }

        if (made.Count == 0)
        {
            throw RiskErrors.Request(
                "no model takes this series.", "The lines above say why of each; check the prices.");
        }

        EstimateAnswer answer = new(question, made, shares);
        if (parsed.GetValue(options.Json))
        {
            await answer.WriteJsonAsync(parsed.InvocationConfiguration.Output);
        }
        else
        {
            await answer.WriteTablesAsync(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        }

        if (parsed.GetValue(options.Plot) is { } path)
        {
            bool isShortfall = name == "es";
            ChartFile.Write(path, RiskCharts.Spread(
                (isShortfall ? "Expected shortfall" : "Value at risk") + " and the returns it rests on",
                question.Subject,
                question.Held,
                [.. made.Select(item => (
                    item.Model, item.Estimate.ConfidenceRatio, isShortfall
                        ? item.Estimate.ExpectedShortfall ?? double.NaN : item.Estimate.ValueAtRisk))
                    .Where(item => double.IsFinite(item.Item3))]), PlotTheme.Of(parsed.GetValue(options.Theme)!));
        }

        return 0;
    }

    private static void AddShares(
        List<PortfolioRisk> shares, RiskQuestion question, RiskModel model, Parameters parameters)
    {
        if (question.Returns.Assets < 2)
        {
            return;
        }

        PortfolioRisk risk = PortfolioReport.Of(
            question.Returns, question.Weights, model.Name, parameters.Confidence, parameters);
        if (!shares.Exists(other => other.Model == risk.Model && other.ConfidenceRatio == parameters.Confidence))
        {
            shares.Add(risk);
        }
    }
}
