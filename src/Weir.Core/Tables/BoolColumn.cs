namespace Weir.Core.Tables;

/// <summary>A column of truth values.</summary>
public sealed class BoolColumn : ValueColumn<bool>
{
    /// <inheritdoc/>
    public override void WriteTo(ColumnSchema schema, IColumnWriter writer) => writer.Write(schema, this);
}
