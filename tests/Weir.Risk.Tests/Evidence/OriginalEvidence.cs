using System.Globalization;
using System.Text.Json;
using Weir.Risk.Original;
using static Weir.Risk.Tests.Evidence.EvidenceRow;

namespace Weir.Risk.Tests.Evidence;

/// <summary>Every number of seed-golden.json that is not SQL.</summary>
internal static class OriginalEvidence
{
    private const string Golden = "seed-golden.json";

    public static IReadOnlyList<EvidenceRow> Rows()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedData.PathOrSkip("seed-golden.json")));
        JsonElement root = document.RootElement;
        double[] returns = [.. root.GetProperty("daily_returns").EnumerateArray().Select(value => value.GetDouble())];
        List<EvidenceRow> rows = [];
        rows.AddRange(ValueAtRisk(root, returns));
        rows.AddRange(RollingSeries(root, returns));
        rows.AddRange(Loss(root));
        rows.AddRange(Mev(root));
        rows.AddRange(Transfers(root));
        return rows;
    }

    private static List<EvidenceRow> ValueAtRisk(JsonElement root, double[] returns)
    {
        List<EvidenceRow> rows = [];
        foreach (JsonElement row in root.GetProperty("var_full").EnumerateArray())
        {
            double confidence = row.GetProperty("confidence").GetDouble();
            int days = row.GetProperty("horizon_days").GetInt32();
            OriginalVarResult result = OriginalHistoricalVar.Compute(returns, confidence, days);
            string name = string.Create(CultureInfo.InvariantCulture, $"{confidence} over {days} days");
            rows.Add(Full($"VaR {name}", row.GetProperty("var").GetDouble(), result.VarUsd, Golden));
            rows.Add(Full($"CVaR {name}", row.GetProperty("cvar").GetDouble(), result.CvarUsd, Golden));
            rows.Add(Full("returns used", row.GetProperty("returns_used").GetDouble(), result.ReturnsUsed, Golden));
            Assert.Equal(row.GetProperty("method").GetString(), result.Method);
        }

        OriginalVarResult summary = OriginalHistoricalVar.Compute(returns);
        JsonElement published = root.GetProperty("var").GetProperty("summary");
        rows.Add(Printed("summary var_95", published.GetProperty("var_95").GetDouble(), 2, summary.VarUsd, Golden));
        rows.Add(Printed("summary cvar_95", published.GetProperty("cvar_95").GetDouble(), 2, summary.CvarUsd, Golden));
        OriginalStressRow[] stress = OriginalHistoricalVar.StressTest();
        rows.Add(Worst(
            "stress test, 5 shocks: pnl_usd",
            root.GetProperty("stress"),
            "pnl_usd",
            [.. stress.Select(row => row.PnlUsd)],
            1e-9));
        rows.Add(Worst("position_remaining", root.GetProperty("stress"), "position_remaining", [.. stress.Select(
            row => row.PositionRemainingUsd)], 1e-6));
        rows.Add(Worst(
            "shock_pct", root.GetProperty("stress"), "shock_pct", [.. stress.Select(row => row.ShockPercent)], 1e-9));
        OriginalStressRow[] four = OriginalHistoricalVar.StressTest([-0.10, -0.20, -0.30, -0.50]);
        rows.Add(Worst(
            "web page's stress test: pnl_usd",
            root.GetProperty("var").GetProperty("stress_test"),
            "pnl_usd",
            [.. four.Select(row => row.PnlUsd)],
            1e-9));
        return rows;
    }

    private static List<EvidenceRow> RollingSeries(JsonElement root, double[] returns)
    {
        double?[] rolling = OriginalHistoricalVar.Rolling(returns);
        double?[] trailing = new double?[returns.Length];
        double?[] trailingShortfall = new double?[returns.Length];
        double[] prices = new double[returns.Length];
        double price = 2200;
        for (int i = 0; i < returns.Length; i++)
        {
            price *= 1 + returns[i];
            prices[i] = price;
            if (i >= 30)
            {
                OriginalVarResult window = OriginalHistoricalVar.Compute(returns.AsSpan(i - 30, 30));
                trailing[i] = window.VarUsd;
                trailingShortfall[i] = window.CvarUsd;
            }
        }

        JsonElement page = root.GetProperty("var");
        return
        [
            Series(
                "rolling_var, 90 values, largest relative difference",
                root.GetProperty("rolling_var"),
                rolling,
                1e-9,
                true),
            Series(
                "web page's var_series, largest difference", page.GetProperty("var_series"), trailing, 0.00501, false),
            Series(
                "web page's cvar_series, largest difference",
                page.GetProperty("cvar_series"),
                trailingShortfall,
                0.00501,
                false),
            Series("web page's prices, largest difference", page.GetProperty("prices"), [.. prices.Select(
                value => (double?)value)], 0.00501, false),
        ];
    }

    private static List<EvidenceRow> Loss(JsonElement root)
    {
        List<EvidenceRow> rows = [];
        foreach (JsonElement row in root.GetProperty("il_points").EnumerateArray())
        {
            double ratio = row.GetProperty("price_ratio").GetDouble();
            OriginalIlResult result = OriginalImpermanentLoss.Compute(2000, 2000 * ratio);
            string at = string.Create(CultureInfo.InvariantCulture, $"at {ratio}");
            rows.Add(Full($"il_pct {at}", row.GetProperty("il_pct").GetDouble(), result.IlPercent, Golden));
            rows.Add(Full($"hold_value {at}", row.GetProperty("hold_value").GetDouble(), result.HoldValueUsd, Golden));
            rows.Add(Full(
                $"lp_value {at}, as published (its fault)",
                row.GetProperty("lp_value").GetDouble(),
                result.PublishedLpValueUsd,
                Golden));
            rows.Add(Full(
                $"loss_usd {at}, as published (its fault)",
                row.GetProperty("loss_usd").GetDouble(),
                result.PublishedLossUsd,
                Golden,
                1e-9));
        }

        rows.Add(Full(
            "lp_value at 4, mended",
            20000,
            OriginalImpermanentLoss.Compute(2000, 8000).LpValueUsd,
            "il-lvr-vectors.txt"));
        rows.Add(Full(
            "loss_usd at 4, mended", -5000, OriginalImpermanentLoss.Compute(2000, 8000).LossUsd, "il-lvr-vectors.txt"));
        JsonElement page = root.GetProperty("il");
        double[] ratios = [.. Enumerable.Range(2, 99).Select(step => Math.Round(step * 0.05, 2))];
        OriginalIlResult[] scan = OriginalImpermanentLoss.Scan(2000, 10_000, ratios);
        rows.Add(Series("web page's il_pct, 99 values", page.GetProperty("il_pct"), [.. scan.Select(
            row => (double?)row.IlPercent)], 0.000501, false));
        rows.Add(Series("web page's lp_values, as published", page.GetProperty("lp_values"), [.. scan.Select(
            row => (double?)row.PublishedLpValueUsd)], 0.00501, false));
        rows.Add(Series("web page's hold_values", page.GetProperty("hold_values"), [.. scan.Select(
            row => (double?)row.HoldValueUsd)], 0.00501, false));
        foreach (JsonProperty point in page.GetProperty("key_points").EnumerateObject())
        {
            double ratio = double.Parse(point.Name[..^1], CultureInfo.InvariantCulture);
            OriginalIlResult result = OriginalImpermanentLoss.Compute(2000, 2000 * ratio);
            rows.Add(Printed(
                $"key point {point.Name}: loss_usd, as published",
                point.Value.GetProperty("loss_usd").GetDouble(),
                2,
                result.PublishedLossUsd,
                Golden));
            rows.Add(Printed(
                $"key point {point.Name}: lp_value, as published",
                point.Value.GetProperty("lp_value").GetDouble(),
                2,
                result.PublishedLpValueUsd,
                Golden));
            rows.Add(Printed(
                $"key point {point.Name}: il_pct",
                point.Value.GetProperty("il_pct").GetDouble(),
                2,
                result.IlPercent,
                Golden));
        }

        return rows;
    }

    private static List<EvidenceRow> Mev(JsonElement root)
    {
        MevBlockScore unit = OriginalMevExposure.Score(100, [50, 200, 55], ["pool1", "pool1", "pool2"]);
        JsonElement[] units = [.. root.GetProperty("mev_unit").EnumerateArray()];
        MevBlockScore quiet = OriginalMevExposure.Score(101, [40], []);
        (long, double)[] gas = [.. Tests.Figures.Golden("original-transactions.csv").Select(row =>
            (long.Parse(
                row[0], CultureInfo.InvariantCulture), double.Parse(row[1], CultureInfo.InvariantCulture) / 1e9))];
        (long, string)[] swaps = [.. Tests.Figures.Golden("original-swaps.csv").Select(
            row => (long.Parse(row[0], CultureInfo.InvariantCulture), row[1]))];
        MevBlockScore[] scores = OriginalMevExposure.ScoreAll(gas, swaps);
        JsonElement page = root.GetProperty("mev");
        JsonElement summary = page.GetProperty("summary");
        return
        [
            Full("MEV block 100: mev_score", units[0].GetProperty("mev_score").GetDouble(), unit.MevScore, Golden),
            Full("frontrun_risk", units[0].GetProperty("frontrun_risk").GetDouble(), unit.FrontrunRisk, Golden),
            Full("sandwich_risk", units[0].GetProperty("sandwich_risk").GetDouble(), unit.SandwichRisk, Golden),
            Full("backrun_opportunities", units[0].GetProperty(
                "backrun_opportunities").GetDouble(), unit.BackrunOpportunities, Golden),
            Full("MEV block 101: mev_score", units[1].GetProperty("mev_score").GetDouble(), quiet.MevScore, Golden),
            Series("40 blocks: scores, largest difference", page.GetProperty("scores"), [.. scores.Select(
                row => (double?)row.MevScore)], 0.0501, false),
            Series("sandwich", page.GetProperty("sandwich"), [.. scores.Select(
                row => (double?)row.SandwichRisk)], 0.0501, false),
            Series("frontrun", page.GetProperty("frontrun"), [.. scores.Select(
                row => (double?)row.FrontrunRisk)], 0.0501, false),
            Series("backrun", page.GetProperty("backrun"), [.. scores.Select(
                row => (double?)row.BackrunOpportunities)], 0, false),
            Printed(
                "average score",
                summary.GetProperty("avg_score").GetDouble(),
                1,
                scores.Average(row => row.MevScore),
                Golden),
            Printed(
                "highest score",
                summary.GetProperty("max_score").GetDouble(),
                1,
                scores.Max(row => row.MevScore),
                Golden),
            Full("blocks above 66", summary.GetProperty("high_risk_blocks").GetDouble(), scores.Count(
                row => row.MevScore > 66), Golden),
        ];
    }

    private static List<EvidenceRow> Transfers(JsonElement root)
    {
        OriginalTransfer[] transfers = [.. Tests.Figures.Golden(
            "original-transfers.csv").Select(row => new OriginalTransfer(
            long.Parse(row[0], CultureInfo.InvariantCulture), row[1], row[2] == "ERC-20", double.Parse(
                row[3], CultureInfo.InvariantCulture)))];
        OriginalTransferSummary summary = OriginalTransferSummary.Of(transfers);
        JsonElement page = root.GetProperty("transfers");
        JsonElement totals = page.GetProperty("summary");
        double?[] top = [.. summary.TopContracts.Select(row => (double?)row.Volume)];
        JsonElement[] published = [.. page.GetProperty("top_contracts").EnumerateArray()];
        for (int i = 0; i < published.Length; i++)
        {
            Assert.Equal(
                published[i].GetProperty("contract").GetString(), summary.TopContracts[i].Contract[..10] + "...");
        }

        return
        [
            Full(
                "transfers",
                totals.GetProperty("total_transfers").GetDouble(),
                summary.Erc20Transfers + summary.Erc721Transfers,
                Golden),
            Full("ERC-20", totals.GetProperty("erc20_transfers").GetDouble(), summary.Erc20Transfers, Golden),
            Full("ERC-721", totals.GetProperty("erc721_transfers").GetDouble(), summary.Erc721Transfers, Golden),
            Full("contracts", totals.GetProperty("unique_contracts").GetDouble(), summary.Contracts, Golden),
            Printed("total volume", totals.GetProperty("total_volume_eth").GetDouble(), 2, summary.TotalVolume, Golden),
            Series("hourly ERC-20 volume, 24 values", page.GetProperty("erc20_vol"), [.. summary.Erc20Volumes.Select(
                value => (double?)value)], 0.00501, false),
            Series("hourly ERC-721 count", page.GetProperty("erc721_cnt"), [.. summary.Erc721Counts.Select(
                value => (double?)value)], 0, false),
            Worst("top contracts' volume", page.GetProperty("top_contracts"), "volume_eth", [.. top.Select(
                value => value!.Value)], 0.00501, false),
        ];
    }

    private static EvidenceRow Series(
        string name, JsonElement published, double?[] computed, double tolerance, bool relative)
    {
        JsonElement[] values = [.. published.EnumerateArray()];
        Assert.Equal(values.Length, computed.Length);
        double largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(values[i].ValueKind == JsonValueKind.Null, computed[i] is null);
            if (computed[i] is { } value)
            {
                double gap = Math.Abs(value - values[i].GetDouble());
                largest = Math.Max(largest, relative ? gap / Math.Abs(values[i].GetDouble()) : gap);
            }
        }

        return new EvidenceRow(name, 0, Coarse(largest), tolerance, false, Golden);
    }

    private static EvidenceRow Worst(
        string name, JsonElement rows, string property, double[] computed, double tolerance, bool relative = true)
    {
        double largest = 0;
        int at = 0;
        foreach (JsonElement row in rows.EnumerateArray())
        {
            double published = row.GetProperty(property).GetDouble();
            double gap = Math.Abs(computed[at++] - published);
            largest = Math.Max(largest, relative ? gap / Math.Abs(published) : gap);
        }

        Assert.Equal(computed.Length, at);
        return new EvidenceRow(
            $"{name}, largest {(relative ? "relative " : string.Empty)}difference",
            0,
            Coarse(largest),
            tolerance,
            false,
            Golden);
    }

    /// <summary>One digit, so that the document does not change with the last bit of a processor.</summary>
    private static double Coarse(double value) =>
        value < 1e-12
            ? 0 : double.Parse(value.ToString("G1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
