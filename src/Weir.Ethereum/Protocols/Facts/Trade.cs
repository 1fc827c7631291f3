using Weir.Core;

namespace Weir.Ethereum.Protocols.Facts;

/// <summary>A swap, as a protocol's event tells it.</summary>
internal readonly ref struct Trade
{
    public required Project Project { get; init; }

    /// <summary>The contract that the project's users know.</summary>
    public required Address Contract { get; init; }

    /// <summary>The pool; empty where no pool is in it.</summary>
    public ReadOnlySpan<byte> PoolId { get; init; }

    /// <summary>Who stood against the taker: the pair, an order's maker; empty where nobody is named.</summary>
    public ReadOnlySpan<byte> Maker { get; init; }

    /// <summary>Who got the tokens; the transaction's sender where null.</summary>
    public Address? Taker { get; init; }

    public Address? SoldToken { get; init; }

    public UInt256 SoldAmountRaw { get; init; }

    public Address? BoughtToken { get; init; }

    public UInt256 BoughtAmountRaw { get; init; }

    /// <summary>The token's place among the pool's.</summary>
    public long? SoldIndex { get; init; }

    public long? BoughtIndex { get; init; }
}

/// <summary>What one token of a pool did when liquidity changed.</summary>
internal readonly ref struct LiquidityChange
{
    public required Project Project { get; init; }

    public required ReadOnlySpan<byte> PoolId { get; init; }

    public required ReadOnlySpan<byte> Kind { get; init; }

    public Address? Provider { get; init; }

    public long? TokenIndex { get; init; }

    public Address? Token { get; init; }

    /// <summary>Into the pool above zero, out of it below.</summary>
    public Int256? AmountRaw { get; init; }

    public long? TickLower { get; init; }

    public long? TickUpper { get; init; }

    public UInt256? Liquidity { get; init; }
}

/// <summary>What somebody did at a lender.</summary>
internal readonly ref struct LendingAct
{
    public required Project Project { get; init; }

    public required Address Market { get; init; }

    public required ReadOnlySpan<byte> Kind { get; init; }

    public required Address User { get; init; }

    public Address? OnBehalfOf { get; init; }

    public Address? Asset { get; init; }

    public UInt256 AmountRaw { get; init; }

    public Address? CollateralAsset { get; init; }

    public UInt256? CollateralAmountRaw { get; init; }

    public Address? Liquidator { get; init; }
}

/// <summary>A loan within one transaction.</summary>
internal readonly ref struct FlashLoan
{
    public required Project Project { get; init; }

    public required Address Lender { get; init; }

    public Address? Initiator { get; init; }

    public Address? Recipient { get; init; }

    public Address? Asset { get; init; }

    public UInt256 AmountRaw { get; init; }

    public UInt256? FeeRaw { get; init; }

    public long? TokenIndex { get; init; }
}

/// <summary>A sale of an NFT.</summary>
internal readonly ref struct NftSale
{
    public required Project Project { get; init; }

    public required Address Contract { get; init; }

    /// <summary>Whether the buyer took the seller's offer; else the seller took a bid.</summary>
    public required bool IsBuy { get; init; }

    public bool IsBundle { get; init; }

    public required Address Collection { get; init; }

    public required UInt256 TokenId { get; init; }

    public required UInt256 Amount { get; init; }

    public required Address Seller { get; init; }

    public required Address Buyer { get; init; }

    public required UInt256 PriceRaw { get; init; }

    public required Address Currency { get; init; }

    public UInt256? PlatformFeeRaw { get; init; }

    public UInt256? RoyaltyFeeRaw { get; init; }
}
