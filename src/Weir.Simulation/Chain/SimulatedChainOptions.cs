using System.Globalization;
using Weir.Core.Errors;

namespace Weir.Simulation.Chain;

/// <summary>What a simulated chain is made from; equal options make equal bytes.</summary>
public sealed record SimulatedChainOptions
{
    /// <summary>The chain's id where none is chosen: the letters "weir" as a number.</summary>
    public const long DefaultChainId = 0x77656972;

    private const int MostTransactions = 2_000;

    public static SimulatedChainOptions Default { get; } = new();

    public ulong Seed { get; init; } = 1;

    /// <summary>How many blocks there are, block 0 included.</summary>
    public long Blocks { get; init; } = 1_000;

    /// <summary>About how many transactions a block has (1 to 2,000): the gas target is set for it.</summary>
    public int TransactionsPerBlock { get; init; } = 6;

    public long ChainId { get; init; } = DefaultChainId;

    /// <summary>Whether arbitrageurs, sandwich bots, liquidators and their look-alikes act on it.</summary>
    public bool HasActors { get; init; }

    /// <summary>Whether there are sandwiches alone, with many victims each: to compare losses on many swaps.</summary>
    public bool HasOnlySandwiches { get; init; }

    /// <summary>A file for the labels of what the actors did, a JSON line each; null for none.</summary>
    public string? Labels { get; init; }

    /// <summary>Reads <c>seed=N,blocks=N,txs=N,chain=N,actors=on,labels=FILE</c>, in any order, each optional.</summary>
    /// <exception cref="ConfigException">A name or a number is wrong (WEIR1002).</exception>
    public static SimulatedChainOptions Parse(string text)
    {
        SimulatedChainOptions options = Default;
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? part : part[..equals];
            string value = equals < 0 ? string.Empty : part[(equals + 1)..];
            options = name switch
            {
                "seed" => options with { Seed = Number(part, value, 0, ulong.MaxValue) },
                "blocks" => options with { Blocks = (long)Number(part, value, 1, 100_000_000) },
                "txs" => options with { TransactionsPerBlock = (int)Number(part, value, 1, MostTransactions) },
                "actors" when value == "sandwiches" => options with { HasActors = true, HasOnlySandwiches = true },
                "actors" => options with { HasActors = IsOn(part, value) },
                "labels" when value.Length > 0 => options with { Labels = value, HasActors = true },
                "chain" => options with { ChainId = (long)Number(part, value, 1, int.MaxValue) },
                _ => throw Bad($"sim: does not know '{name}'."),
            };
        }

        return options;
    }

    private static ulong Number(string part, string value, ulong least, ulong most) =>
        ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
        && number >= least && number <= most
            ? number
            : throw Bad($"sim: '{part}' is not a whole number from {least} to {most}.");

    private static bool IsOn(string part, string value) => value switch
    {
        "on" => true,
        "off" => false,
        _ => throw Bad($"sim: '{part}' is neither on, off nor sandwiches."),
    };

    private static ConfigException Bad(string message) => new(
        ErrorCodes.BadSource, message, "Write sim:seed=N,blocks=N,txs=N,chain=N,actors=on,labels=FILE; every part may be left out.");
}
