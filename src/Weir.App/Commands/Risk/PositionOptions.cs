using System.CommandLine;
using Weir.Risk.Liquidity;

namespace Weir.App.Commands.Risk;

/// <summary>The options that describe a liquidity position.</summary>
internal sealed class PositionOptions
{
    public Option<string> Kind { get; } = RiskOptions.Choice(
        "--kind", "the pool's curve", "constant-product", "constant-product", "weighted", "concentrated", "stableswap");

    public Option<double> Entry { get; } = new("--entry") { Description = "price at entry, quote a base token", DefaultValueFactory = _ => 2000 };

    public Option<double> Value { get; } = new("--value") { Description = "value at entry", DefaultValueFactory = _ => 10_000 };

    public Option<double> Weight { get; } = new("--weight") { Description = "base token's share of a weighted pool", DefaultValueFactory = _ => 0.8 };

    public Option<double?> Lower { get; } = new("--lower") { Description = "lower price of a range" };

    public Option<double?> Upper { get; } = new("--upper") { Description = "upper price of a range" };

    public Option<double> Amplification { get; } = new("--amplification") { Description = "A of a stableswap pool", DefaultValueFactory = _ => 100 };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { Kind, Entry, Value, Weight, Lower, Upper, Amplification })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The position, worth what was asked for at a price.</summary>
    public LpPosition Read(ParseResult parsed, double price)
    {
        LpPosition unit = parsed.GetValue(Kind) switch
        {
            "weighted" => new WeightedPosition(parsed.GetValue(Weight)),
            "concentrated" => new ConcentratedPosition(parsed.GetValue(Lower) ?? 0, parsed.GetValue(Upper) ?? double.PositiveInfinity),
            "stableswap" => new StableswapPosition(parsed.GetValue(Amplification)),
            _ => new ConstantProductPosition(1),
        };
        return unit.WithValue(parsed.GetValue(Value), price);
    }
}
