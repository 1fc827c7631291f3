using System.CommandLine;
using System.Globalization;
using Weir.App.Commands.Risk.Batch;
using Weir.App.Commands.Risk.Plotting;
using Weir.Core.Errors;
using Weir.Risk.Backtests;
using Weir.Risk.Historical;
using Weir.Risk.Models;
using Weir.Risk.Rolling;

namespace Weir.App.Commands.Risk;

/// <summary><c>weir risk backtest</c>: rolling forecasts and what every test says of them.</summary>
internal static class BacktestCommand
{
    private static readonly string[] Tests =
    [
        "kupiec-pof", "kupiec-tuff", "christoffersen-independence", "christoffersen-conditional-coverage", "duration",
        "acerbi-szekely-z1", "acerbi-szekely-z2", "acerbi-szekely-z3", "mcneil-frey",
    ];

    public static Command Build(IPriceQuery query)
    {
        RiskOptions options = new(query);
        Option<string[]> models = new("--model")
        {
            Description = "one or more forecast models, or all",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["all"],
        };
        Option<int> window =
            new("--window") { Description = "returns a forecast rests on", DefaultValueFactory = _ => 500 };
        Option<int> refit =
            new("--refit") { Description = "fit parameters anew every so many steps", DefaultValueFactory = _ => 1 };
        Command command = new("backtest", "Forecast along the series, count exceedances, and test.");
        options.AddSeries(command);
        foreach (Option option in new Option[] { models, window, refit, options.Confidence, options.Position,
            options.Weights, options.Shortfall })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command,
            "weir risk backtest --prices eth.csv --window 500 --plot backtest.png",
            "weir risk backtest --prices eth.csv --model garch-t fhs monte-carlo-t --confidence 0.99 --refit 20",
            "weir risk backtest --query \"SELECT day, eth, btc FROM prices ORDER BY 1\" --model portfolio-ledoit-wolf monte-carlo-t --refit 20");
        command.SetAction((parsed, cancellationToken) => RunAsync(
            options, models, window, refit, parsed, cancellationToken));
        return command;
    }

    /// <summary>A p-value for a table, starred where it rejects.</summary>
    public static string PValue(TestVerdict verdict) =>
        verdict.PValue is { } p
            ? p.ToString("0.0000", CultureInfo.InvariantCulture) + (verdict.IsRejected == true ? "*" : " ")
            : "undefined";

    private static async Task<int> RunAsync(
        RiskOptions options, Option<string[]> models, Option<int> window, Option<int> refit, ParseResult parsed,
        CancellationToken cancellationToken)
    {
        RiskQuestion question = await options.AskAsync(parsed, cancellationToken);
        RollingOptions rolling = new()
        {
            WindowSteps = parsed.GetValue(window),
            RefitSteps = parsed.GetValue(refit),
            Shortfall = parsed.GetValue(options.Shortfall) == "rockafellar-uryasev"
                ? ShortfallForm.RockafellarUryasev : ShortfallForm.TailMean,
        };
        CheckWindow(rolling.WindowSteps, question.Held.Length);
        RiskSubject subject = question.Subject with
        {
            Choices =
            [
                ("window", rolling.WindowSteps.ToString(CultureInfo.InvariantCulture)),
                ("refit every", rolling.RefitSteps.ToString(CultureInfo.InvariantCulture)),
                ("horizon", question.Subject.Step),
            ],
        };
        TextWriter output = parsed.InvocationConfiguration.Output;
        TextWriter error = parsed.InvocationConfiguration.Error;
        List<BacktestReport> reports = [];
        List<(string Model, double Confidence, double[] ValuesAtRisk)> lines = [];
        foreach (ForecastModel model in Models(parsed.GetValue(models)!, question.Returns.Assets))
        {
            foreach (ForecastSeries series in RollingForecasts.Run(
                question.Returns, question.Weights, model, parsed.GetValue(options.Confidence)!, rolling))
            {
                cancellationToken.ThrowIfCancellationRequested();
                (double[] happened, double[] valuesAtRisk, double[] shortfalls) = series.Made(question.Held);
                if (happened.Length < 2)
                {
                    await error.WriteLineAsync(FormattableString.Invariant(
                        $"{model.Name}: it takes {happened.Length} of the {series.IsMade.Length} windows"));
                    continue;
                }

                reports.Add(Backtest.Run(
                    model.Name, happened, valuesAtRisk, shortfalls, series.ConfidenceRatio, NullDistribution.Normal,
                    series.IsMade.Length - happened.Length, 1_000));
                lines.Add((model.Name, series.ConfidenceRatio, [.. series.ValuesAtRisk.Select(
                    (value, i) => series.IsMade[i] ? value : double.NaN)]));
            }
        }

        if (reports.Count == 0)
        {
            throw new ModelInputException(
                ErrorCodes.ModelTooFewObservations,
                "backtest: no model takes two windows of this series.",
                "Give a longer series, or another window.");
        }

        await (parsed.GetValue(options.Json) ? WriteJsonAsync(output, subject, reports) : WriteTableAsync(
            output, error, subject, reports));
        if (parsed.GetValue(options.Plot) is { } path)
        {
            Chart chart = RiskCharts.Backtest(
                question.Subject, question.Prices, rolling.WindowSteps, question.Held[rolling.WindowSteps..], lines);
            ChartFile.Write(path, chart, PlotTheme.Of(parsed.GetValue(options.Theme)!));
        }

        return 0;
    }

    private static void CheckWindow(int window, int returns)
    {
        if (window > 0 && returns - window is > 0 and < 2)
        {
            throw new ModelInputException(
                ErrorCodes.ModelTooFewObservations,
                FormattableString.Invariant(
                    $"backtest: a window of {window} leaves one forecast of {returns} returns; the tests need two."),
                FormattableString.Invariant(
                    $"Give --window {returns - 2} or less; {returns / 2} judges as many forecasts as it rests on."));
        }
    }

    private static async Task WriteJsonAsync(TextWriter output, RiskSubject subject, List<BacktestReport> reports)
    {
        foreach (BacktestReport report in reports)
        {
            await output.WriteLineAsync(JsonLine.Of(json =>
            {
                ResultWriter.Report(json, report);
                subject.Write(json);
            }));
        }
    }

    private static async Task WriteTableAsync(
        TextWriter output, TextWriter error, RiskSubject subject, List<BacktestReport> reports)
    {
        foreach (string line in subject.Lines())
        {
            await output.WriteLineAsync(line);
        }

        await output.WriteAsync(TextTable.Render(
            ["model", "confidence", "forecasts", "refused", "exceeded", "expected", "light", "POF", "TUFF",
                "independence", "conditional", "duration", "Z1", "Z2", "Z3", "McNeil-Frey"],
            [.. reports.Select(Row)]));
        await error.WriteLineAsync("p-values; * rejected at 5 percent. Z1 to Z3: normal null.");
        IEnumerable<string> reasons = reports.Select(report => report.TrafficLight.Reason).OfType<string>()
            .Concat(reports.SelectMany(report => report.Tests.Where(test => test.PValue is null).SelectMany(
                test => test.Warnings.Select(why => $"{test.Test} undefined: {why}"))));
        foreach (string reason in reasons.Distinct().Take(8))
        {
            await error.WriteLineAsync(reason);
        }
    }

    private static IEnumerable<ForecastModel> Models(string[] wanted, int assets) => wanted is ["all"]
        ? assets > 1 ? ForecastModels.All : ForecastModels.OfOneSeries
        : wanted.Select(name => ForecastModels.Find(name) ?? throw new ConfigException(
            ErrorCodes.UnknownModel, $"there is no forecast model '{name}'.",
            $"One of: {string.Join(", ", ForecastModels.All.Select(known => known.Name))}."));

    private static string[] Row(BacktestReport report) =>
    [
        report.Model,
        report.ConfidenceRatio.ToString("0.####", CultureInfo.InvariantCulture),
        report.Observations.ToString(CultureInfo.InvariantCulture),
        report.Refused.ToString(CultureInfo.InvariantCulture),
        report.Exceedances.ToString(CultureInfo.InvariantCulture),
        report.ExpectedExceedances.ToString("0.#", CultureInfo.InvariantCulture),
        ResultWriter.Colour(report),
        .. Tests.Select(test => PValue(report[test])),
    ];
}
