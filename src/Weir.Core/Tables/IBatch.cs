namespace Weir.Core.Tables;

/// <summary>Rows of one table, column by column.</summary>
public interface IBatch
{
    TableSchema Schema { get; }

    int RowCount { get; }

    /// <summary>Hands every column to the writer, in schema order.</summary>
    void WriteTo(IColumnWriter writer);
}
