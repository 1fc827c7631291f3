using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Weir.Core;

/// <summary>An account or contract address: 20 bytes.</summary>
public readonly struct Address : IEquatable<Address>, IComparable<Address>
{
    /// <summary>The size in bytes.</summary>
    public const int Length = 20;

    private readonly Bytes _bytes;

    /// <summary>Copies exactly 20 bytes.</summary>
    public Address(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"An address is {Length} bytes long, not {bytes.Length}.", nameof(bytes));
        }

        bytes.CopyTo(_bytes);
    }

    /// <summary>All zeros.</summary>
    public static Address Zero => default;

    /// <summary>The bytes in place; valid as long as the value it was taken from.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>Whether every byte is zero.</summary>
    public bool IsZero => !Span.ContainsAnyExcept((byte)0);

    public static bool operator ==(Address left, Address right) => left.Equals(right);

    public static bool operator !=(Address left, Address right) => !left.Equals(right);

    public static bool operator <(Address left, Address right) => left.CompareTo(right) < 0;

    public static bool operator >(Address left, Address right) => left.CompareTo(right) > 0;

    public static bool operator <=(Address left, Address right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Address left, Address right) => left.CompareTo(right) >= 0;

    /// <summary>Reads <c>0x</c> and 40 digits.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Address value)
    {
        Unsafe.SkipInit(out value);
        return Hex.TryDecodeExact(utf8, MemoryMarshal.AsBytes(new Span<Address>(ref value)));
    }

    /// <summary>Reads <c>0x</c> and 40 digits.</summary>
    /// <exception cref="FormatException">The text is anything else.</exception>
    public static Address Parse(string text) =>
        TryParse(Encoding.UTF8.GetBytes(text), out Address value)
            ? value
            : throw new FormatException($"'{text}' is not 0x and 40 hexadecimal digits.");

    public bool Equals(Address other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is Address other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The order of the bytes, and so of the text.</summary>
    public int CompareTo(Address other) => Span.SequenceCompareTo(other.Span);

    /// <summary><c>0x</c> and lower-case digits.</summary>
    public override string ToString() => Hex.Encode(Span);

    [InlineArray(Length)]
    private struct Bytes
    {
        private byte _element;
    }
}
