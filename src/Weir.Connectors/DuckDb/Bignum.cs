using System.Numerics;
using Weir.Core;

namespace Weir.Connectors.DuckDb;

/// <summary>
/// DuckDB's BIGNUM as bytes: a header of three (bit 23 set for numbers ≥ 0, below it the magnitude's length), then the
/// magnitude, most significant byte first; below zero all bits are inverted.
/// </summary>
internal static class Bignum
{
    /// <summary>Header and 32 bytes.</summary>
    public const int MaxBytes = 35;

    private const int HeaderBytes = 3;

    /// <summary>Writes the value and says how many bytes it took.</summary>
    public static int Write(in UInt256 value, Span<byte> destination)
    {
        int magnitude = Math.Max(1, (value.BitLength + 7) >> 3);
        destination[0] = 0x80;
        destination[1] = 0;
        destination[2] = (byte)magnitude;
        Span<byte> word = stackalloc byte[32];
        value.WriteBigEndian(word);
        word[(32 - magnitude)..].CopyTo(destination[HeaderBytes..]);
        return HeaderBytes + magnitude;
    }

    /// <inheritdoc cref="Write(in UInt256, Span{byte})"/>
    public static int Write(in Int256 value, Span<byte> destination)
    {
        int written = Write(value.Magnitude, destination);
        if (value.IsNegative)
        {
            foreach (ref byte part in destination[..written])
            {
                part = (byte)~part;
            }
        }

        return written;
    }

    /// <summary>Reads a number from 0 to 2^256 − 1; false for any other.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out UInt256 value)
    {
        value = default;
        if (bytes.Length <= HeaderBytes || (bytes[0] & 0x80) == 0)
        {
            return false;
        }

        ReadOnlySpan<byte> magnitude = bytes[HeaderBytes..].TrimStart((byte)0);
        if (magnitude.Length > 32)
        {
            return false;
        }

        value = UInt256.FromBigEndian(magnitude);
        return true;
    }

    /// <summary>Reads any number.</summary>
    public static BigInteger Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= HeaderBytes)
        {
            return BigInteger.Zero;
        }

        if ((bytes[0] & 0x80) != 0)
        {
            return new BigInteger(bytes[HeaderBytes..], isUnsigned: true, isBigEndian: true);
        }

        byte[] inverted = new byte[bytes.Length - HeaderBytes];
        for (int i = 0; i < inverted.Length; i++)
        {
            inverted[i] = (byte)~bytes[HeaderBytes + i];
        }

        return -new BigInteger(inverted, isUnsigned: true, isBigEndian: true);
    }
}
