using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Weir.Core;

/// <summary>A Keccak-256 hash or any other word of 32 bytes: block, transaction, root, topic.</summary>
public readonly struct Hash32 : IEquatable<Hash32>, IComparable<Hash32>
{
    /// <summary>The size in bytes.</summary>
    public const int Length = 32;

    private readonly Bytes _bytes;

    /// <summary>Copies exactly 32 bytes.</summary>
    public Hash32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"A hash is {Length} bytes long, not {bytes.Length}.", nameof(bytes));
        }

        bytes.CopyTo(_bytes);
    }

    /// <summary>All zeros.</summary>
    public static Hash32 Zero => default;

    /// <summary>The bytes in place; valid as long as the value it was taken from.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>Whether every byte is zero.</summary>
    public bool IsZero => !Span.ContainsAnyExcept((byte)0);

    public static bool operator ==(Hash32 left, Hash32 right) => left.Equals(right);

    public static bool operator !=(Hash32 left, Hash32 right) => !left.Equals(right);

    public static bool operator <(Hash32 left, Hash32 right) => left.CompareTo(right) < 0;

    public static bool operator >(Hash32 left, Hash32 right) => left.CompareTo(right) > 0;

    public static bool operator <=(Hash32 left, Hash32 right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Hash32 left, Hash32 right) => left.CompareTo(right) >= 0;

    /// <summary>Reads <c>0x</c> and 64 digits.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Hash32 value)
    {
        Unsafe.SkipInit(out value);
        return Hex.TryDecodeExact(utf8, MemoryMarshal.AsBytes(new Span<Hash32>(ref value)));
    }

    /// <summary>Reads <c>0x</c> and 64 digits.</summary>
    /// <exception cref="FormatException">The text is anything else.</exception>
    public static Hash32 Parse(string text) =>
        TryParse(Encoding.UTF8.GetBytes(text), out Hash32 value)
            ? value
            : throw new FormatException($"'{text}' is not 0x and 64 hexadecimal digits.");

    public bool Equals(Hash32 other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is Hash32 other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The order of the bytes, and so of the text.</summary>
    public int CompareTo(Hash32 other) => Span.SequenceCompareTo(other.Span);

    /// <summary><c>0x</c> and lower-case digits.</summary>
    public override string ToString() => Hex.Encode(Span);

    [InlineArray(Length)]
    private struct Bytes
    {
        private byte _element;
    }
}
