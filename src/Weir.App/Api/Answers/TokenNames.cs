using System.Numerics;
using Weir.App.Api.Answering;

namespace Weir.App.Api.Answers;

/// <summary>What tokens call themselves, where they were asked.</summary>
internal sealed class TokenNames
{
    private readonly Dictionary<string, (string? Symbol, long? Decimals)> _tokens = new(StringComparer.Ordinal);

    /// <summary>Reads them; none where the table is not there.</summary>
    public static async Task<TokenNames> ReadAsync(ApiContext context)
    {
        TokenNames names = new();
        if (context.Chain is { } chain && context.State.Has("tokens", "address", "symbol", "decimals"))
        {
            foreach (ApiRow row in await context.LookUpAsync("token_names", chain.Id))
            {
                names._tokens[row.Text(0)] = (row.TextOrNull(1), row.WholeOrNull(3));
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
