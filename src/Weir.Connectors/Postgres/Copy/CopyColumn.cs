using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Connectors.Postgres.Copy;

/// <summary>Appends fields of COPY's binary format to a column.</summary>
internal abstract class CopyColumn(Column column)
{
    private const int LongestExcerpt = 200;

    /// <summary>What a value must look like, for messages.</summary>
    public abstract string Expected { get; }

    public static CopyColumn Create(LogicalType type, Column column) => type switch
    {
        LogicalType.Int64 => new Int64CopyColumn((Int64Column)column, 0),
        LogicalType.Timestamp => new Int64CopyColumn((Int64Column)column, CopyField.Epoch),
        LogicalType.Double => new DoubleCopyColumn((DoubleColumn)column),
        LogicalType.Bool => new BoolCopyColumn((BoolColumn)column),
        LogicalType.UInt256 => new UInt256CopyColumn((UInt256Column)column),
        LogicalType.Int256 => new Int256CopyColumn((Int256Column)column),
        LogicalType.Hash or LogicalType.Address => new FixedHexCopyColumn((FixedBytesColumn)column),
        LogicalType.Hex => new HexCopyColumn((BytesColumn)column),
        LogicalType.Text => new TextCopyColumn((BytesColumn)column),
        LogicalType.Json => new JsonCopyColumn((BytesColumn)column),
        LogicalType.HashList or LogicalType.AddressList => new ListCopyColumn(
            (ListColumn)column, new FixedHexCopyColumn((FixedBytesColumn)((ListColumn)column).Items)),
        LogicalType.HexList => new ListCopyColumn(
            (ListColumn)column, new HexCopyColumn((BytesColumn)((ListColumn)column).Items)),
        _ => throw new InvalidOperationException($"PostgreSQL has no field for {type}."),
    };

    /// <summary>Appends the value, or appends nothing and says false.</summary>
    public abstract bool TryAppend(ReadOnlySpan<byte> field);

    public void AppendNull() => column.AppendNull();

    /// <summary>The field as a person would read it, cut at 200 characters.</summary>
    public virtual string Excerpt(ReadOnlySpan<byte> field) =>
        Encoding.UTF8.GetString(field[..Math.Min(field.Length, LongestExcerpt)]);

    /// <summary>
    /// Whether there is a capital letter: digits above 9 and the x of 0x are small ones, else two texts would be one
    /// value.
    /// </summary>
    protected static bool HasCapital(ReadOnlySpan<byte> text) => text.ContainsAnyInRange((byte)'A', (byte)'Z');
}

internal sealed class Int64CopyColumn(Int64Column column, long epoch) : CopyColumn(column)
{
    public override string Expected => epoch == 0 ? "a whole number of 64 bits" : "a finite instant";

    public override bool TryAppend(ReadOnlySpan<byte> field)
    {
        if (field.Length != sizeof(long))
        {
            return false;
        }

        // Infinite instants are the ends of the range.
        long value = BinaryPrimitives.ReadInt64BigEndian(field);
        if (epoch != 0 && (value == long.MinValue || value > long.MaxValue - epoch))
        {
            return false;
        }

        column.Append(value + epoch);
        return true;
    }

    public override string Excerpt(ReadOnlySpan<byte> field) => field.Length == sizeof(long)
        ? BinaryPrimitives.ReadInt64BigEndian(field).ToString(CultureInfo.InvariantCulture)
        : Hex.Encode(field);
}

internal sealed class DoubleCopyColumn(DoubleColumn column) : CopyColumn(column)
{
    public override string Expected => "a number";

    public override bool TryAppend(ReadOnlySpan<byte> field)
    {
        column.Append(BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64BigEndian(field)));
        return true;
    }
}

internal sealed class BoolCopyColumn(BoolColumn column) : CopyColumn(column)
{
    public override string Expected => "true or false";

    public override bool TryAppend(ReadOnlySpan<byte> field)
    {
        column.Append(field[0] != 0);
        return true;
    }
}

internal sealed class UInt256CopyColumn(UInt256Column column) : CopyColumn(column)
{
    public override string Expected => "a whole number from 0 to 2^256 - 1";

