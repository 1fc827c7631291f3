using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Weir.Core;

public readonly partial struct UInt256
{
    /// <summary>The most decimal digits a value can have.</summary>
    public const int MaxDecimalDigits = 78;

    private const ulong TenToThe19 = 10_000_000_000_000_000_000;

    /// <summary>Reads decimal digits, or <c>0x</c> and hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is neither, or the value is 2^256 or more.</exception>
    public static UInt256 Parse(string text) =>
        TryParse(Encoding.UTF8.GetBytes(text), out UInt256 value)
            ? value
            : throw new FormatException($"'{text}' is not a whole number between 0 and 2^256 - 1.");

    /// <summary>Reads decimal digits, or <c>0x</c> and hexadecimal digits, from UTF-8.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out UInt256 value)
    {
        if (utf8.Length > 2 && utf8[0] == (byte)'0' && (utf8[1] | 0x20) == (byte)'x')
        {
            return TryParseHex(utf8, out value);
        }

        value = default;
        if (utf8.IsEmpty)
        {
            return false;
        }

        while (!utf8.IsEmpty)
        {
            int digits = Math.Min(19, utf8.Length);
            ulong part = 0;
            ulong scale = 1;
            foreach (byte symbol in utf8[..digits])
            {
                if (symbol is < (byte)'0' or > (byte)'9')
                {
                    return false;
                }

                part = (part * 10) + (uint)(symbol - '0');
                scale *= 10;
            }

            if (!TryMultiplyAdd(value, scale, part, out value))
            {
                return false;
            }

            utf8 = utf8[digits..];
        }

        return true;
    }

    /// <summary>Reads a JSON-RPC quantity: <c>0x</c> and 1 to 64 significant digits.</summary>
    public static bool TryParseHex(ReadOnlySpan<byte> utf8, out UInt256 value)
    {
        value = default;
        if (utf8.Length < 3 || utf8[0] != (byte)'0' || (utf8[1] | 0x20) != (byte)'x')
        {
            return false;
        }

        ReadOnlySpan<byte> digits = utf8[2..];
        Span<ulong> limbs = stackalloc ulong[4];
        limbs.Clear();
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = Hex.HexDigit(digits[digits.Length - 1 - i]);
            if (digit < 0 || (i >= 64 && digit != 0))
            {
                return false;
            }

            if (i < 64)
            {
                limbs[i >> 4] |= (ulong)digit << (4 * (i & 15));
            }
        }

        value = new UInt256(limbs[0], limbs[1], limbs[2], limbs[3]);
        return true;
    }

    /// <summary>Writes decimal digits as UTF-8 (at most 78) and returns how many.</summary>
    public int FormatDecimal(Span<byte> utf8)
    {
        if ((_u1 | _u2 | _u3) == 0)
        {
            return Utf8Formatter.TryFormat(_u0, utf8, out int written)
                ? written
                : throw new ArgumentException("The destination is too short.", nameof(utf8));
        }

        Span<ulong> parts = stackalloc ulong[5];
        int count = 0;
        UInt256 rest = this;
        while (!rest.IsZero)
        {
            rest = DivRem(rest, TenToThe19, out parts[count++]);
        }

        Utf8Formatter.TryFormat(parts[count - 1], utf8, out int length);
        for (int i = count - 2; i >= 0; i--)
        {
            Utf8Formatter.TryFormat(
                parts[i], utf8[length..], out int digits, new System.Buffers.StandardFormat('D', 19));
            length += digits;
        }

        return length;
    }

    /// <summary>A JSON-RPC quantity: <c>0x</c> and digits without leading zeros.</summary>
    public string ToHexQuantity()
    {
        if ((_u1 | _u2 | _u3) == 0)
        {
            return "0x" + _u0.ToString("x", CultureInfo.InvariantCulture);
        }

        Span<byte> bytes = stackalloc byte[32];
        WriteBigEndian(bytes);
        return "0x" + Convert.ToHexStringLower(bytes).TrimStart('0');
    }

    private string FormatLarge()
    {
        Span<byte> digits = stackalloc byte[MaxDecimalDigits];
        return Encoding.ASCII.GetString(digits[..FormatDecimal(digits)]);
    }
}
