using System.Numerics;
using Weir.Connectors.DuckDb.Native;
using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb.Vectors;

/// <summary>Values that DuckDB stores as byte strings.</summary>
internal abstract unsafe class TextualVectorReader(Column column) : VectorReader
{
    /// <summary>What a value must look like, for messages.</summary>
    protected abstract string Expected { get; }

    public sealed override void Read(
        void* values, ulong* validity, nint vector, int start, int count, MalformedText malformed)
    {
        var texts = (DuckDbText*)values + start;
        for (int i = 0; i < count; i++)
        {
            if (IsNull(validity, start + i))
            {
                column.AppendNull();
            }
            else if (!TryAppend(texts[i].Bytes))
            {
                column.AppendNull();
                malformed(i, Excerpt(texts[i].Bytes), Expected);
            }
        }
    }

    /// <summary>Appends the value, or appends nothing and says false.</summary>
    protected abstract bool TryAppend(ReadOnlySpan<byte> text);

    /// <summary>The value as a person would read it.</summary>
    protected virtual ReadOnlySpan<byte> Excerpt(ReadOnlySpan<byte> text) => text;

    /// <summary>
    /// Whether there is a capital letter: digits above 9 and the x of 0x are small ones, else two texts would be one
    /// value.
    /// </summary>
    protected static bool HasCapital(ReadOnlySpan<byte> text) => text.ContainsAnyInRange((byte)'A', (byte)'Z');
}

/// <summary>Hashes and addresses.</summary>
internal sealed class FixedHexVectorReader(FixedBytesColumn column) : TextualVectorReader(column)
{
    protected override string Expected => $"0x and {2 * column.Width} lower-case hexadecimal digits";

    protected override bool TryAppend(ReadOnlySpan<byte> text)
    {
        Span<byte> bytes = stackalloc byte[32];
        bytes = bytes[..column.Width];
        if (HasCapital(text) || !Hex.TryDecodeExact(text, bytes))
        {
            return false;
        }

        column.Append(bytes);
        return true;
    }
}

/// <summary>Byte strings of any length.</summary>
internal sealed class HexVectorReader(BytesColumn column) : TextualVectorReader(column)
{
    private byte[] _bytes = new byte[1024];

    protected override string Expected => "0x and an even number of lower-case hexadecimal digits";

    protected override bool TryAppend(ReadOnlySpan<byte> text)
    {
        if (text.Length / 2 > _bytes.Length)
        {
            _bytes = new byte[text.Length];
        }

        if (HasCapital(text) || !Hex.TryDecode(text, _bytes, out int written))
        {
            return false;
        }

        column.Append(_bytes.AsSpan(0, written));
        return true;
    }
}

/// <summary>Text and JSON as they are.</summary>
internal sealed class TextVectorReader(BytesColumn column) : TextualVectorReader(column)
{
    protected override string Expected => "text";

    protected override bool TryAppend(ReadOnlySpan<byte> text)
    {
        column.Append(text);
        return true;
    }
}

/// <summary>Unsigned integers of 256 bits.</summary>
internal sealed class UInt256VectorReader(UInt256Column column) : TextualVectorReader(column)
{
    protected override string Expected => "a whole number from 0 to 2^256 - 1";

    protected override bool TryAppend(ReadOnlySpan<byte> text)
    {
        if (!Bignum.TryRead(text, out UInt256 value))
        {
            return false;
        }

        column.Append(value);
        return true;
    }

    protected override ReadOnlySpan<byte> Excerpt(ReadOnlySpan<byte> text) =>
        System.Text.Encoding.UTF8.GetBytes(
            Bignum.Read(text).ToString(System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>Signed integers of 256 bits.</summary>
internal sealed class Int256VectorReader(Int256Column column) : TextualVectorReader(column)
{
    private static readonly BigInteger Limit = BigInteger.One << 255;

    protected override string Expected => "a whole number from -2^255 to 2^255 - 1";

    protected override bool TryAppend(ReadOnlySpan<byte> text)
    {
        BigInteger value = Bignum.Read(text);
        if (value < -Limit || value >= Limit)
        {
            return false;
        }

        column.Append((Int256)value);
        return true;
    }

    protected override ReadOnlySpan<byte> Excerpt(ReadOnlySpan<byte> text) =>
        System.Text.Encoding.UTF8.GetBytes(
            Bignum.Read(text).ToString(System.Globalization.CultureInfo.InvariantCulture));
}
