using System.Text.Json;
using Weir.Risk.Liquidity;
using Weir.Risk.Models;

namespace Weir.App.Commands.Risk.Batch;

/// <summary>Reads liquidity positions: one in the parameters themselves, or a list of them.</summary>
internal static class PositionReader
{
    private static readonly string[] Known = ["kind", "weight", "lower", "upper", "lowerTick", "upperTick",
        "amplification", "liquidity", "value", "entryPrice"];

    public static IReadOnlyList<LpPosition> Read(Parameters p)
    {
        if (!p.Has("positions"))
        {
            return [One(p, p.Optional("entryPrice") ?? p.Optional("basePrice"))];
        }

        JsonElement list = p.Element("positions");
        return list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item =>
            {
                Parameters own = new("position", item, Known);
                return One(own, own.Optional("entryPrice") ?? p.Optional("entryPrice") ?? p.Optional("basePrice"));
            })]
            : throw p.Wrong("positions", "a list of positions");
    }

    private static LpPosition One(Parameters p, double? entryPrice)
    {
        string kind = p.Choice(
            "kind", "constant-product",
                ("constant-product", "constant-product"), ("v2", "constant-product"), ("weighted", "weighted"),
            ("concentrated", "concentrated"), ("v3", "concentrated"), ("stableswap", "stableswap"));
        double liquidity = p.Number("liquidity", 1);
        LpPosition position = kind switch
        {
            "weighted" => new WeightedPosition(p.Number("weight"), liquidity),
            "concentrated" when p.Has("lowerTick") || p.Has("upperTick") =>
                ConcentratedPosition.FromTicks(p.Whole("lowerTick"), p.Whole("upperTick"), liquidity),
            "concentrated" => new ConcentratedPosition(
                p.Number("lower", 0), p.Number("upper", double.PositiveInfinity), liquidity),
            "stableswap" => new StableswapPosition(p.Number("amplification"), liquidity),
            _ => new ConstantProductPosition(liquidity),
        };
        return p.Optional("value") is { } value
            ? position.WithValue(
                value, entryPrice ?? throw p.Wrong("entryPrice", "the price at which the position has its value"))
            : position;
    }
}
