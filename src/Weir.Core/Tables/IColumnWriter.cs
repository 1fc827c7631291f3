namespace Weir.Core.Tables;

/// <summary>What a warehouse or file format does with a batch's columns, one call a column.</summary>
public interface IColumnWriter
{
    void Write(ColumnSchema schema, Int64Column column);

    void Write(ColumnSchema schema, DoubleColumn column);

    void Write(ColumnSchema schema, BoolColumn column);

    void Write(ColumnSchema schema, UInt256Column column);

    void Write(ColumnSchema schema, Int256Column column);

    void Write(ColumnSchema schema, FixedBytesColumn column);

    void Write(ColumnSchema schema, BytesColumn column);

    void Write(ColumnSchema schema, ListColumn column);
}
