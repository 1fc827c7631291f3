using Weir.Core;

namespace Weir.Ethereum.Protocols.Facts;

/// <summary>The chain's own coin in tables of tokens.</summary>
internal static class Native
{
    /// <summary>0xeeee…eeee, as most protocols write it (EIP-7528).</summary>
    public static readonly Address Coin = Address.Parse("0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee");

    /// <summary>The coin where an event writes the zero address for it.</summary>
    public static Address OrToken(in Address token) => token.IsZero ? Coin : token;
}