    public override bool TryAppend(ReadOnlySpan<byte> field)
    {
        if (!CopyNumeric.TryRead(field, out UInt256 value))
        {
            return false;
        }

        column.Append(value);
        return true;
    }

    public override string Excerpt(ReadOnlySpan<byte> field) => CopyNumeric.TryRead(field, out BigInteger value)
        ? value.ToString(CultureInfo.InvariantCulture)
        : "no whole number";
}

internal sealed class Int256CopyColumn(Int256Column column) : CopyColumn(column)
{
    private static readonly BigInteger Limit = BigInteger.One << 255;

    public override string Expected => "a whole number from -2^255 to 2^255 - 1";

    public override bool TryAppend(ReadOnlySpan<byte> field)
    {
        if (!CopyNumeric.TryRead(field, out BigInteger value) || value < -Limit || value >= Limit)
        {
            return false;
        }

        column.Append((Int256)value);
        return true;
    }

    public override string Excerpt(ReadOnlySpan<byte> field) => CopyNumeric.TryRead(field, out BigInteger value)
        ? value.ToString(CultureInfo.InvariantCulture)
        : "no whole number";
}

/// <summary>Hashes and addresses.</summary>
internal sealed class FixedHexCopyColumn(FixedBytesColumn column) : CopyColumn(column)
{
    public override string Expected => $"0x and {2 * column.Width} lower-case hexadecimal digits";

    public override bool TryAppend(ReadOnlySpan<byte> field)
    {
        Span<byte> bytes = stackalloc byte[32];
        bytes = bytes[..column.Width];
        if (HasCapital(field) || !Hex.TryDecodeExact(field, bytes))
        {
            return false;
        }

        column.Append(bytes);
        return true;
    }
}

/// <summary>Byte strings of any length.</summary>
internal sealed class HexCopyColumn(BytesColumn column) : CopyColumn(column)
{
    private byte[] _bytes = new byte[1024];

    public override string Expected => "0x and an even number of lower-case hexadecimal digits";

    public override bool TryAppend(ReadOnlySpan<byte> field)
    {
        if (field.Length / 2 > _bytes.Length)
        {
            _bytes = new byte[field.Length];
        }

        if (HasCapital(field) || !Hex.TryDecode(field, _bytes, out int written))
        {
            return false;
        }

        column.Append(_bytes.AsSpan(0, written));
        return true;
    }
}

internal sealed class TextCopyColumn(BytesColumn column) : CopyColumn(column)
{
    public override string Expected => "text";

    public override bool TryAppend(ReadOnlySpan<byte> field)
    {
        column.Append(field);
        return true;
    }
}

/// <summary>JSONB in our text form: PostgreSQL orders keys by length, and writes spaces.</summary>
internal sealed class JsonCopyColumn(BytesColumn column) : CopyColumn(column)
{
    private readonly SortedJson _json = new();

    public override string Expected => "JSON";

    public override bool TryAppend(ReadOnlySpan<byte> field)
    {
        column.Append(_json.Sort(field[1..]));
        return true;
    }
}

/// <summary>Arrays of one dimension.</summary>
internal sealed class ListCopyColumn(ListColumn column, CopyColumn items) : CopyColumn(column)
{
    public override string Expected => "a list of " + items.Expected;

    public override bool TryAppend(ReadOnlySpan<byte> field)
    {
        const int HeaderBytes = 12;
        int dimensions = BinaryPrimitives.ReadInt32BigEndian(field);
        if (dimensions > 1)
        {
            return false;
        }

        bool isWhole = true;
        int count = dimensions == 0 ? 0 : BinaryPrimitives.ReadInt32BigEndian(field[HeaderBytes..]);
        int at = HeaderBytes + (dimensions * 8);
        for (int i = 0; i < count; i++)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(field[at..]);
            at += sizeof(int);
            if (length < 0 || !items.TryAppend(field.Slice(at, length)))
            {
                items.AppendNull();
                isWhole = false;
            }

            at += Math.Max(0, length);
        }

        if (isWhole)
        {
            column.EndList();
        }

        // Whoever asked appends NULL in its place, which closes the list.
        return isWhole;
    }

    public override string Excerpt(ReadOnlySpan<byte> field) => "a list";
}
