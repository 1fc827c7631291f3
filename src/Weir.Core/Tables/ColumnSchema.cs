namespace Weir.Core.Tables;

/// <summary>One column of a table.</summary>
/// <param name="Name">snake_case, as ethereum-etl and Dune name it.</param>
/// <param name="Type">The logical type.</param>
/// <param name="IsNullable">Whether NULL may stand there.</param>
public sealed record ColumnSchema(string Name, LogicalType Type, bool IsNullable = false)
{
    /// <summary>
    /// False for what depends on the node or the time of loading; such columns stay out of the checksum.
    /// </summary>
    public bool IsInChecksum { get; init; } = true;

    /// <summary>
    /// True for a nullable column that a later version of Weir brought: a warehouse without it has NULL there, and a
    /// NULL counts nothing in the checksum.
    /// </summary>
    public bool IsLaterAddition { get; init; }

    /// <summary>The part of a block that the column is made from, where it is another than its table's.</summary>
    public ProofGroups? Source { get; init; }

    /// <summary>An empty column of this type.</summary>
    public Column CreateColumn() => Type switch
    {
        LogicalType.Int64 or LogicalType.Timestamp => new Int64Column(),
        LogicalType.UInt256 => new UInt256Column(),
        LogicalType.Int256 => new Int256Column(),
        LogicalType.Double => new DoubleColumn(),
        LogicalType.Bool => new BoolColumn(),
        LogicalType.Hash => new FixedBytesColumn(Hash32.Length),
        LogicalType.Address => new FixedBytesColumn(Address.Length),
        LogicalType.Hex or LogicalType.Text or LogicalType.Json => new BytesColumn(),
        LogicalType.HashList => new ListColumn(new FixedBytesColumn(Hash32.Length)),
        LogicalType.AddressList => new ListColumn(new FixedBytesColumn(Address.Length)),
        LogicalType.HexList => new ListColumn(new BytesColumn()),
        _ => throw new InvalidOperationException($"No column for {Type}."),
    };
}
