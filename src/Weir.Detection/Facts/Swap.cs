using System.Numerics;
using Weir.Core;

namespace Weir.Detection.Facts;

/// <summary>A swap in a pool: what the trader gave and got.</summary>
public sealed class Swap
{
    /// <summary>Its place among the block's facts: the log's index, or a number in the order of traces.</summary>
    public required long Order { get; init; }

    public required TransactionFact Transaction { get; init; }

    public required PoolId Pool { get; init; }

    /// <summary>The contract that the swap's event or call is of.</summary>
    public required Address Contract { get; init; }

    /// <summary>Who called the pool; null where nobody says.</summary>
    public Address? Caller { get; init; }

    /// <summary>Who sent what went in: mev-inspect's <c>from_address</c>; null where no transfer shows it.</summary>
    public Address? Payer { get; init; }

    /// <summary>Who got what came out; null where nobody says.</summary>
    public Address? Taker { get; init; }

    /// <summary>What went into the pool.</summary>
    public required Address Sold { get; init; }

    /// <summary>Raw units.</summary>
    public required BigInteger SoldRaw { get; init; }

    /// <summary>What came out of it.</summary>
    public required Address Bought { get; init; }

    /// <summary>Raw units.</summary>
    public required BigInteger BoughtRaw { get; init; }

    /// <summary>Whether token 0 went in; null where the pool's order is not known.</summary>
    public bool? IsZeroForOne { get; init; }

    /// <summary>The pool before the swap, where the block shows it.</summary>
    public PoolState? Before { get; init; }

    /// <summary>The pool after the swap.</summary>
    public PoolState? After { get; init; }

    /// <summary>The pool's fee in parts per million; null where it is not proven.</summary>
    public int? FeePpm { get; init; }

    /// <summary>Where it stands, for a reader: <c>log 12</c>, or <c>trace 0.2</c>.</summary>
    public required string Place { get; init; }

    /// <summary>Whether it goes the other's way through the same tokens.</summary>
    public bool IsSameWay(Swap other) => Sold == other.Sold && Bought == other.Bought;

    /// <summary>Whether it goes against the other.</summary>
    public bool IsOpposite(Swap other) => Sold == other.Bought && Bought == other.Sold;
}
