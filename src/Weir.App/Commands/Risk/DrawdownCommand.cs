using System.CommandLine;
using System.Globalization;
using Weir.App.Commands.Risk.Batch;
using Weir.App.Commands.Risk.Plotting;
using Weir.Risk.Backtests;
using Weir.Risk.Drawdowns;
using Weir.Risk.Returns;

namespace Weir.App.Commands.Risk;

/// <summary><c>weir risk drawdown</c>: how far what is held fell below its own peaks, and the conditional drawdown at
/// risk.</summary>
internal static class DrawdownCommand
{
    public static Command Build(IPriceQuery query)
    {
        RiskOptions options = new(query);
        Option<string> form = RiskOptions.Choice(
            "--form", "share of the peak, or sums of returns as Chekhlov has it", "relative", "relative", "cumulative");
        Command command = new("drawdown", "Drawdowns and the conditional drawdown at risk.");
        options.AddSeries(command);
        foreach (Option option in new Option[] { form, options.Confidence, options.Position, options.Weights })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command,
            "weir risk drawdown --prices eth.csv --plot drawdown.svg",
            "weir risk drawdown --prices eth.csv --returns log --form cumulative --confidence 0.95 --json");
        command.SetAction((parsed, cancellationToken) => RunAsync(options, form, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        RiskOptions options, Option<string> form, ParseResult parsed, CancellationToken cancellationToken)
    {
        RiskQuestion question = await options.AskAsync(parsed, cancellationToken);
        DrawdownForm measured = parsed.GetValue(form) == "cumulative" ? DrawdownForm.Cumulative : DrawdownForm.Relative;
        ReturnKind kind = question.Subject.Returns == "log" ? ReturnKind.Log : ReturnKind.Simple;
        RiskSubject subject = question.Subject with { Choices = [("form", parsed.GetValue(form)!)] };
        List<(DrawdownRisk Risk, Grade Grade)> rows = [.. subject.Confidences.Select(confidence => (
            Drawdown.Estimate(question.Held, confidence, kind, measured), Drawdown.Grade(
                question.Held, confidence, kind, measured)))];
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(options.Json))
        {
            foreach ((DrawdownRisk risk, Grade grade) in rows)
            {
                await output.WriteLineAsync(JsonLine.Of(json =>
                {
                    ResultWriter.Drawdown(json, risk);
                    ResultWriter.Grade(json, grade);
                    subject.Write(json);
                }));
            }
        }
        else
        {
            await WriteTableAsync(output, parsed.InvocationConfiguration.Error, question, subject, rows);
        }

        if (parsed.GetValue(options.Plot) is { } path)
        {
            Chart chart = RiskCharts.OverTime(
                "Drawdown", subject, question.Prices, "below the peak, share of it", [.. Drawdown.Series(
                    question.Held, kind, measured).Select(value => -value)]);
            ChartFile.Write(path, chart, PlotTheme.Of(parsed.GetValue(options.Theme)!));
        }

        return 0;
    }

    private static async Task WriteTableAsync(
        TextWriter output, TextWriter error, RiskQuestion question, RiskSubject subject, List<(
            DrawdownRisk Risk, Grade Grade)> rows)
    {
        foreach (string line in subject.Lines())
        {
            await output.WriteLineAsync(line);
        }

        DrawdownRisk first = rows[0].Risk;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"largest {first.Maximum:P2} from {question.Prices.Times[first.MaximumAt.Peak]} to {question.Prices.Times[first.MaximumAt.Trough]}; mean {first.Mean:P2}; now {first.Current:P2}; longest below a peak {first.LongestSteps} × {subject.Step}"));
        await output.WriteAsync(TextTable.Render(
            ["confidence", "drawdown at risk", "conditional drawdown", "light", "exceeded", "expected", "POF",
                "independence"],
            [.. rows.Select(row => Cells(row.Risk, row.Grade))]));
        await error.WriteLineAsync(
            "light to independence: each drawdown against the quantile of those before it. Drawdowns come in runs: independence is rejected as a rule.");
        foreach (string reason in rows.Select(row => row.Grade.Reason).OfType<string>().Distinct())
        {
            await error.WriteLineAsync("ungraded: " + reason);
        }
    }

    private static string[] Cells(DrawdownRisk risk, Grade grade) =>
    [
        risk.ConfidenceRatio.ToString("0.####", CultureInfo.InvariantCulture),
        risk.DrawdownAtRisk.ToString("P3", CultureInfo.InvariantCulture),
        risk.ConditionalDrawdown.ToString("P3", CultureInfo.InvariantCulture),
        .. GradeCells(grade),
    ];

    private static string[] GradeCells(Grade grade) => grade.Report is not { } report
        ? ["ungraded", string.Empty, string.Empty, string.Empty, string.Empty]
        :
        [
            ResultWriter.Colour(report),
            report.Exceedances.ToString(CultureInfo.InvariantCulture),
            report.ExpectedExceedances.ToString("0.#", CultureInfo.InvariantCulture),
            BacktestCommand.PValue(report["kupiec-pof"]),
            BacktestCommand.PValue(report["christoffersen-independence"]),
        ];
}
