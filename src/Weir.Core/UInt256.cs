using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace Weir.Core;

/// <summary>
/// An exact unsigned integer below 2^256. Arithmetic never wraps: overflow throws <see cref="OverflowException"/>.
/// </summary>
public readonly partial struct UInt256 : IEquatable<UInt256>, IComparable<UInt256>
{
    // Limbs, least significant first.
    private readonly ulong _u0;
    private readonly ulong _u1;
    private readonly ulong _u2;
    private readonly ulong _u3;

    /// <param name="u0">Bits 0 to 63.</param>
    /// <param name="u1">Bits 64 to 127.</param>
    /// <param name="u2">Bits 128 to 191.</param>
    /// <param name="u3">Bits 192 to 255.</param>
    public UInt256(ulong u0, ulong u1 = 0, ulong u2 = 0, ulong u3 = 0)
    {
        _u0 = u0;
        _u1 = u1;
        _u2 = u2;
        _u3 = u3;
    }

    public static UInt256 Zero => default;

    public static UInt256 One => new(1);

    /// <summary>2^256 − 1.</summary>
    public static UInt256 MaxValue => new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    public bool IsZero => (_u0 | _u1 | _u2 | _u3) == 0;

    /// <summary>How many bits the value needs: 0 for zero, at most 256.</summary>
    public int BitLength =>
        _u3 != 0 ? 256 - BitOperations.LeadingZeroCount(_u3)
        : _u2 != 0 ? 192 - BitOperations.LeadingZeroCount(_u2)
        : _u1 != 0 ? 128 - BitOperations.LeadingZeroCount(_u1)
        : 64 - BitOperations.LeadingZeroCount(_u0);

    /// <summary>Whether the value is at most <see cref="long.MaxValue"/>.</summary>
    public bool FitsInt64 => (_u1 | _u2 | _u3) == 0 && _u0 <= long.MaxValue;

    public static implicit operator UInt256(ulong value) => new(value);

    public static implicit operator UInt256(UInt128 value) => new((ulong)value, (ulong)(value >> 64));

    /// <exception cref="OverflowException">The value is above 2^128 − 1.</exception>
    public static explicit operator UInt128(UInt256 value) => (value._u2 | value._u3) == 0
        ? new UInt128(value._u1, value._u0)
        : throw new OverflowException($"{value} does not fit in 128 bits.");

    public static explicit operator UInt256(BigInteger value)
    {
        Span<byte> bytes = stackalloc byte[32];
        if (value.Sign < 0 || !value.TryWriteBytes(bytes, out int written, isUnsigned: true))
        {
            throw new OverflowException($"{value} is not between 0 and 2^256 - 1.");
        }

        bytes[written..].Clear();
        return FromLittleEndian(bytes);
    }

    public static implicit operator BigInteger(UInt256 value)
    {
        Span<byte> bytes = stackalloc byte[32];
        value.WriteLittleEndian(bytes);
        return new BigInteger(bytes, isUnsigned: true);
    }

    /// <exception cref="OverflowException">The value is above 2^63 − 1.</exception>
    public static explicit operator long(UInt256 value) =>
        value.FitsInt64 ? (long)value._u0
            : throw new OverflowException($"{value} does not fit in 64 bits with a sign.");

    /// <exception cref="OverflowException">The value is above 2^64 − 1.</exception>
    public static explicit operator ulong(UInt256 value) =>
        (value._u1 | value._u2 | value._u3) == 0
            ? value._u0
            : throw new OverflowException($"{value} does not fit in 64 bits.");

    /// <summary>The nearest double.</summary>
    public static explicit operator double(UInt256 value) => (double)(BigInteger)value;

    public static bool operator ==(UInt256 left, UInt256 right) => left.Equals(right);

    public static bool operator !=(UInt256 left, UInt256 right) => !left.Equals(right);

    public static bool operator <(UInt256 left, UInt256 right) => left.CompareTo(right) < 0;

    public static bool operator >(UInt256 left, UInt256 right) => left.CompareTo(right) > 0;

    public static bool operator <=(UInt256 left, UInt256 right) => left.CompareTo(right) <= 0;

    public static bool operator >=(UInt256 left, UInt256 right) => left.CompareTo(right) >= 0;

    public static UInt256 Min(UInt256 left, UInt256 right) => left < right ? left : right;

    /// <summary>Reads up to 32 bytes, most significant first.</summary>
    public static UInt256 FromBigEndian(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 32)
        {
            return new UInt256(
                BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]),
                BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
                BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
                BinaryPrimitives.ReadUInt64BigEndian(bytes));
        }

        if (bytes.Length > 32)
        {
            throw new ArgumentException($"A word is at most 32 bytes long, not {bytes.Length}.", nameof(bytes));
        }

        Span<byte> word = stackalloc byte[32];
        word[..(32 - bytes.Length)].Clear();
        bytes.CopyTo(word[(32 - bytes.Length)..]);
        return FromBigEndian(word);
    }

    /// <summary>Reads exactly 32 bytes, least significant first.</summary>
    public static UInt256 FromLittleEndian(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));

    /// <summary>Writes 32 bytes, most significant first.</summary>
    public void WriteBigEndian(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _u0);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _u1);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _u2);
        BinaryPrimitives.WriteUInt64BigEndian(destination, _u3);
    }

    /// <summary>Writes 32 bytes, least significant first.</summary>
    public void WriteLittleEndian(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination, _u0);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], _u1);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[16..], _u2);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[24..], _u3);
    }

    public bool Equals(UInt256 other) =>
        _u0 == other._u0 && _u1 == other._u1 && _u2 == other._u2 && _u3 == other._u3;

    public override bool Equals(object? obj) => obj is UInt256 other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_u0, _u1, _u2, _u3);

    public int CompareTo(UInt256 other)
    {
        int order = _u3.CompareTo(other._u3);
        order = order != 0 ? order : _u2.CompareTo(other._u2);
        order = order != 0 ? order : _u1.CompareTo(other._u1);
        return order != 0 ? order : _u0.CompareTo(other._u0);
    }

    /// <summary>Decimal digits.</summary>
    public override string ToString() =>
        (_u1 | _u2 | _u3) == 0 ? _u0.ToString(CultureInfo.InvariantCulture) : FormatLarge();
}
