namespace Weir.Core.Tables;

/// <summary>A column of exact signed integers of 256 bits.</summary>
public sealed class Int256Column : ValueColumn<Int256>
{
    /// <inheritdoc/>
    public override void WriteTo(ColumnSchema schema, IColumnWriter writer) => writer.Write(schema, this);
}
