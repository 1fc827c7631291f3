using Weir.Core;

namespace Weir.Detection.Prices;

/// <summary>The tokens of one chain that are known by name.</summary>
public sealed class TokenList
{
    private readonly Dictionary<Address, KnownToken> _tokens;

    public TokenList(IEnumerable<KnownToken> tokens)
    {
        _tokens = tokens.ToDictionary(token => token.Address);
        Stablecoins = [.. _tokens.Values.Where(token => token.Role == TokenRole.Stablecoin)];
        WrappedCoin = _tokens.Values.FirstOrDefault(token => token.Role == TokenRole.WrappedCoin);
        Coin = _tokens.Values.FirstOrDefault(token => token.Role == TokenRole.Coin);
    }

    /// <summary>None.</summary>
    public static TokenList Empty { get; } = new([]);

    public IReadOnlyList<KnownToken> Stablecoins { get; }

    public KnownToken? WrappedCoin { get; }

    public KnownToken? Coin { get; }

    public IEnumerable<KnownToken> All => _tokens.Values;

    /// <summary>The token at an address, or null.</summary>
    public KnownToken? Find(Address address) => _tokens.GetValueOrDefault(address);
}
