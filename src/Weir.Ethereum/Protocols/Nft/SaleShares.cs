using Weir.Core;

namespace Weir.Ethereum.Protocols.Nft;

/// <summary>A bundle's price shared among its items, as Dune does; the first takes what does not divide.</summary>
internal readonly struct SaleShares(UInt256 price, UInt256? platformFee, UInt256? royaltyFee, int count)
{
    public UInt256 Price(int item) => Share(price, item);

    public UInt256? Platform(int item) => platformFee is { } fee ? Share(fee, item) : null;

    public UInt256? Royalty(int item) => royaltyFee is { } fee ? Share(fee, item) : null;

    private UInt256 Share(UInt256 whole, int item)
    {
        if (count == 1)
        {
            return whole;
        }

        UInt256 part = whole / (ulong)count;
        return item == 0 ? whole - (part * (ulong)(count - 1)) : part;
    }
}
