using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Connectors.Postgres.Copy;

/// <summary>One column's values as fields of COPY's binary format: a length in four bytes, then the value.</summary>
internal abstract class CopyField
{
    /// <summary>Microseconds from 1970 to 2000, where PostgreSQL's time begins.</summary>
    public const long Epoch = 946_684_800_000_000;

    /// <summary>Appends the row's value.</summary>
    public abstract void Append(CopyBuffer buffer, int row);
}

/// <summary>Collects the fields of a batch: one a column.</summary>
internal sealed class CopyFields : IColumnWriter
{
    private readonly List<CopyField> _fields = [];

    /// <summary>The fields in schema order.</summary>
    public IReadOnlyList<CopyField> All => _fields;

    public void Write(ColumnSchema schema, Int64Column column) =>
        _fields.Add(new Int64Field(column, schema.Type == LogicalType.Timestamp ? CopyField.Epoch : 0));

    public void Write(ColumnSchema schema, DoubleColumn column) => _fields.Add(new DoubleField(column));

    public void Write(ColumnSchema schema, BoolColumn column) => _fields.Add(new BoolField(column));

    public void Write(ColumnSchema schema, UInt256Column column) => _fields.Add(new UInt256Field(column));

    public void Write(ColumnSchema schema, Int256Column column) => _fields.Add(new Int256Field(column));

    public void Write(ColumnSchema schema, FixedBytesColumn column) => _fields.Add(new FixedBytesField(column));

    public void Write(ColumnSchema schema, BytesColumn column) => _fields.Add(schema.Type switch
    {
        LogicalType.Hex or LogicalType.HexList => new HexField(column),
        LogicalType.Json => new JsonField(column),
        _ => new TextField(column),
    });

    public void Write(ColumnSchema schema, ListColumn column)
    {
        CopyFields items = new();
        column.Items.WriteTo(schema, items);
        _fields.Add(new ListField(column, items._fields[0]));
    }
}

internal abstract class CopyField<TColumn>(TColumn column) : CopyField
    where TColumn : Column
{
    protected TColumn Column { get; } = column;

    public sealed override void Append(CopyBuffer buffer, int row)
    {
        if (Column.IsNull(row))
        {
            buffer.AppendNull();
        }
        else
        {
            AppendValue(buffer, row);
        }
    }

    protected abstract void AppendValue(CopyBuffer buffer, int row);
}

internal sealed class Int64Field(Int64Column column, long epoch) : CopyField<Int64Column>(column)
{
    protected override void AppendValue(CopyBuffer buffer, int row) => buffer.AppendField(Column[row] - epoch);
}

internal sealed class DoubleField(DoubleColumn column) : CopyField<DoubleColumn>(column)
{
    protected override void AppendValue(CopyBuffer buffer, int row) =>
        buffer.AppendField(BitConverter.DoubleToInt64Bits(Column[row]));
}

internal sealed class BoolField(BoolColumn column) : CopyField<BoolColumn>(column)
{
    protected override void AppendValue(CopyBuffer buffer, int row)
    {
        buffer.Append(1);
        buffer.Take(1)[0] = Column[row] ? (byte)1 : (byte)0;
    }
}

internal sealed class UInt256Field(UInt256Column column) : CopyField<UInt256Column>(column)
{
    protected override void AppendValue(CopyBuffer buffer, int row) =>
        CopyNumeric.Append(buffer, Column[row], isNegative: false);
}

internal sealed class Int256Field(Int256Column column) : CopyField<Int256Column>(column)
{
    protected override void AppendValue(CopyBuffer buffer, int row)
    {
        Int256 value = Column[row];
        CopyNumeric.Append(buffer, value.Magnitude, value.IsNegative);
    }
}

internal sealed class FixedBytesField(FixedBytesColumn column) : CopyField<FixedBytesColumn>(column)
{
    private readonly int _length = Hex.TextLength(column.Width);

    protected override void AppendValue(CopyBuffer buffer, int row)
    {
        buffer.Append(_length);
        Hex.Encode(Column[row], buffer.Take(_length));
    }
}

internal sealed class HexField(BytesColumn column) : CopyField<BytesColumn>(column)
{
    protected override void AppendValue(CopyBuffer buffer, int row)
    {
        ReadOnlySpan<byte> bytes = Column[row];
        int length = Hex.TextLength(bytes.Length);
        buffer.Append(length);
        Hex.Encode(bytes, buffer.Take(length));
    }
}

internal sealed class TextField(BytesColumn column) : CopyField<BytesColumn>(column)
{
    protected override void AppendValue(CopyBuffer buffer, int row)
    {
        buffer.Append(Column[row].Length);
        buffer.Append(Column[row]);
    }
}

/// <summary>JSONB: a version, then the text.</summary>
internal sealed class JsonField(BytesColumn column) : CopyField<BytesColumn>(column)
{
    private const byte Version = 1;

    protected override void AppendValue(CopyBuffer buffer, int row)
    {
        buffer.Append(Column[row].Length + 1);
        buffer.Take(1)[0] = Version;
        buffer.Append(Column[row]);
    }
}

/// <summary>An array of one dimension whose items are texts.</summary>
internal sealed class ListField(ListColumn column, CopyField items) : CopyField<ListColumn>(column)
{
    /// <summary>The type <c>text</c> in PostgreSQL's catalog.</summary>
    public const int TextType = 25;

    protected override void AppendValue(CopyBuffer buffer, int row)
    {
        (int start, int end) = Column[row];
        int length = buffer.Length;
        buffer.Append(0);
        buffer.Append(end > start ? 1 : 0);     // dimensions
        buffer.Append(0);                       // no NULLs
        buffer.Append(TextType);
        if (end > start)
        {
            buffer.Append(end - start);
            buffer.Append(1);                   // the first index
            for (int item = start; item < end; item++)
            {
                items.Append(buffer, item);
            }
        }

        buffer.CloseLength(length);
    }
}
