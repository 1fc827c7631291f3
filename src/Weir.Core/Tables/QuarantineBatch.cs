namespace Weir.Core.Tables;

/// <summary>The table <c>quarantine</c>: what could not become a row, with the reason; counted in full.</summary>
public sealed class QuarantineBatch : Batch
{
    public static readonly TableSchema Table = new(
        "quarantine",
        [
            new("chain_id", LogicalType.Int64),
            new("source", LogicalType.Text),
            new("block_number", LogicalType.Int64, true),
            new("block_hash", LogicalType.Hash, true),
            new("item_index", LogicalType.Int64, true),
            new("address", LogicalType.Address, true),
            new("reason", LogicalType.Text),
            new("raw", LogicalType.Text),
            new("column_name", LogicalType.Text, true) { IsLaterAddition = true },
        ],
        ["chain_id", "block_number", "source", "item_index", "reason"],
        schema => new QuarantineBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Source = ProofGroups.Header,
        HasChecksum = false,
        IsInLedger = false,
    };

    public QuarantineBatch()
        : this(Table)
    {
    }

    private QuarantineBatch(TableSchema schema)
        : base(schema)
    {
        ChainId = Column<Int64Column>("chain_id");
        Source = Column<BytesColumn>("source");
        BlockNumber = Column<Int64Column>("block_number");
        BlockHash = Column<FixedBytesColumn>("block_hash");
        ItemIndex = Column<Int64Column>("item_index");
        Address = Column<FixedBytesColumn>("address");
        Reason = Column<BytesColumn>("reason");
        Raw = Column<BytesColumn>("raw");
        ColumnName = Column<BytesColumn>("column_name");
    }

    public Int64Column ChainId { get; }

    public BytesColumn Source { get; }

    public Int64Column BlockNumber { get; }

    public FixedBytesColumn BlockHash { get; }

    public Int64Column ItemIndex { get; }

    public FixedBytesColumn Address { get; }

    public BytesColumn Reason { get; }

    public BytesColumn Raw { get; }

    /// <summary>
    /// The column that could not hold the value, and is NULL in its table's row; NULL for what became no row at all.
    /// </summary>
    public BytesColumn ColumnName { get; }
}
