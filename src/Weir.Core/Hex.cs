using System.Buffers;

namespace Weir.Core;

/// <summary>
/// Lower-case hexadecimal with the prefix <c>0x</c>, to and from UTF-8, without intermediate strings.
/// </summary>
public static class Hex
{
    /// <summary>How many characters <paramref name="bytes"/> bytes take: <c>0x</c> and two a byte.</summary>
    public static int TextLength(int bytes) => 2 + (2 * bytes);

    /// <summary>
    /// Writes <c>0x</c> and two digits a byte into <paramref name="utf8"/>, which must hold 2 + 2·n bytes.
    /// </summary>
    /// <returns>The number of bytes written.</returns>
    public static int Encode(ReadOnlySpan<byte> bytes, Span<byte> utf8)
    {
        utf8[0] = (byte)'0';
        utf8[1] = (byte)'x';
        if (!Convert.TryToHexStringLower(bytes, utf8[2..], out int written))
        {
            throw new ArgumentException("The destination is too short.", nameof(utf8));
        }

        return written + 2;
    }

    /// <summary>The text <c>0x…</c> of the bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <summary>
    /// Reads <c>0x</c> and exactly 2·n digits into <paramref name="bytes"/> (n bytes). False when the text is anything
    /// else.
    /// </summary>
    public static bool TryDecodeExact(ReadOnlySpan<byte> utf8, Span<byte> bytes) =>
        utf8.Length == 2 + (2 * bytes.Length) && HasPrefix(utf8)
        && Convert.FromHexString(utf8[2..], bytes, out _, out int written) == OperationStatus.Done
        && written == bytes.Length;

    /// <summary>
    /// Reads <c>0x</c> and an even number of digits into the front of <paramref name="bytes"/>. False when the text is
    /// anything else.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> utf8, Span<byte> bytes, out int written)
    {
        written = 0;
        return utf8.Length >= 2 && (utf8.Length & 1) == 0 && HasPrefix(utf8)
            && Convert.FromHexString(utf8[2..], bytes, out _, out written) == OperationStatus.Done;
    }

    /// <summary>Reads a JSON-RPC quantity (<c>0x</c> and 1 to 16 digits; leading zeros are let pass).</summary>
    public static bool TryDecodeQuantity(ReadOnlySpan<byte> utf8, out ulong value)
    {
        value = 0;
        if (utf8.Length < 3 || !HasPrefix(utf8))
        {
            return false;
        }

        foreach (byte symbol in utf8[2..])
        {
            int digit = HexDigit(symbol);
            if (digit < 0 || value >> 60 != 0)
            {
                return false;
            }

            value = (value << 4) | (uint)digit;
        }

        return true;
    }

    /// <summary>The value of one hexadecimal digit, or -1.</summary>
    internal static int HexDigit(byte symbol) => symbol switch
    {
        >= (byte)'0' and <= (byte)'9' => symbol - '0',
        >= (byte)'a' and <= (byte)'f' => symbol - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => symbol - 'A' + 10,
        _ => -1,
    };

    private static bool HasPrefix(ReadOnlySpan<byte> utf8) => utf8[0] == (byte)'0' && (utf8[1] | 0x20) == (byte)'x';
}
