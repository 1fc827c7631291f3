using System.CommandLine;
using System.Globalization;
using Weir.App.Commands.Risk.Batch;
using Weir.Risk.Backtests;
using Weir.Risk.Models;
using Weir.Risk.Portfolios;
using Weir.Risk.Rolling;

namespace Weir.App.Commands.Risk;

/// <summary><c>weir risk backtest</c>: rolling forecasts and what every test says of them.</summary>
internal static class BacktestCommand
{
    public static Command Build(IPriceQuery query)
    {
        RiskOptions options = new(query);
        Option<string[]> models = new("--model")
        {
            Description = "one or more forecast models, or all",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["all"],
        };
        Option<int> window = new("--window") { Description = "returns a forecast rests on", DefaultValueFactory = _ => 500 };
        Option<int> refit = new("--refit") { Description = "fit parameters anew every so many steps", DefaultValueFactory = _ => 1 };
        Command command = new("backtest", "Forecast along the series, count exceedances, and test.");
        options.AddSeries(command);
        foreach (Option option in new Option[] { models, window, refit, options.Confidence, options.Weights })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command,
            "weir risk backtest --prices eth.csv --window 500 --plot backtest.png",
            "weir risk backtest --prices eth.csv --model garch-t fhs monte-carlo-t --confidence 0.99 --refit 20",
            "weir risk backtest --query \"SELECT day, eth, btc FROM prices ORDER BY 1\" --model portfolio-ledoit-wolf monte-carlo-t --refit 20");
        command.SetAction((parsed, cancellationToken) => RunAsync(options, models, window, refit, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        RiskOptions options, Option<string[]> models, Option<int> window, Option<int> refit, ParseResult parsed, CancellationToken cancellationToken)
    {
        PriceTable table = await options.ReadAsync(parsed, cancellationToken);
        ReturnTable returns = new(options.ReturnsOf(parsed, table));
        double[] weights = options.WeightsOf(parsed, returns.Assets);
        double[] portfolio = returns.Portfolio(weights);
        RollingOptions rolling = new() { WindowSteps = parsed.GetValue(window), RefitSteps = parsed.GetValue(refit) };
        TextWriter output = parsed.InvocationConfiguration.Output;
        List<string[]> rows = [];
        List<(string Label, double[] ValuesAtRisk)> lines = [];
        foreach (ForecastModel model in Models(parsed.GetValue(models)!, returns.Assets))
        {
            string name = model.Name;
            foreach (ForecastSeries series in RollingForecasts.Run(returns, weights, model, parsed.GetValue(options.Confidence)!, rolling))
            {
                cancellationToken.ThrowIfCancellationRequested();
                (double[] happened, double[] valuesAtRisk, double[] shortfalls) = series.Made(portfolio);
                if (happened.Length < 2)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync($"{name}: it refused every window of this series");
                    continue;
                }

                BacktestReport report = Backtest.Run(
                    name, happened, valuesAtRisk, shortfalls, series.ConfidenceRatio, NullDistribution.Normal, series.IsMade.Length - happened.Length, 1_000);
                lines.Add((string.Create(CultureInfo.InvariantCulture, $"{name} {series.ConfidenceRatio:0.####}"), [.. series.ValuesAtRisk.Select((value, i) => series.IsMade[i] ? value : double.NaN)]));
                rows.Add(Row(report));
                if (parsed.GetValue(options.Json))
                {
                    await output.WriteLineAsync(JsonLine.Of(json => ResultWriter.Report(json, report)));
                }
            }
        }

        if (!parsed.GetValue(options.Json))
        {
            await output.WriteAsync(TextTable.Render(
                ["model", "confidence", "forecasts", "refused", "exceeded", "expected", "light", "POF", "TUFF", "independence", "conditional", "duration", "Z1", "Z2", "Z3", "McNeil-Frey"], rows));
            await parsed.InvocationConfiguration.Error.WriteLineAsync("p-values; * rejected at 5 percent. Z1 to Z3: normal null.");
        }

        if (parsed.GetValue(options.Plot) is { } path)
        {
            Plots.Backtest(path, portfolio[rolling.WindowSteps..], lines);
        }

        return 0;
    }

    private static IEnumerable<ForecastModel> Models(string[] wanted, int assets) => wanted is ["all"]
        ? assets > 1 ? ForecastModels.All : ForecastModels.OfOneSeries
        : wanted.Select(name => ForecastModels.Find(name) ?? throw new Core.Errors.ConfigException(
            Core.Errors.ErrorCodes.UnknownModel, $"there is no forecast model '{name}'.", $"One of: {string.Join(", ", ForecastModels.All.Select(known => known.Name))}."));

    private static string[] Row(BacktestReport report) =>
    [
        report.Model,
        report.ConfidenceRatio.ToString("0.####", CultureInfo.InvariantCulture),
        report.Observations.ToString(CultureInfo.InvariantCulture),
        report.Refused.ToString(CultureInfo.InvariantCulture),
        report.Exceedances.ToString(CultureInfo.InvariantCulture),
        report.ExpectedExceedances.ToString("0.#", CultureInfo.InvariantCulture),
        ResultWriter.Colour(report),
        PValue(report["kupiec-pof"]),
        PValue(report["kupiec-tuff"]),
        PValue(report["christoffersen-independence"]),
        PValue(report["christoffersen-conditional-coverage"]),
        PValue(report["duration"]),
        PValue(report["acerbi-szekely-z1"]),
        PValue(report["acerbi-szekely-z2"]),
        PValue(report["acerbi-szekely-z3"]),
        PValue(report["mcneil-frey"]),
    ];

    /// <summary>A p-value for a table, starred where it rejects.</summary>
    public static string PValue(TestVerdict verdict) =>
        verdict.PValue is { } p ? p.ToString("0.0000", CultureInfo.InvariantCulture) + (verdict.IsRejected == true ? "*" : " ") : "undefined";
}
