using System.Numerics;

namespace Weir.Core;

/// <summary>An exact signed integer from −2^255 to 2^255 − 1, two's complement, as the EVM keeps it.</summary>
public readonly struct Int256 : IEquatable<Int256>, IComparable<Int256>
{
    private readonly UInt256 _bits;

    private Int256(UInt256 bits) => _bits = bits;

    public static Int256 Zero => default;

    /// <summary>−2^255.</summary>
    public static Int256 MinValue => new(UInt256.One << 255);

    /// <summary>2^255 − 1.</summary>
    public static Int256 MaxValue => new(UInt256.MaxValue >> 1);

    public bool IsNegative => _bits.BitLength == 256;

    /// <summary>The size of the number without its sign; 2^255 for the smallest.</summary>
    public UInt256 Magnitude => IsNegative ? UInt256.SubtractWrapping(UInt256.Zero, _bits, out _) : _bits;

    public static implicit operator Int256(long value) =>
        value < 0 ? -new Int256(unchecked((ulong)-value)) : new Int256((ulong)value);

    /// <exception cref="OverflowException">The value is 2^255 or more.</exception>
    public static explicit operator Int256(UInt256 value) =>
        value.BitLength < 256 ? new Int256(value) : throw new OverflowException($"{value} is above 2^255 - 1.");

    public static explicit operator Int256(BigInteger value)
    {
        UInt256 magnitude = (UInt256)BigInteger.Abs(value);
        return value.Sign < 0 ? FromMagnitude(magnitude) : (Int256)magnitude;
    }

    public static implicit operator BigInteger(Int256 value) =>
        value.IsNegative ? -(BigInteger)value.Magnitude : (BigInteger)value.Magnitude;

    /// <exception cref="OverflowException">The result does not fit.</exception>
    public static Int256 operator +(Int256 left, Int256 right) => (Int256)((BigInteger)left + right);

    /// <exception cref="OverflowException">The result does not fit.</exception>
    public static Int256 operator -(Int256 left, Int256 right) => (Int256)((BigInteger)left - right);

    /// <exception cref="OverflowException">The smallest number has no negative.</exception>
    public static Int256 operator -(Int256 value) =>
        value.IsNegative ? (Int256)value.Magnitude : FromMagnitude(value._bits);

    public static bool operator ==(Int256 left, Int256 right) => left.Equals(right);

    public static bool operator !=(Int256 left, Int256 right) => !left.Equals(right);

    public static bool operator <(Int256 left, Int256 right) => left.CompareTo(right) < 0;

    public static bool operator >(Int256 left, Int256 right) => left.CompareTo(right) > 0;

    public static bool operator <=(Int256 left, Int256 right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Int256 left, Int256 right) => left.CompareTo(right) >= 0;

    /// <summary>Reads a word of 32 bytes, most significant first, as the ABI writes <c>int256</c>.</summary>
    public static Int256 FromBigEndian(ReadOnlySpan<byte> word) => new(UInt256.FromBigEndian(word));

    /// <summary>Reads decimal digits with an optional minus sign.</summary>
    /// <exception cref="FormatException">The text is anything else, or out of range.</exception>
    public static Int256 Parse(string text)
    {
        bool negative = text.StartsWith('-');
        UInt256 magnitude = UInt256.Parse(negative ? text[1..] : text);
        return magnitude.BitLength < 256 ? (negative ? -new Int256(magnitude) : new Int256(magnitude))
            : negative && magnitude == MinValue._bits ? MinValue
            : throw new FormatException($"'{text}' is not between -2^255 and 2^255 - 1.");
    }

    /// <summary>Writes 32 bytes, most significant first.</summary>
    public void WriteBigEndian(Span<byte> destination) => _bits.WriteBigEndian(destination);

    /// <summary>
    /// Writes decimal digits with a minus sign where needed, as UTF-8 (at most 78), and returns how many.
    /// </summary>
    public int FormatDecimal(Span<byte> utf8)
    {
        if (!IsNegative)
        {
            return _bits.FormatDecimal(utf8);
        }

        utf8[0] = (byte)'-';
        return 1 + Magnitude.FormatDecimal(utf8[1..]);
    }

    public bool Equals(Int256 other) => _bits == other._bits;

    public override bool Equals(object? obj) => obj is Int256 other && Equals(other);

    public override int GetHashCode() => _bits.GetHashCode();

    public int CompareTo(Int256 other) =>
        IsNegative == other.IsNegative ? _bits.CompareTo(other._bits) : IsNegative ? -1 : 1;

    /// <summary>Decimal digits, with a minus sign where needed.</summary>
    public override string ToString() => IsNegative ? "-" + Magnitude : _bits.ToString();

    private static Int256 FromMagnitude(UInt256 magnitude) =>
        magnitude <= MinValue._bits
            ? new Int256(UInt256.SubtractWrapping(UInt256.Zero, magnitude, out _))
            : throw new OverflowException($"-{magnitude} is below -2^255.");
}
