using System.CommandLine;
using System.Globalization;
using Weir.App.Commands.Risk.Batch;
using Weir.App.Commands.Risk.Plotting;
using Weir.Risk.Backtests;
using Weir.Risk.Budgets;
using Weir.Risk.Portfolios;

namespace Weir.App.Commands.Risk;

/// <summary><c>weir risk budget</c>: weights by equal risk or by the least expected shortfall, with what each asset
/// then brings.</summary>
internal static class BudgetCommand
{
    public static Command Build(IPriceQuery query)
    {
        RiskOptions options = new(query);
        Option<string> method = RiskOptions.Choice(
            "--method", "by what weights are chosen", "equal-risk", "equal-risk", "minimum-es");
        Command command = new("budget", "Weights by a budget of risk: equal shares, or the least expected shortfall.");
        options.AddSeries(command);
        foreach (Option option in new Option[] { method, options.Confidence, options.Position })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command,
            "weir risk budget --prices prices.csv --column eth btc gold",
            "weir risk budget --query \"SELECT day, eth, btc FROM prices ORDER BY 1\" --method minimum-es --confidence 0.95 --json");
        command.SetAction((parsed, cancellationToken) => RunAsync(options, method, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        RiskOptions options, Option<string> method, ParseResult parsed, CancellationToken cancellationToken)
    {
        RiskQuestion question = await options.AskAsync(parsed, cancellationToken);
        if (question.Returns.Assets < 2)
        {
            throw RiskErrors.Request(
                "there is one asset.",
                "A budget is shared by two or more: name them with --column, or select them in --query.");
        }

        if (question.Subject.Position < 0)
        {
            throw RiskErrors.Request(
                "--position is below zero.", "A budget is of a long portfolio: give what is held.");
        }

        BudgetMethod by = parsed.GetValue(method) == "minimum-es"
            ? BudgetMethod.MinimumShortfall : BudgetMethod.EqualRisk;
        TextWriter output = parsed.InvocationConfiguration.Output;
        foreach (double confidence in parsed.GetValue(options.Confidence)!)
        {
            PortfolioRisk risk = RiskBudget.Parts(question.Returns, by, confidence);
            double[] weights = [.. risk.Assets.Select(asset => asset.Weight)];
            Grade grade = RiskBudget.Grade(question.Returns, by, confidence);
            RiskSubject subject = question.Subject with
            {
                Weights = weights,
                Confidences = [confidence],
                Choices = [("weights by", parsed.GetValue(method)!)]
            };
            if (parsed.GetValue(options.Json))
            {
                await output.WriteLineAsync(JsonLine.Of(json =>
                {
                    ResultWriter.Portfolio(json, risk);
                    ResultWriter.Grade(json, grade);
                    subject.Write(json);
                }));
            }
            else
            {
                await WriteTableAsync(output, question, subject, risk, grade);
            }
        }

        if (parsed.GetValue(options.Plot) is { } path)
        {
            double[] weights = RiskBudget.Weights(question.Returns, by, parsed.GetValue(options.Confidence)![0]);
            ChartFile.Write(
                path,
                RiskCharts.Bars(
                    $"Weights by {parsed.GetValue(method)}", [.. question.Subject.Lines()], "weight, percent",
                    [.. question.Prices.Assets.Zip(weights, (asset, weight) => (asset, 100 * weight))]),
                PlotTheme.Of(parsed.GetValue(options.Theme)!));
        }

        return 0;
    }

    private static async Task WriteTableAsync(
        TextWriter output, RiskQuestion question, RiskSubject subject, PortfolioRisk risk, Grade grade)
    {
        foreach (string line in subject.Lines())
        {
            await output.WriteLineAsync(line);
        }

        await output.WriteAsync(
            TextTable.Render(PortfolioReport.Header, PortfolioReport.Rows(risk, question.Prices.Assets)));
        await output.WriteLineAsync(grade.Report is { } report
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"chosen anew every 20 steps along the series: {report.Exceedances} of {report.Observations} beyond VaR, {report.ExpectedExceedances:0.#} expected, {ResultWriter.Colour(report)}, POF {BacktestCommand.PValue(report["kupiec-pof"]).TrimEnd()}\n")
            : $"ungraded: {grade.Reason}\n");
    }
}
