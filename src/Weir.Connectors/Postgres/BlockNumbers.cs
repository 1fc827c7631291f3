using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Connectors.Postgres;

/// <summary>Finds which blocks a batch has rows of.</summary>
internal sealed class BlockNumbers : IColumnWriter
{
    private readonly string? _column;
    private BlockRange _range = new(0, -1);

    private BlockNumbers(string? column) => _column = column;

    /// <summary>The lowest and the highest number; the batch has rows.</summary>
    public static BlockRange RangeOf(IBatch batch)
    {
        BlockNumbers numbers = new(batch.Schema.BlockNumberColumn);
        batch.WriteTo(numbers);
        return numbers._range;
    }

    public void Write(ColumnSchema schema, Int64Column column)
    {
        if (schema.Name == _column)
        {
            long least = long.MaxValue;
            long most = long.MinValue;
            foreach (long number in column.Values)
            {
                least = Math.Min(least, number);
                most = Math.Max(most, number);
            }

            _range = new BlockRange(least, most);
        }
    }

    public void Write(ColumnSchema schema, DoubleColumn column)
    {
    }

    public void Write(ColumnSchema schema, BoolColumn column)
    {
    }

    public void Write(ColumnSchema schema, UInt256Column column)
    {
    }

    public void Write(ColumnSchema schema, Int256Column column)
    {
    }

    public void Write(ColumnSchema schema, FixedBytesColumn column)
    {
    }

    public void Write(ColumnSchema schema, BytesColumn column)
    {
    }

    public void Write(ColumnSchema schema, ListColumn column)
    {
    }
}
