using System.Text;
using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Connectors.JsonRpc.Tokens;

/// <summary>
/// What a contract answered to ERC-20's questions about itself; null for what it did not answer, or not in a form that
/// can be read.
/// </summary>
/// <param name="Symbol">ERC-20's optional symbol, as string or bytes32.</param>
/// <param name="Name">ERC-20's optional name, as string or bytes32.</param>
/// <param name="Decimals">ERC-20's optional decimals, 0 to 255.</param>
/// <param name="TotalSupply">In the token's smallest unit.</param>
public sealed record TokenAnswer(string? Symbol, string? Name, long? Decimals, UInt256? TotalSupply)
{
    private const int Word = 32;
    private const int MostText = 1_000;
    private const int MostDecimals = 255;

    /// <summary>Reads the four answers.</summary>
    public static TokenAnswer Read(byte[]? symbol, byte[]? name, byte[]? decimals, byte[]? totalSupply) => new(
        Text(symbol), Text(name),
        Number(decimals) is { } places && places <= MostDecimals ? (long)places : null,
        Number(totalSupply));

    /// <summary>Whether the contract answered anything.</summary>
    public bool IsEmpty => this is { Symbol: null, Name: null, Decimals: null, TotalSupply: null };

    /// <summary>Appends it as a row.</summary>
    /// <param name="rows">Where to.</param>
    /// <param name="chainId">The chain.</param>
    /// <param name="token">The contract.</param>
    /// <param name="seen">The block in which it was first seen.</param>
    public void AppendTo(TokenBatch rows, long chainId, Address token, BlockRef seen)
    {
        rows.ChainId.Append(chainId);
        rows.Address.Append(token);
        rows.Symbol.AppendNullable(Symbol);
        rows.Name.AppendNullable(Name);
        rows.Decimals.Append(Decimals);
        rows.TotalSupply.Append(TotalSupply);
        rows.BlockNumber.Append(seen.Number);
        rows.BlockHash.Append(seen.Hash);
    }

    private static UInt256? Number(byte[]? answer) =>
        answer is { Length: >= Word } ? UInt256.FromBigEndian(answer.AsSpan(0, Word)) : null;

    // ABI's string (offset, length, bytes), or 32 bytes with zeros behind, as old tokens have it.
    private static string? Text(byte[]? answer)
    {
        if (answer is null || answer.Length < Word)
        {
            return null;
        }

        if (answer.Length == Word)
        {
            return Clean(answer);
        }

        if (Small(answer.AsSpan(0, Word)) is not { } offset || offset > answer.Length - Word
            || Small(answer.AsSpan(offset, Word)) is not { } length || length > answer.Length - offset - Word)
        {
            return null;
        }

        return Clean(answer.AsSpan(offset + Word, length));
    }

    private static int? Small(ReadOnlySpan<byte> word)
    {
        UInt256 value = UInt256.FromBigEndian(word);
        return value <= int.MaxValue ? (int)(ulong)value : null;
    }

    // No warehouse takes a NUL in a text; what is no UTF-8 is shown as such.
    private static string? Clean(ReadOnlySpan<byte> bytes)
    {
        string text = Encoding.UTF8.GetString(bytes).Replace("\0", string.Empty, StringComparison.Ordinal);
        return text.Length == 0 ? null : text.Length > MostText ? text[..MostText] : text;
    }
}
