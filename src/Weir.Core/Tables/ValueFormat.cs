namespace Weir.Core.Tables;

/// <summary>The text form of one column's values, as docs/schema.md defines it.</summary>
public abstract class ValueFormat
{
    /// <summary>Whether the row's value is NULL; then there is no text form.</summary>
    public abstract bool IsNull(int row);

    /// <summary>Appends the text form of the row's value.</summary>
    public abstract void Append(ValueText text, int row);

    /// <summary>The format of a column.</summary>
    public static ValueFormat Of(ColumnSchema schema, Column column) => column switch
    {
        Int64Column integers => new Int64Format(integers),
        UInt256Column integers => new UInt256Format(integers),
        Int256Column integers => new Int256Format(integers),
        DoubleColumn doubles => new DoubleFormat(doubles),
        BoolColumn flags => new BoolFormat(flags),
        FixedBytesColumn bytes => new FixedBytesFormat(bytes),
        BytesColumn bytes =>
            schema.Type is LogicalType.Hex or LogicalType.HexList ? new HexFormat(bytes) : new TextFormat(bytes),
        ListColumn list => new ListFormat(schema, list),
        _ => throw new InvalidOperationException($"No text form for {column.GetType().Name}."),
    };

    private abstract class Format<TColumn>(TColumn column) : ValueFormat
        where TColumn : Column
    {
        protected TColumn Column { get; } = column;

        public override bool IsNull(int row) => Column.IsNull(row);
    }

    private sealed class Int64Format(Int64Column column) : Format<Int64Column>(column)
    {
        public override void Append(ValueText text, int row) => text.Append(Column[row]);
    }

    private sealed class UInt256Format(UInt256Column column) : Format<UInt256Column>(column)
    {
        public override void Append(ValueText text, int row) => text.Append(Column[row]);
    }

    private sealed class Int256Format(Int256Column column) : Format<Int256Column>(column)
    {
        public override void Append(ValueText text, int row) => text.Append(Column[row]);
    }

    private sealed class DoubleFormat(DoubleColumn column) : Format<DoubleColumn>(column)
    {
        public override void Append(ValueText text, int row) => text.Append(Column[row]);
    }

    private sealed class BoolFormat(BoolColumn column) : Format<BoolColumn>(column)
    {
        public override void Append(ValueText text, int row) => text.Append(Column[row]);
    }

    private sealed class FixedBytesFormat(FixedBytesColumn column) : Format<FixedBytesColumn>(column)
    {
        public override void Append(ValueText text, int row) => text.AppendHex(Column[row]);
    }

    private sealed class HexFormat(BytesColumn column) : Format<BytesColumn>(column)
    {
        public override void Append(ValueText text, int row) => text.AppendHex(Column[row]);
    }

    private sealed class TextFormat(BytesColumn column) : Format<BytesColumn>(column)
    {
        public override void Append(ValueText text, int row) => text.Append(Column[row]);
    }

    /// <summary>A compact JSON array of texts.</summary>
    private sealed class ListFormat(ColumnSchema schema, ListColumn column) : Format<ListColumn>(column)
    {
        private readonly ValueFormat _items = Of(schema, column.Items);

        public override void Append(ValueText text, int row)
        {
            (int start, int end) = Column[row];
            text.Append((byte)'[');
            for (int item = start; item < end; item++)
            {
                text.Append(item == start ? "\""u8 : ",\""u8);
                _items.Append(text, item);
                text.Append((byte)'"');
            }

            text.Append((byte)']');
        }
    }
}
