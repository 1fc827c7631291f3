using System.Numerics;
using Weir.Core;
using Weir.Ethereum.Blocks;

namespace Weir.Simulation.Actors;

/// <summary>What an actor did, as it knows itself: the truth that inspectors are held against.</summary>
/// <param name="Kind">As the table mev names it.</param>
/// <param name="IsReal">Whether it is what it looks like; a look-alike is not.</param>
/// <param name="Variant">How it was done.</param>
/// <param name="Block">The block's number.</param>
/// <param name="Transactions">The actor's transactions, by their places.</param>
/// <param name="Victims">Those it was done to, by their places.</param>
/// <param name="Pool">The pool it was about; null where it was none.</param>
public sealed record ActLabel(
    string Kind, bool IsReal, string Variant, long Block, IReadOnlyList<int> Transactions, IReadOnlyList<int> Victims,
    Address? Pool)
{
    /// <summary>What the victims would have had more, by the simulator's own pools; null where it is not about one.</summary>
    public BigInteger? LossRaw { get; init; }

    public Address? LossToken { get; init; }

    /// <summary>How many of the victims' swaps the loss is of.</summary>
    public int VictimSwaps { get; init; }

    /// <summary>The label as one line of JSON.</summary>
    public string ToJson(Block block)
    {
        string transactions = string.Join(',', Transactions.Select(place => $"\"{block.Transactions[place].Hash}\""));
        string victims = string.Join(',', Victims.Select(place => $"\"{block.Transactions[place].Hash}\""));
        string loss = LossRaw is { } raw ? $",\"loss_raw\":\"{raw}\",\"loss_token\":\"{LossToken}\"" : string.Empty;
        return $"{{\"block\":{Block},\"kind\":\"{Kind}\",\"real\":{(IsReal ? "true" : "false")},\"variant\":\"{Variant}\","
            + $"\"tx_hashes\":[{transactions}],\"victim_tx_hashes\":[{victims}]"
            + $"{(Pool is { } pool ? $",\"pool\":\"{pool}\"" : string.Empty)}{loss}}}";
    }
}
