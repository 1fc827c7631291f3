using Weir.Core.Tables;

namespace Weir.Connectors.Export;

/// <summary>A table of Weir's own as export fields, column by column.</summary>
internal static class TableFields
{
    public static ExportField[] Of(Batch batch)
    {
        ExportField[] fields = new ExportField[batch.Columns.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = Of(batch.Schema.Columns[i], batch.Columns[i]);
        }

        return fields;
    }

    private static ExportField Of(ColumnSchema schema, Column column) => schema.Type switch
    {
        LogicalType.Text => new TextField(schema.Name, (BytesColumn)column),
        LogicalType.Timestamp => new InstantField(schema.Name, (Int64Column)column),
        LogicalType.Hash or LogicalType.Address or LogicalType.Hex or LogicalType.UInt256 or LogicalType.Int256 =>
            new PlainTextField(schema.Name, ValueFormat.Of(schema, column)),
        _ => new BareField(schema.Name, ValueFormat.Of(schema, column)),
    };
}
