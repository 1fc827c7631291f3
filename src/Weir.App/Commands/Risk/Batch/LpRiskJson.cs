using System.Text.Json;
using Weir.Risk.Liquidity;

namespace Weir.App.Commands.Risk.Batch;

/// <summary>Writes the risk of liquidity positions.</summary>
internal static class LpRiskJson
{
    public static void Write(Utf8JsonWriter json, LpRisk risk)
    {
        json.WriteNumber("confidence", risk.ConfidenceRatio);
        ResultWriter.Number(json, "valueUsd", risk.ValueUsd);
        ResultWriter.Number(json, "exitValueUsd", risk.ExitValueUsd);
        ResultWriter.Number(json, "varUsd", risk.ValueAtRiskUsd);
        ResultWriter.Number(json, "esUsd", risk.ExpectedShortfallUsd);
        ResultWriter.Number(json, "holdVarUsd", risk.HoldValueAtRiskUsd);
        ResultWriter.Number(json, "holdEsUsd", risk.HoldExpectedShortfallUsd);
        ResultWriter.Number(json, "deltaVarUsd", risk.DeltaValueAtRiskUsd);
        ResultWriter.Number(json, "impermanentLossVarUsd", risk.ImpermanentLossValueAtRiskUsd);
        ResultWriter.Number(json, "impermanentLossEsUsd", risk.ImpermanentLossShortfallUsd);
        ResultWriter.Number(json, "meanFeesUsd", risk.MeanFeesUsd);
        ResultWriter.Number(json, "meanImpermanentLossUsd", risk.MeanImpermanentLossUsd);
        ResultWriter.Number(json, "meanExitCostUsd", risk.MeanExitCostUsd);
        json.WriteNumber("scenarios", risk.Scenarios);
        ResultWriter.Notes(json, risk.Conventions, risk.Warnings);
    }
}
