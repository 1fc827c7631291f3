using System.Globalization;
using Weir.App.Commands.Risk.Batch;
using Weir.Risk;
using Weir.Risk.Backtests;
using Weir.Risk.Portfolios;

namespace Weir.App.Commands.Risk;

/// <summary>The answer of <c>var</c> and <c>es</c>: what it is of, a row a figure with its grade, and the assets'
/// parts.</summary>
internal sealed class EstimateAnswer(
    RiskQuestion question, IReadOnlyList<GradedFigure> made, IReadOnlyList<PortfolioRisk> shares)
{
    private string Currency => question.Subject.Currency ?? "money";

    public async Task WriteJsonAsync(TextWriter output)
    {
        foreach (GradedFigure figure in made)
        {
            await output.WriteLineAsync(JsonLine.Of(json =>
            {
                ResultWriter.Estimate(json, figure.Estimate);
                ResultWriter.Number(json, "varAmount", figure.Estimate.ValueAtRisk * question.Amount);
                ResultWriter.Number(json, "esAmount", figure.Estimate.ExpectedShortfall * question.Amount);
                ResultWriter.Grade(json, figure.Grade);
                question.Subject.Write(json);
            }));
        }

        foreach (PortfolioRisk risk in shares)
        {
            await output.WriteLineAsync(JsonLine.Of(json =>
            {
                ResultWriter.Portfolio(json, risk);
                json.WriteStartArray("assets");
                foreach (string asset in question.Prices.Assets)
                {
                    json.WriteStringValue(asset);
                }

                json.WriteEndArray();
                question.Subject.Write(json);
            }));
        }
    }

    public async Task WriteTablesAsync(TextWriter output, TextWriter error)
    {
        foreach (string line in question.Subject.Lines())
        {
            await output.WriteLineAsync(line);
        }

        await output.WriteAsync(TextTable.Render(
            ["model", "confidence", "VaR", "ES", $"VaR {Currency}", $"ES {Currency}", "horizon", "returns", "light",
                "exceeded", "expected", "POF", "McNeil-Frey"],
            [.. made.Select(Row)]));
        foreach (IGrouping<string, GradedFigure> form in made.Where(
            item => item.Estimate.ExpectedShortfall is not null).GroupBy(item => item.ShortfallForm))
        {
            await output.WriteLineAsync(
                $"ES of {string.Join(", ", form.Select(item => item.Model).Distinct())}: {form.Key}");
        }

        await error.WriteLineAsync(
            "light to McNeil-Frey: the model back-tested along the series (a refit every 20 steps, the last 1,000 forecasts); p-values, * rejected at 5 percent.");
        foreach (PortfolioRisk risk in shares)
        {
            string form = risk.Conventions.FirstOrDefault(
                convention => convention.Name == "shortfall").Value ?? "of the joint distribution";
            await output.WriteAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"\n{risk.Model}, {risk.ConfidenceRatio:0.####}, {question.Subject.Step}: VaR and its parts, ES ({form}) and its parts\n"));
            await output.WriteAsync(
                TextTable.Render(PortfolioReport.Header, PortfolioReport.Rows(risk, question.Prices.Assets)));
        }

        IEnumerable<string> ungraded = made.Where(
            item => item.Grade.Reason is not null).GroupBy(item => item.Grade.Reason)
            .Select(group => $"ungraded: {string.Join(", ", group.Select(item => item.Model).Distinct())}: {group.Key}");
        IEnumerable<string> warnings = made.SelectMany(
            item => item.Estimate.Warnings.Select(text => $"warning: {item.Model}: {text}")).Distinct();
        foreach (string line in ungraded.Concat(warnings))
        {
            await error.WriteLineAsync(line);
        }
    }

    private string[] Row(GradedFigure item)
    {
        RiskEstimate estimate = item.Estimate;
        BacktestReport? report = item.Grade.Report;
        return
        [
            item.Model,
            estimate.ConfidenceRatio.ToString("0.####", CultureInfo.InvariantCulture),
            estimate.ValueAtRisk.ToString("P3", CultureInfo.InvariantCulture),
            estimate.ExpectedShortfall?.ToString("P3", CultureInfo.InvariantCulture) ?? "none",
            (estimate.ValueAtRisk * question.Amount).ToString("N2", CultureInfo.InvariantCulture),
            (estimate.ExpectedShortfall * question.Amount)?.ToString("N2", CultureInfo.InvariantCulture) ?? "none",
            estimate.HorizonSteps == 1
                ? question.Subject.Step
                : FormattableString.Invariant($"{estimate.HorizonSteps} × {question.Subject.Step}"),
            estimate.Observations.ToString(CultureInfo.InvariantCulture),
            report is null ? "ungraded" : ResultWriter.Colour(report),
            report?.Exceedances.ToString(CultureInfo.InvariantCulture) ?? string.Empty,
            report?.ExpectedExceedances.ToString("0.#", CultureInfo.InvariantCulture) ?? string.Empty,
            report is null ? string.Empty : BacktestCommand.PValue(report["kupiec-pof"]),
            report is null ? string.Empty : BacktestCommand.PValue(report["mcneil-frey"]),
        ];
    }
}
