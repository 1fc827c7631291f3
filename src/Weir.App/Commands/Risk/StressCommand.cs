using System.CommandLine;
using System.Globalization;
using Weir.App.Commands.Risk.Batch;
using Weir.App.Commands.Risk.Plotting;
using Weir.App.Commands.Risk.Series;
using Weir.Risk.Stress;

namespace Weir.App.Commands.Risk;

/// <summary><c>weir risk stress</c>: shocks, and the windows of history that the prices cover.</summary>
internal static class StressCommand
{
    public static Command Build(IPriceQuery query)
    {
        RiskOptions options = new(query);
        Option<double[]> shocks =
            new("--shock")
            {
                Description = "shocks of all assets alike, -0.3 for a fall of 30 percent",
                AllowMultipleArgumentsPerToken = true
            };
        Command command = new("stress", "A position after shocks and after known crashes.");
        options.AddSeries(command);
        foreach (Option option in new Option[] { shocks, options.Position, options.Weights })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command,
            "weir risk stress --shock -0.3 -0.5 --position 250000",
            "weir risk stress --prices eth.csv --json");
        command.SetAction((parsed, cancellationToken) => RunAsync(options, shocks, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        RiskOptions options, Option<double[]> shocks, ParseResult parsed, CancellationToken cancellationToken)
    {
        bool havePrices = parsed.GetValue(options.Prices) is not null || parsed.GetValue(options.Query) is not null;
        PriceTable? table = havePrices ? await options.ReadAsync(parsed, cancellationToken) : null;
        double[] weights = await options.WeightsOfAsync(parsed, table?.Columns.Count ?? 1);
        double[] positions = [.. weights.Select(weight => weight * parsed.GetValue(options.Position))];
        RiskSubject? subject = table is null ? null : RiskSubject.Of(table, "simple", options.CurrencyOf(parsed)) with
        {
            Position = parsed.GetValue(options.Position),
            Weights = weights,
        };
        List<StressResult> results = [];
        foreach (double shock in parsed.GetValue(shocks) is { Length: > 0 } given ? given
            : StressTest.DefaultShockRatios)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"shock {100 * shock:0.##} %");
            results.Add(StressTest.Shock(positions, new StressScenario(name, [.. positions.Select(_ => shock)])));
        }

        if (table is not null)
        {
            foreach ((string name, string first, string last) in HistoricalWindows.Known)
            {
                int start = Index(table.Times, first);
                int end = Index(table.Times, last);
                if (start >= 0 && end > start)
                {
                    results.Add(StressTest.Window(
                        name, positions, [.. table.Columns.Select(column => column[start..(end + 1)])]));
                }
                else
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(
                        $"left out: {name} ({first} to {last}) does not lie in these prices");
                }
            }
        }

        string currency = options.CurrencyOf(parsed);
        string[] of = subject is null
            ? [string.Create(
                CultureInfo.InvariantCulture, $"position {currency} {parsed.GetValue(options.Position):N0}")]
            : [.. subject.Lines()];
        if (parsed.GetValue(options.Plot) is { } path)
        {
            Chart chart = RiskCharts.Bars(
                "Profit and loss in shocks and known crashes",
                of,
                $"profit, {currency}",
                [.. results.Select(result => (result.Name, result.ProfitUsd))]);
            ChartFile.Write(path, chart, PlotTheme.Of(parsed.GetValue(options.Theme)!));
        }

        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(options.Json))
        {
            foreach (StressResult result in results)
            {
                await output.WriteLineAsync(JsonLine.Of(json =>
                {
                    json.WriteString("scenario", result.Name);
                    ResultWriter.Number(json, ResultWriter.Money("profit", currency), result.ProfitUsd);
                    ResultWriter.Number(json, "profitRatio", result.ProfitRatio);
                    ResultWriter.Number(json, ResultWriter.Money("remaining", currency), result.RemainingUsd);
                    ResultWriter.Number(json, ResultWriter.Money("worstProfit", currency), result.WorstProfitUsd);
                    json.WriteString("currency", currency);
                    json.WriteNumber("position", parsed.GetValue(options.Position));
                    subject?.Write(json);
                }));
            }

            return 0;
        }

        foreach (string line in of)
        {
            await output.WriteLineAsync(line);
        }

        await output.WriteAsync(TextTable.Render(["scenario", $"profit {currency}", "profit %", "remaining",
            "worst on the way"], [.. results.Select(result => new[]
        {
            result.Name,
            result.ProfitUsd.ToString("N2", CultureInfo.InvariantCulture),
            result.ProfitRatio?.ToString("P2", CultureInfo.InvariantCulture) ?? "none",
            result.RemainingUsd.ToString("N2", CultureInfo.InvariantCulture),
            result.WorstProfitUsd.ToString("N2", CultureInfo.InvariantCulture),
        })]));
        return 0;
    }

    /// <summary>The row of a day: the first whose text begins with it.</summary>
    private static int Index(IReadOnlyList<string> times, string day)
    {
        for (int i = 0; i < times.Count; i++)
        {
            if (times[i].StartsWith(day, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
