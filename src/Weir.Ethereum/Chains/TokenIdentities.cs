using System.Globalization;
using Weir.Core;

namespace Weir.Ethereum.Chains;

/// <summary>
/// Which tokens of different chains are one asset: <c>token_identities.csv</c>, a source a row. Bridged forms are claims
/// on the asset, not the asset itself; each row says which it is.
/// </summary>
public static class TokenIdentities
{
    /// <summary>All of them, in the file's order.</summary>
    public static IReadOnlyList<TokenIdentity> All { get; } =
        [.. ChainTokens.Rows("token_identities.csv").Select(row => new TokenIdentity(
            long.Parse(row[0], CultureInfo.InvariantCulture), Address.Parse(row[1].ToLowerInvariant()), row[2], row[3], row[4],
            int.Parse(row[5], CultureInfo.InvariantCulture)))];

    /// <summary>The chain's own coin as a token; null where the file has none.</summary>
    public static TokenIdentity? WrappedCoin(KnownChain chain) =>
        All.FirstOrDefault(row => row.ChainId == chain.Id && row.Form == "wrapped" && row.Asset == chain.NativeToken);
}

/// <summary>A token of a chain as a form of an asset.</summary>
/// <param name="ChainId">EIP-155.</param>
/// <param name="Address">The contract.</param>
/// <param name="Asset">The name that is the same on all chains.</param>
/// <param name="Symbol">As the chain's users call it.</param>
/// <param name="Form"><c>native</c>, <c>bridged</c> or <c>wrapped</c>.</param>
/// <param name="Decimals">On this chain.</param>
public sealed record TokenIdentity(long ChainId, Address Address, string Asset, string Symbol, string Form, int Decimals);
