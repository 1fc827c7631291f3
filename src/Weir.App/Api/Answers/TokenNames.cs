using System.Numerics;
using Weir.App.Api.Answering;
using Weir.Core.Tables;
using Weir.Detection.Prices;
using Weir.Ethereum.Chains;

namespace Weir.App.Api.Answers;

/// <summary>What tokens call themselves, where they were asked; else what the list of known tokens calls them.</summary>
internal sealed class TokenNames
{
    private readonly Dictionary<string, (string? Symbol, long? Decimals)> _tokens = new(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    public static async Task<TokenNames> ReadAsync(ApiContext context)
    {
        TokenNames names = new();
        if (context.Chain is not { } chain)
        {
            return names;
        }

        names._tokens[PriceBatch.Usd.ToString()] = ("USD", null);
        foreach (KnownToken token in ChainTokens.Of(chain.Id).All)
        {
            names._tokens[token.Address.ToString()] = (token.Symbol, token.Decimals);
        }

        if (context.State.Has("tokens", "address", "symbol", "decimals"))
        {
            foreach (ApiRow row in await context.LookUpAsync("token_names", chain.Id))
            {
                (string? symbol, long? decimals) = names._tokens.GetValueOrDefault(row.Text(0));
                names._tokens[row.Text(0)] = (row.TextOrNull(1) ?? symbol, row.WholeOrNull(3) ?? decimals);
            }
        }

        return names;
    }

    /// <summary>Its symbol, or null.</summary>
    public string? SymbolOf(string? address) => address is null ? null : _tokens.GetValueOrDefault(address).Symbol;

    /// <summary>Its symbol, else its address with the middle left out.</summary>
    public string NameOf(string? address) => address is null ? "unknown"
        : SymbolOf(address) is { Length: > 0 } symbol ? symbol : $"{address[..6]}…{address[^4..]}";

    /// <summary>The token of a symbol or an address; null where none is known.</summary>
    public string? Find(string text) => text.StartsWith("0x", StringComparison.Ordinal) ? text.ToLowerInvariant()
        : _tokens.FirstOrDefault(token => string.Equals(token.Value.Symbol, text, StringComparison.OrdinalIgnoreCase)).Key;

    /// <summary>An amount in whole tokens; at 18 decimals, the original's, where the token's are not known.</summary>
    public double? Scale(string address, BigInteger? raw) => raw is { } amount
        ? (double)amount / Math.Pow(10, _tokens.GetValueOrDefault(address).Decimals ?? 18) : null;
}
