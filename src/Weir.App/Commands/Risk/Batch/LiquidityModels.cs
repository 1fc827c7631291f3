using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Weir.Risk.Historical;
using Weir.Risk.Liquidity;
using Weir.Risk.Models;

namespace Weir.App.Commands.Risk.Batch;

/// <summary>Liquidity positions.</summary>
internal static class LiquidityModels
{
    private static readonly string[] Position = ["kind", "weight", "lower", "upper", "lowerTick", "upperTick",
        "amplification", "liquidity", "value", "positions", "entryPrice"];

    public static IReadOnlyList<BatchModel> All { get; } =
    [
        new("impermanent-loss", [.. Position, "price", "weights", "priceRatios"], Loss),
        new("lp-value", [.. Position, "price"], (r, json) =>
        {
            double price = r.Parameters.Number("price");
            IReadOnlyList<LpPosition> positions = PositionReader.Read(r.Parameters);
            ResultWriter.Number(json, "value", positions.Sum(position => position.Value(price)));
            ResultWriter.Number(json, "base", positions.Sum(position => position.HoldingsAt(price).BaseTokens));
            ResultWriter.Number(json, "quote", positions.Sum(position => position.HoldingsAt(price).QuoteTokens));
        }),
        new("lvr", [.. Position, "price", "volatility", "fee", "blocksPerPeriod"], LossVersus),
        new("lvr-arbitrage-per-block", ["volatilityPerBlock", "fee", "overshoot"], (r, json) => ResultWriter.Number(
            json, "arbitragePerBlock", LossVersusRebalancing.ArbitragePerBlock(
                r.Parameters.Number("volatilityPerBlock"), r.Parameters.Number("fee"), r.Parameters.Number(
                    "overshoot", LossVersusRebalancing.Overshoot)))),
        new("fees", ["volume", "fee", "positionLiquidity", "poolLiquidity"],
            (r, json) => ResultWriter.Number(json, "fees", FeeIncome.FromVolume(
            r.Parameters.Number("volume"), r.Parameters.Number("fee"), r.Parameters.Number("positionLiquidity"),
            r.Parameters.Number("poolLiquidity")))),
        new("stableswap", ["balances", "amplification", "from", "to", "amount", "feeOfTenBillion"], Curve),
        new("lp-var", [.. Position, "confidence", "basePrice", "quotePrice", "baseReturns", "quoteReturns", "fee",
            "turnover", "exitLiquidity", "exitFee", "shortfall", "currency"], ValueAtRisk),
    ];

    private static void Loss(BatchRequest request, Utf8JsonWriter json)
    {
        Parameters p = request.Parameters;
        if (p.Has("priceRatios"))
        {
            double[] ratios = p.Numbers("priceRatios");
            double[]? weights = p.OptionalNumbers("weights");
            ResultWriter.Number(json, "impermanentLoss", weights is null && ratios.Length == 1

                    ? ImpermanentLoss.ConstantProduct(ratios[0])
                    : ImpermanentLoss.Weighted(weights ?? p.Numbers("weights"), ratios));
            return;
        }

        IReadOnlyList<LpPosition> positions = PositionReader.Read(p);
        double entry = p.Number("entryPrice");
        double price = p.Number("price");
        double value = positions.Sum(position => position.Value(price));
        double hold = positions.Sum(position => position.HoldingsAt(entry).Value(price));
        ResultWriter.Number(json, "impermanentLoss", ImpermanentLoss.Ratio(positions, entry, price));
        ResultWriter.Number(json, "value", value);
        ResultWriter.Number(json, "holdValue", hold);
        ResultWriter.Number(json, "loss", value - hold);
        ResultWriter.Number(json, "entryValue", positions.Sum(position => position.Value(entry)));
    }

    private static void LossVersus(BatchRequest request, Utf8JsonWriter json)
    {
        Parameters p = request.Parameters;
        IReadOnlyList<LpPosition> positions = PositionReader.Read(p);
        double price = p.Number("price", p.Optional("entryPrice"));
        double volatility = p.Number("volatility");
        double value = positions.Sum(position => position.Value(price));
        double loss = positions.Sum(position => LossVersusRebalancing.PerPeriod(position, price, volatility));
        ResultWriter.Number(json, "value", value);
        ResultWriter.Number(json, "lvr", loss);
        ResultWriter.Number(json, "lvrRatio", loss / value);
        if (p.Optional("fee") is { } fee)
        {
            double blocks = p.Number("blocksPerPeriod", 7200);
            double withFees = positions.Sum(
                position => LossVersusRebalancing.WithFees(position, price, volatility, fee, blocks));
            ResultWriter.Number(json, "lvrWithFees", withFees);
            ResultWriter.Number(json, "lvrWithFeesRatio", withFees / value);
            ResultWriter.Number(json, "breakevenTurnover", fee > 0 ? loss / value / fee : null);
        }
    }

    private static void Curve(BatchRequest request, Utf8JsonWriter json)
    {
        Parameters p = request.Parameters;
        BigInteger[] balances = [.. p.Element("balances").EnumerateArray().Select(item => Whole(p, "balances", item))];
        long amplification = p.Whole("amplification");
        json.WriteString(
            "invariant", Stableswap.Invariant(balances, amplification).ToString(CultureInfo.InvariantCulture));
        if (p.Has("amount"))
        {
            int from = p.Whole("from", 0);
            int to = p.Whole("to", 1);
            BigInteger amount = Whole(p, "amount", p.Element("amount"));
            json.WriteString("output", Stableswap.OutputAfterFee(balances, amplification, from, to, amount, p.Whole(
                "feeOfTenBillion", 0)).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static BigInteger Whole(Parameters p, string name, JsonElement item)
    {
        string text = item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();
        return BigInteger.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out BigInteger value)
            ? value : throw p.Wrong(name, "whole numbers, as texts where they are above 2^53");
    }

    private static void ValueAtRisk(BatchRequest request, Utf8JsonWriter json)
    {
        Parameters p = request.Parameters;
        double[] baseReturns = p.OptionalNumbers("baseReturns") ?? request.Source.Many(request.Series)[0];
        double[]? quoteReturns = p.OptionalNumbers("quoteReturns");
        if (quoteReturns is not null && quoteReturns.Length != baseReturns.Length)
        {
            throw p.Wrong("quoteReturns", "as many as base returns");
        }

        LpScenario[] scenarios = [.. baseReturns.Select((value, i) => new LpScenario(value, quoteReturns?[i] ?? 0))];
        LpRiskOptions options = new()
        {
            FeeRatio = p.Number("fee", 0),
            TurnoverRatio = p.Number("turnover", 0),
            Shortfall = Choices.Shortfall(p, ShortfallForm.RockafellarUryasev),
            Exit = p.Has("exitLiquidity") ? new ExitPool(p.Number("exitLiquidity"), p.Number("exitFee", 0.003)) : null,
        };
        LpRiskJson.Write(json, LpValueAtRisk.Estimate(
            PositionReader.Read(p), p.Number("basePrice", p.Optional("entryPrice")), p.Number("quotePrice", 1),
            scenarios, request.Confidence, options), Currency(p));
    }

    private static string Currency(Parameters p) => p.Has("currency") ? p.Text("currency").ToUpperInvariant() : "USD";
}
