using System.CommandLine;
using System.Globalization;
using Weir.App.Commands.Risk.Batch;
using Weir.Risk;
using Weir.Risk.Portfolios;

namespace Weir.App.Commands.Risk;

/// <summary><c>weir risk var</c> and <c>weir risk es</c>: the figures of chosen models at chosen confidences.</summary>
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

        command.SetAction((parsed, cancellationToken) => RunAsync(name, options, models, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string name, RiskOptions options, Option<string[]> models, ParseResult parsed, CancellationToken cancellationToken)
    {
        PriceTable table = await options.ReadAsync(parsed, cancellationToken);
        ReturnTable returns = new(options.ReturnsOf(parsed, table));
        double[] portfolio = returns.Portfolio(options.WeightsOf(parsed, returns.Assets));
        double position = parsed.GetValue(options.Position);
        bool json = parsed.GetValue(options.Json);
        List<string[]> rows = [];
        List<(string Model, RiskEstimate Estimate)> made = [];
        string[] wanted = parsed.GetValue(models)!;
        bool all = wanted is ["all"];
        foreach (string model in all ? MarketModels.Estimates.Select(candidate => candidate.Name) : wanted)
        {
            EstimateModel found = MarketModels.Estimates.FirstOrDefault(candidate => candidate.Name == model)
                ?? throw new Core.Errors.ConfigException(
                    Core.Errors.ErrorCodes.UnknownModel, $"there is no model '{model}'.", $"One of: {string.Join(", ", MarketModels.Estimates.Select(candidate => candidate.Name))}.");
            foreach (double confidence in parsed.GetValue(options.Confidence)!)
            {
                try
                {
                    Parameters parameters = new(model, options.SetOf(parsed, confidence), found.Parameters);
                    RiskEstimate estimate = found.Compute(new BatchRequest(parameters, null, new SeriesRequest()), portfolio);
                    made.Add((model, estimate));
                    rows.Add(Row(model, estimate, position));
                }
                catch (Core.Errors.ModelInputException refusal) when (all)
                {
                    // Asked for all of them, one that does not take this series is named and the others still answer.
                    await parsed.InvocationConfiguration.Error.WriteLineAsync($"{model}: {refusal.Message} [{refusal.Code}]");
                }
            }
        }

        TextWriter output = parsed.InvocationConfiguration.Output;
        if (json)
        {
            foreach ((_, RiskEstimate estimate) in made)
            {
                await output.WriteLineAsync(JsonLine.Of(writer => ResultWriter.Estimate(writer, estimate)));
            }
        }
        else
        {
            await output.WriteAsync(TextTable.Render(["model", "confidence", "VaR", "ES", "VaR money", "ES money", "returns"], rows));
            foreach (string warning in made.SelectMany(item => item.Estimate.Warnings.Select(text => $"{item.Model}: {text}")).Distinct())
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"warning: {warning}");
            }
        }

        if (parsed.GetValue(options.Plot) is { } path)
        {
            Plots.Histogram(path, portfolio, [.. made.Select(item => (
                string.Create(CultureInfo.InvariantCulture, $"{item.Model} {name} {item.Estimate.ConfidenceRatio:0.####}"),
                name == "es" ? item.Estimate.ExpectedShortfall ?? item.Estimate.ValueAtRisk : item.Estimate.ValueAtRisk))]);
        }

        return 0;
    }

    private static string[] Row(string model, RiskEstimate estimate, double position) =>
    [
        model,
        estimate.ConfidenceRatio.ToString("0.####", CultureInfo.InvariantCulture),
        estimate.ValueAtRisk.ToString("P3", CultureInfo.InvariantCulture),
        estimate.ExpectedShortfall?.ToString("P3", CultureInfo.InvariantCulture) ?? "none",
        (estimate.ValueAtRisk * position).ToString("N2", CultureInfo.InvariantCulture),
        (estimate.ExpectedShortfall * position)?.ToString("N2", CultureInfo.InvariantCulture) ?? "none",
        estimate.Observations.ToString(CultureInfo.InvariantCulture),
    ];
}
