using System.Numerics;
using Weir.Core;
using Weir.Detection.Facts;

namespace Weir.Detection;

/// <summary>What kind of extraction it was.</summary>
public enum MevKind
{
    Arbitrage, Sandwich, Jit, JitSandwich, Liquidation, Backrun,
}

/// <summary>The kinds as the table <c>mev</c> names them.</summary>
public static class MevKinds
{
    /// <summary>The name of a kind.</summary>
    public static string Name(this MevKind kind) => kind switch
    {
        MevKind.Arbitrage => "arbitrage",
        MevKind.Sandwich => "sandwich",
        MevKind.Jit => "jit",
        MevKind.JitSandwich => "jit_sandwich",
        MevKind.Liquidation => "liquidation",
        _ => "backrun",
    };
}

/// <summary>One thing that an inspector found: who took what, from whom, and why it says so.</summary>
public sealed class MevFinding
{
    public required MevKind Kind { get; init; }

    /// <summary>Who signed.</summary>
    public required Address Actor { get; init; }

    /// <summary>The contract that acted for it, where there is one of its own.</summary>
    public Address? Contract { get; init; }

    /// <summary>The actor's transactions, in order.</summary>
    public required IReadOnlyList<TransactionFact> Transactions { get; init; }

    /// <summary>The transactions of those it was done to, in order.</summary>
    public IReadOnlyList<TransactionFact> Victims { get; init; } = [];

    public required IReadOnlyList<PoolId> Pools { get; init; }

    public Address? ProfitToken { get; init; }

    /// <summary>Before gas and payments to the builder, raw units.</summary>
    public BigInteger? ProfitRaw { get; init; }

    /// <summary>The same in more than one token, where that is how it stands: summed in USD only.</summary>
    public IReadOnlyList<TokenAmount> Gains { get; init; } = [];

    public Address? LossToken { get; set; }

    /// <summary>What the victims would have had more without the actor, raw units.</summary>
    public BigInteger? LossRaw { get; set; }

    /// <summary>From 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The finding that this one is a part of.</summary>
    public MevFinding? PartOf { get; set; }

    /// <summary>The values of the clauses that made the verdict, by name.</summary>
    public SortedDictionary<string, string> Clauses { get; } = new(StringComparer.Ordinal);

    /// <summary>The places of what it was read from, in order.</summary>
    public SortedDictionary<string, IReadOnlyList<string>> Places { get; } = new(StringComparer.Ordinal);
}
