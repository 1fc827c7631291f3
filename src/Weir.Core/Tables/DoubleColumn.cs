namespace Weir.Core.Tables;

/// <summary>A column of floating-point numbers.</summary>
public sealed class DoubleColumn : ValueColumn<double>
{
    /// <inheritdoc/>
    public override void WriteTo(ColumnSchema schema, IColumnWriter writer) => writer.Write(schema, this);
}
