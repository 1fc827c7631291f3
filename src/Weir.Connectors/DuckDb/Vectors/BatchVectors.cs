using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb.Vectors;

/// <summary>Takes a batch's columns and writes ranges of its rows into the vectors of chunks.</summary>
internal sealed class BatchVectors : IColumnWriter
{
    private readonly VectorWriter[] _writers;
    private int _next;

    public BatchVectors(TableSchema table)
    {
        Table = table;
        _writers = [.. table.Columns.Select(column => Create(column.Type))];
    }

    public TableSchema Table { get; }

    /// <summary>The writer of each column, in schema order.</summary>
    public ReadOnlySpan<VectorWriter> Writers => _writers;

    /// <summary>Reads from this batch until the next is taken.</summary>
    public void Use(IBatch batch)
    {
        _next = 0;
        batch.WriteTo(this);
        if (_next != _writers.Length)
        {
            throw new InvalidOperationException($"{Table.Name}: {_next} of {_writers.Length} columns were written.");
        }
    }

    public void Write(ColumnSchema schema, Int64Column column) => Take(column);

    public void Write(ColumnSchema schema, DoubleColumn column) => Take(column);

    public void Write(ColumnSchema schema, BoolColumn column) => Take(column);

    public void Write(ColumnSchema schema, UInt256Column column) => Take(column);

    public void Write(ColumnSchema schema, Int256Column column) => Take(column);

    public void Write(ColumnSchema schema, FixedBytesColumn column) => Take(column);

    public void Write(ColumnSchema schema, BytesColumn column) => Take(column);

    public void Write(ColumnSchema schema, ListColumn column) => Take(column);

    private void Take(Column column) => _writers[_next++].Use(column);

    private static VectorWriter Create(LogicalType type) => type switch
    {
        LogicalType.Int64 or LogicalType.Timestamp => new ValueVectorWriter<long>(),
        LogicalType.Double => new ValueVectorWriter<double>(),
        LogicalType.Bool => new ValueVectorWriter<bool>(),
        LogicalType.UInt256 => new UInt256VectorWriter(),
        LogicalType.Int256 => new Int256VectorWriter(),
        LogicalType.Hash or LogicalType.Address => new FixedHexVectorWriter(),
        LogicalType.Hex => new HexVectorWriter(),
        LogicalType.Text or LogicalType.Json => new TextVectorWriter(),
        LogicalType.HashList or LogicalType.AddressList => new ListVectorWriter(new FixedHexVectorWriter()),
        LogicalType.HexList => new ListVectorWriter(new HexVectorWriter()),
        _ => throw new InvalidOperationException($"DuckDB has no vector for {type}."),
    };
}
