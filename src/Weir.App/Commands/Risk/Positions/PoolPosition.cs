using System.Numerics;

namespace Weir.App.Commands.Risk.Positions;

/// <summary>
/// One owner's liquidity in a pool as its decoded events leave it: of a Uniswap V2 pair its shares, of a V3 pool one
/// range of ticks. Amounts are raw units of the pool's first and second token, never below zero.
/// </summary>
/// <param name="Owner">
/// Who holds it on the chain: of V3 the position manager where it was made through one, for all its users together.
/// </param>
/// <param name="Ticks">The range, or null of a pair.</param>
internal sealed record PoolPosition(string Owner, (long Lower, long Upper)? Ticks)
{
    /// <summary>V3: liquidity; V2: shares of the pair.</summary>
    public BigInteger Liquidity { get; set; }

    /// <summary>What was paid in.</summary>
    public BigInteger[] Deposited { get; } = [0, 0];

    /// <summary>What liquidity was taken out again.</summary>
    public BigInteger[] Withdrawn { get; } = [0, 0];

    /// <summary>What V3 paid out, fees among it.</summary>
    public BigInteger[] Collected { get; } = [0, 0];

    /// <summary>The block of its first deposit.</summary>
    public long SinceBlock { get; set; }

    /// <summary>Fees paid out: more than was withdrawn. Those not collected yet stand in no event.</summary>
    public BigInteger Fees(int token) => BigInteger.Max(0, Collected[token] - Withdrawn[token]);

    public override string ToString() => Ticks is { } ticks
        ? FormattableString.Invariant($"{Owner}/{ticks.Lower}:{ticks.Upper}") : Owner;
}
