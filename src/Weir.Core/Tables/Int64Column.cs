namespace Weir.Core.Tables;

/// <summary>A column of signed 64-bit integers, or of instants in microseconds since 1970 (UTC).</summary>
public sealed class Int64Column : ValueColumn<long>
{
    /// <inheritdoc/>
    public override void WriteTo(ColumnSchema schema, IColumnWriter writer) => writer.Write(schema, this);
}
