using System.Text.Json;
using Weir.Risk.Liquidity;

namespace Weir.App.Commands.Risk.Batch;

/// <summary>Writes the risk of liquidity positions.</summary>
internal static class LpRiskJson
{
    public static void Write(Utf8JsonWriter json, LpRisk risk, string currency = "USD")
    {
        json.WriteNumber("confidence", risk.ConfidenceRatio);
        ResultWriter.Number(json, ResultWriter.Money("value", currency), risk.ValueUsd);
        ResultWriter.Number(json, ResultWriter.Money("exitValue", currency), risk.ExitValueUsd);
        ResultWriter.Number(json, ResultWriter.Money("var", currency), risk.ValueAtRiskUsd);
        ResultWriter.Number(json, ResultWriter.Money("es", currency), risk.ExpectedShortfallUsd);
        ResultWriter.Number(json, ResultWriter.Money("holdVar", currency), risk.HoldValueAtRiskUsd);
        ResultWriter.Number(json, ResultWriter.Money("holdEs", currency), risk.HoldExpectedShortfallUsd);
        ResultWriter.Number(json, ResultWriter.Money("deltaVar", currency), risk.DeltaValueAtRiskUsd);
        ResultWriter.Number(
            json, ResultWriter.Money("impermanentLossVar", currency), risk.ImpermanentLossValueAtRiskUsd);
        ResultWriter.Number(json, ResultWriter.Money("impermanentLossEs", currency), risk.ImpermanentLossShortfallUsd);
        ResultWriter.Number(json, ResultWriter.Money("meanFees", currency), risk.MeanFeesUsd);
        ResultWriter.Number(json, ResultWriter.Money("meanImpermanentLoss", currency), risk.MeanImpermanentLossUsd);
        ResultWriter.Number(json, ResultWriter.Money("meanExitCost", currency), risk.MeanExitCostUsd);
        json.WriteNumber("scenarios", risk.Scenarios);
        ResultWriter.Notes(json, risk.Conventions, risk.Warnings);
    }
}
