using Weir.Core;
using Weir.Ethereum.Protocols.Facts;

namespace Weir.Ethereum.Protocols.Nft;

/// <summary>NFTs among the tokens that moved.</summary>
internal static class NftMoves
{
    /// <summary>Who gave the NFT away first in the transaction; null where it did not move.</summary>
    public static Address? Giver(ReadOnlySpan<Movement> movements, in Address collection, in UInt256 id)
    {
        foreach (ref readonly Movement movement in movements)
        {
            if (movement.IsNft && movement.Token == collection && movement.TokenId == id)
            {
                return movement.From;
            }
        }

        return null;
    }

    /// <summary>Who got the NFT from this one; null where it did not move so.</summary>
    public static Address? Getter(
        ReadOnlySpan<Movement> movements, in Address collection, in UInt256 id, in Address from)
    {
        foreach (ref readonly Movement movement in movements)
        {
            if (movement.IsNft && movement.Token == collection && movement.TokenId == id && movement.From == from)
            {
                return movement.To;
            }
        }

        return null;
    }
}
