using System.Text.Json;
using Weir.Risk.Models;
using Weir.Risk.Original;

namespace Weir.App.Commands.Risk.Batch;

/// <summary>The original platform's models, with its names and figures.</summary>
internal static class OriginalModels
{
    public static IReadOnlyList<BatchModel> All { get; } =
    [
        new("original-var", ["confidence", "horizonDays", "scaleBySqrt", "positionUsd"], (r, json) =>
        {
            OriginalVarResult result = OriginalHistoricalVar.Compute(
                r.Returns(), r.Confidence, r.Parameters.Whole("horizonDays", 1),
                r.Parameters.Switch("scaleBySqrt", true), Position(r));
            ResultWriter.Number(json, "var", result.VarUsd);
            ResultWriter.Number(json, "cvar", result.CvarUsd);
            json.WriteNumber("confidence", result.ConfidenceRatio);
            json.WriteNumber("horizon_days", result.HorizonDays);
            json.WriteNumber("returns_used", result.ReturnsUsed);
            json.WriteString("method", result.Method);
        }),
        new("original-rolling-var", ["confidence", "window", "positionUsd"], (r, json) => ResultWriter.Numbers(
            json, "rolling_var", OriginalHistoricalVar.Rolling(
                r.Returns(), r.Parameters.Whole("window", 30), r.Confidence, Position(r)))),
        new("original-stress", ["shocks", "positionUsd"], (r, json) =>
        {
            json.WriteStartArray("rows");
            foreach (OriginalStressRow row in OriginalHistoricalVar.StressTest(
                r.Parameters.OptionalNumbers("shocks"), Position(r)))
            {
                json.WriteStartObject();
                ResultWriter.Number(json, "shock_pct", row.ShockPercent);
                ResultWriter.Number(json, "pnl_usd", row.PnlUsd);
                ResultWriter.Number(json, "position_remaining", row.PositionRemainingUsd);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }),
        new("original-il", ["entryPrice", "initialUsd", "ratios"], Loss),
        new("original-mev", ["blockNumber", "gasPricesGwei", "swapPools"], (r, json) =>
        {
            MevBlockScore score = OriginalMevExposure.Score(
                (long)r.Parameters.Number("blockNumber", 0),
                r.Parameters.OptionalNumbers("gasPricesGwei") ?? [],
                r.Parameters.Has("swapPools")
                    ? [.. r.Parameters.Element("swapPools").EnumerateArray().Select(item => item.ToString())] : []);
            json.WriteNumber("block_number", score.BlockNumber);
            ResultWriter.Number(json, "mev_score", score.MevScore);
            ResultWriter.Number(json, "sandwich_risk", score.SandwichRisk);
            ResultWriter.Number(json, "frontrun_risk", score.FrontrunRisk);
            json.WriteNumber("backrun_opportunities", score.BackrunOpportunities);
        }),
        new("original-features", ["transactions"], FeatureAggregates),
    ];

    private static double Position(BatchRequest request) =>
        request.Parameters.Number("positionUsd", OriginalHistoricalVar.DefaultPositionUsd);

    private static void Loss(BatchRequest request, Utf8JsonWriter json)
    {
        Parameters p = request.Parameters;
        json.WriteStartArray("rows");
        foreach (OriginalIlResult row in OriginalImpermanentLoss.Scan(
            p.Number("entryPrice", 2000), p.Number("initialUsd", 10_000), p.OptionalNumbers("ratios")))
        {
            json.WriteStartObject();
            ResultWriter.Number(json, "price_ratio", row.PriceRatio);
            ResultWriter.Number(json, "price_current", row.PriceCurrent);
            ResultWriter.Number(json, "il_pct", row.IlPercent);
            ResultWriter.Number(json, "lp_value", row.LpValueUsd);
            ResultWriter.Number(json, "hold_value", row.HoldValueUsd);
            ResultWriter.Number(json, "loss_usd", row.LossUsd);
            ResultWriter.Number(json, "published_lp_value", row.PublishedLpValueUsd);
            ResultWriter.Number(json, "published_loss_usd", row.PublishedLossUsd);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void FeatureAggregates(BatchRequest request, Utf8JsonWriter json)
    {
        List<OriginalTransaction> transactions = [];
        foreach (JsonElement item in request.Parameters.Element("transactions").EnumerateArray())
        {
            Parameters one = new("transaction", item, ["block_number", "gas_price", "value_wei", "to", "input"]);
            transactions.Add(new OriginalTransaction(
                (long)one.Number("block_number"), one.Number("gas_price"), one.Number("value_wei", 0), one.Has("to")
                    ? one.Text("to") : null, one.Has("input") ? one.Text("input") : "0x"));
        }

        OriginalTransactionFeatures[] features = OriginalFeatures.Compute(transactions);
        json.WriteStartArray("transactions");
        foreach (OriginalTransactionFeatures row in features)
        {
            json.WriteStartObject();
            json.WriteNumber("block_number", row.BlockNumber);
            ResultWriter.Number(json, "gas_price_gwei", row.GasPriceGwei);
            ResultWriter.Number(json, "value_eth", row.ValueEth);
            json.WriteBoolean("is_contract_deploy", row.IsContractDeploy);
            json.WriteString("fn_selector", row.FunctionSelector);
            json.WriteString("fn_name", row.FunctionName);
            json.WriteBoolean("is_defi_tx", row.IsDefi);
            ResultWriter.Number(json, "gas_p90", row.GasP90Gwei);
            json.WriteBoolean("is_high_priority", row.IsHighPriority);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("blocks");
        foreach (OriginalBlockAggregate block in OriginalFeatures.Aggregate(features))
        {
            json.WriteStartObject();
            json.WriteNumber("block_number", block.BlockNumber);
            json.WriteNumber("tx_count", block.TransactionCount);
            ResultWriter.Number(json, "total_eth_volume", block.TotalEthVolume);
            ResultWriter.Number(json, "avg_gas_price_gwei", block.AverageGasPriceGwei);
            ResultWriter.Number(json, "max_gas_price_gwei", block.MaxGasPriceGwei);
            json.WriteNumber("defi_tx_count", block.DefiTransactionCount);
            json.WriteNumber("contract_deploys", block.ContractDeploys);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
