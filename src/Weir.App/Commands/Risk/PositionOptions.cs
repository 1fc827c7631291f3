using System.CommandLine;
using System.Globalization;
using Weir.Risk.Liquidity;

namespace Weir.App.Commands.Risk;

/// <summary>The options that describe a liquidity position.</summary>
internal sealed class PositionOptions
{
    private const double DefaultEntry = 2000;

    /// <summary>A stableswap pool farther than this from its peg is a mistake: one coin would be all of it.</summary>
    private const double FarthestFromPeg = 10;

    public Option<string> Kind { get; } = RiskOptions.Choice(
        "--kind", "the pool's curve", "constant-product", "constant-product", "weighted", "concentrated", "stableswap");

    public Option<double?> Entry { get; } =
        new("--entry") { Description = "price at entry, quote a base token (il: 2000, stableswap: needed; lp: the last price)" };

    public Option<double> Value { get; } =
        new("--value") { Description = "value at the price at entry", DefaultValueFactory = _ => 10_000 };

    public Option<double> Weight { get; } =
        new("--weight") { Description = "base token's share of a weighted pool", DefaultValueFactory = _ => 0.8 };

    public Option<double?> Lower { get; } = new("--lower") { Description = "lower price of a range" };

    public Option<double?> Upper { get; } = new("--upper") { Description = "upper price of a range" };

    public Option<double> Amplification { get; } = new("--amplification")
    {
        Description = "what the stableswap pool's A() returns (Ann = A·n; the whitepaper's A is half of it)",
        DefaultValueFactory = _ => 100,
    };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { Kind, Entry, Value, Weight, Lower, Upper, Amplification })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The price at entry: what was given, else <paramref name="today"/>, else 2000.</summary>
    public double EntryOf(ParseResult parsed, double? today)
    {
        bool isStable = parsed.GetValue(Kind) == "stableswap";
        double entry = (parsed.GetValue(Entry), today, isStable) switch
        {
            ({ } given, _, _) => given,
            (null, { } price, _) => price,
            (null, null, true) => throw RiskErrors.Request(
                "a stableswap position needs its price at entry.", "Add --entry, 1 for a pool at its peg."),
            _ => DefaultEntry,
        };
        return !isStable || (entry > 1 / FarthestFromPeg && entry < FarthestFromPeg) ? entry : throw RiskErrors.Request(
            string.Create(
                CultureInfo.InvariantCulture, $"a stableswap pool at a price of {entry} holds one of its coins only."),
            "Give prices of one coin in the other, near 1.");
    }

    /// <summary>The position, worth what was asked for at a price.</summary>
    public LpPosition Read(ParseResult parsed, double price)
    {
        LpPosition unit = parsed.GetValue(Kind) switch
        {
            "weighted" => new WeightedPosition(parsed.GetValue(Weight)),
            "concentrated" => new ConcentratedPosition(Bound(parsed, Lower), Bound(parsed, Upper)),
            "stableswap" => new StableswapPosition(parsed.GetValue(Amplification)),
            _ => new ConstantProductPosition(1),
        };
        return unit.WithValue(parsed.GetValue(Value), price);
    }

    /// <summary>The position in words, for the head of an answer.</summary>
    public IEnumerable<(string Name, string Value)> Describe(ParseResult parsed, double entry)
    {
        string kind = parsed.GetValue(Kind)!;
        yield return ("pool", kind switch
        {
            "weighted" => string.Create(CultureInfo.InvariantCulture, $"weighted {parsed.GetValue(Weight):0.####}"),
            "concentrated" => string.Create(
                CultureInfo.InvariantCulture, $"concentrated {parsed.GetValue(Lower)} to {parsed.GetValue(Upper)}"),
            "stableswap" => string.Create(
                CultureInfo.InvariantCulture, $"stableswap, A() {parsed.GetValue(Amplification)}"),
            _ => kind,
        });
        yield return (
            "value", string.Create(CultureInfo.InvariantCulture, $"{parsed.GetValue(Value):N0} at {entry:G6}"));
    }

    private static double Bound(ParseResult parsed, Option<double?> bound) => parsed.GetValue(bound)
        ?? throw RiskErrors.Request(
            $"a concentrated position has no {bound.Name}.",
            "Give --lower and --upper; 0 and inf for the whole range.");
}
