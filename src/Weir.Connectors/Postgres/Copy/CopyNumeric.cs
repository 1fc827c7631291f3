using System.Buffers.Binary;
using System.Numerics;
using Weir.Core;

namespace Weir.Connectors.Postgres.Copy;

/// <summary>
/// NUMERIC on the wire: the number of digits, the weight of the first, a sign, the scale, and digits to the base
/// 10,000, two bytes each, most significant first.
/// </summary>
internal static class CopyNumeric
{
    private const int HeaderBytes = 8;
    private const int DecimalsOfDigit = 4;
    private const ushort Positive = 0;
    private const ushort Negative = 0x4000;

    /// <summary>Appends the field with its length.</summary>
    public static void Append(CopyBuffer buffer, in UInt256 magnitude, bool isNegative)
    {
        Span<byte> decimals = stackalloc byte[UInt256.MaxDecimalDigits + 2];
        int length = magnitude.IsZero ? 0 : magnitude.FormatDecimal(decimals);
        int digits = (length + DecimalsOfDigit - 1) / DecimalsOfDigit;
        int first = length - ((digits - 1) * DecimalsOfDigit);
        Span<byte> field = buffer.Take(sizeof(int) + HeaderBytes + (2 * digits));
        BinaryPrimitives.WriteInt32BigEndian(field, HeaderBytes + (2 * digits));
        BinaryPrimitives.WriteInt16BigEndian(field[4..], (short)digits);
        BinaryPrimitives.WriteInt16BigEndian(field[6..], (short)Math.Max(0, digits - 1));
        BinaryPrimitives.WriteUInt16BigEndian(field[8..], isNegative ? Negative : Positive);
        BinaryPrimitives.WriteInt16BigEndian(field[10..], 0);
        field = field[(sizeof(int) + HeaderBytes)..];
        int place = 0;
        for (int digit = 0; digit < digits; digit++)
        {
            int end = digit == 0 ? first : place + DecimalsOfDigit;
            int value = 0;
            for (; place < end; place++)
            {
                value = (value * 10) + (decimals[place] - '0');
            }

            BinaryPrimitives.WriteInt16BigEndian(field[(2 * digit)..], (short)value);
        }
    }

    /// <summary>Reads a whole number below 2^256; false for any other.</summary>
    public static bool TryRead(ReadOnlySpan<byte> field, out UInt256 value)
    {
        value = default;
        if (!TryReadHeader(field, out int digits, out int weight, out ushort sign) || sign != Positive)
        {
            return false;
        }

        // A 64-bit number has at most five digits to the base 10,000: the usual case.
        if (weight < 4)
        {
            ulong small = 0;
            for (int digit = 0; digit <= weight; digit++)
            {
                small = (small * 10_000) + Digit(field, digit, digits);
            }

            value = small;
            return true;
        }

        Span<byte> decimals = stackalloc byte[(weight + 1) * DecimalsOfDigit];
        for (int digit = 0; digit <= weight; digit++)
        {
            uint part = Digit(field, digit, digits);
            for (int place = DecimalsOfDigit - 1; place >= 0; place--, part /= 10)
            {
                decimals[(digit * DecimalsOfDigit) + place] = (byte)('0' + (part % 10));
            }
        }

        return UInt256.TryParse(decimals.TrimStart((byte)'0'), out value);
    }

    /// <summary>Reads any whole number; false for fractions, infinities and what is no number.</summary>
    public static bool TryRead(ReadOnlySpan<byte> field, out BigInteger value)
    {
        value = BigInteger.Zero;
        if (!TryReadHeader(field, out int digits, out int weight, out ushort sign) || sign is not (Positive or Negative))
        {
            return false;
        }

        for (int digit = 0; digit <= weight; digit++)
        {
            value = (value * 10_000) + Digit(field, digit, digits);
        }

        value = sign == Negative ? -value : value;
        return true;
    }

    private static uint Digit(ReadOnlySpan<byte> field, int digit, int digits) =>
        digit < digits ? BinaryPrimitives.ReadUInt16BigEndian(field[(HeaderBytes + (2 * digit))..]) : 0u;

    // The longest number of the type has 78 decimals; one with digits after the point is none of ours.
    private static bool TryReadHeader(ReadOnlySpan<byte> field, out int digits, out int weight, out ushort sign)
    {
        digits = weight = sign = 0;
        if (field.Length < HeaderBytes)
        {
            return false;
        }

        digits = BinaryPrimitives.ReadInt16BigEndian(field);
        weight = BinaryPrimitives.ReadInt16BigEndian(field[2..]);
        sign = BinaryPrimitives.ReadUInt16BigEndian(field[4..]);
        weight = digits == 0 ? -1 : weight;
        return field.Length >= HeaderBytes + (2 * digits) && digits <= weight + 1 && weight < 32;
    }
}
