using System.Numerics;
using Weir.Core;

namespace Weir.Detection.Facts;

/// <summary>One token's part in a change of liquidity.</summary>
public readonly record struct TokenAmount(Address Token, BigInteger Raw);

/// <summary>What a liquidity provider did.</summary>
public enum LiquidityKind
{
    Mint, Burn, Collect,
}

/// <summary>Liquidity that went into a pool or out of it, all tokens of one event.</summary>
public sealed class LiquidityChange
{
    public required long Order { get; init; }

    public required TransactionFact Transaction { get; init; }

    public required PoolId Pool { get; init; }

    public required LiquidityKind Kind { get; init; }

    /// <summary>Whose position it is, as the event says.</summary>
    public Address? Provider { get; init; }

    /// <summary>What moved, above zero in both directions.</summary>
    public required IReadOnlyList<TokenAmount> Amounts { get; init; }

    public long? TickLower { get; init; }

    public long? TickUpper { get; init; }

    /// <summary>Units of liquidity; null where the event does not say.</summary>
    public BigInteger? Liquidity { get; init; }

    public required string Place { get; init; }
}

/// <summary>A loan that was liquidated.</summary>
public sealed class Liquidation
{
    public required long Order { get; init; }

    public required TransactionFact Transaction { get; init; }

    /// <summary>The lender's contract.</summary>
    public required Address Market { get; init; }

    /// <summary>Whose loan it was.</summary>
    public required Address Borrower { get; init; }

    public Address? Liquidator { get; init; }

    /// <summary>What was paid back; null where nobody says which token.</summary>
    public Address? DebtToken { get; init; }

    public BigInteger DebtRaw { get; init; }

    public Address? CollateralToken { get; init; }

    public BigInteger? CollateralRaw { get; init; }

    public required string Place { get; init; }
}

/// <summary>An NFT that was sold.</summary>
public sealed class NftSale
{
    public required long Order { get; init; }

    public required TransactionFact Transaction { get; init; }

    /// <summary>The market's contract.</summary>
    public required Address Market { get; init; }

    public required Address Collection { get; init; }

    public required BigInteger TokenId { get; init; }

    public required Address Seller { get; init; }

    public required Address Buyer { get; init; }

    public required Address Currency { get; init; }

    /// <summary>What the buyer paid.</summary>
    public required BigInteger PriceRaw { get; init; }

    /// <summary>What the seller got: the price without fees, as far as the event says.</summary>
    public required BigInteger ProceedsRaw { get; init; }

    public required string Place { get; init; }
}

/// <summary>A fungible token that moved.</summary>
public readonly record struct TokenMove(
    TransactionFact Transaction, Address Token, Address From, Address To, BigInteger Raw);

/// <summary>What a pool was after something happened in it.</summary>
/// <param name="Order">The place of the event among the block's facts.</param>
/// <param name="TransactionIndex">The event's transaction.</param>
/// <param name="Pool">The pool.</param>
/// <param name="Before">Before it, where that follows from the event alone.</param>
/// <param name="After">After it.</param>
public readonly record struct StateChange(
    long Order, long TransactionIndex, PoolId Pool, PoolState? Before, PoolState After);

/// <summary>A pool of two tokens whose order is known.</summary>
public readonly record struct PairTokens(PoolId Pool, Address Token0, Address Token1);
