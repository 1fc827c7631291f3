using System.Globalization;
using Weir.App.Commands.Risk.Batch;
using Weir.Risk.Backtests;
using Weir.Risk.Liquidity;

namespace Weir.App.Commands.Risk;

/// <summary>The answer of <c>lp</c>: what it is of, a row a confidence, and what arbitrage takes.</summary>
internal sealed class LpAnswer(RiskSubject subject, IReadOnlyList<LpAnswer.Row> rows)
{
    /// <summary>Standard deviation of a step's return.</summary>
    public required double Volatility { get; init; }

    /// <summary>LVR of a step, a share of the value.</summary>
    public required double Loss { get; init; }

    public required double LossWithFees { get; init; }

    /// <summary>Turnover a step at which fees pay for LVR; null without a fee.</summary>
    public required double? Breakeven { get; init; }

    public async Task WriteJsonAsync(TextWriter output)
    {
        foreach (Row row in rows)
        {
            await output.WriteLineAsync(JsonLine.Of(json =>
            {
                LpRiskJson.Write(json, row.Risk, subject.Currency ?? "USD");
                ResultWriter.Number(json, "volatility", Volatility);
                ResultWriter.Number(json, "lvrRatio", Loss);
                ResultWriter.Number(json, "lvrWithFeesRatio", LossWithFees);
                ResultWriter.Number(json, "breakevenTurnover", Breakeven);
                ResultWriter.Grade(json, row.ImpermanentLoss, "impermanentLossVerdict");
                subject.Write(json);
            }));
        }
    }

    public async Task WriteTableAsync(TextWriter output, TextWriter error)
    {
        foreach (string line in subject.Lines())
        {
            await output.WriteLineAsync(line);
        }

        await output.WriteAsync(TextTable.Render(
            [
                "confidence", $"value {subject.Currency}", "on leaving", "VaR", "ES", "VaR held", "VaR linear", "IL VaR", "IL ES", "mean fees", "mean IL", "mean exit cost",
                "IL light", "IL exceeded",
            ],
            [.. rows.Select(row => Cells(row))]));
        await output.WriteLineAsync("VaR and ES: losses against leaving today; " + rows[0].Risk.Conventions.First(
            convention => convention.Name == "shortfall").Value);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"volatility in {subject.Step} {Volatility:P3}; LVR {1e4 * Loss:0.###} bps, with fees and blocks {1e4 * LossWithFees:0.###} bps; breakeven turnover {Breakeven?.ToString("P2", CultureInfo.InvariantCulture) ?? "none"}"));
        foreach (string line in rows.Select(row => row.ImpermanentLoss.Reason).OfType<string>().Concat(
            rows.SelectMany(row => row.Risk.Warnings)).Distinct())
        {
            await error.WriteLineAsync(line);
        }
    }

    private static string[] Cells(Row row)
    {
        LpRisk risk = row.Risk;
        BacktestReport? report = row.ImpermanentLoss.Report;
        return
        [
            risk.ConfidenceRatio.ToString(
                "0.####", CultureInfo.InvariantCulture), Money(risk.ValueUsd), Money(risk.ExitValueUsd),
            Money(risk.ValueAtRiskUsd), Money(
                risk.ExpectedShortfallUsd), Money(risk.HoldValueAtRiskUsd), Money(risk.DeltaValueAtRiskUsd),
            Money(risk.ImpermanentLossValueAtRiskUsd), Money(risk.ImpermanentLossShortfallUsd), Money(risk.MeanFeesUsd),
            Money(risk.MeanImpermanentLossUsd), Money(risk.MeanExitCostUsd),
            report is null ? "ungraded" : ResultWriter.Colour(report),
            report is null ? string.Empty : string.Create(
                CultureInfo.InvariantCulture, $"{report.Exceedances} of {report.ExpectedExceedances:0.#}"),
        ];
    }

    private static string Money(double value) => (value + 0.0).ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>The risk at one confidence, and the grade of its impermanent loss.</summary>
    internal sealed record Row(LpRisk Risk, Grade ImpermanentLoss);
}
