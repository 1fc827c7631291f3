namespace Weir.Core.Tables;

/// <summary>A column of exact unsigned integers below 2^256.</summary>
public sealed class UInt256Column : ValueColumn<UInt256>
{
    /// <inheritdoc/>
    public override void WriteTo(ColumnSchema schema, IColumnWriter writer) => writer.Write(schema, this);
}
