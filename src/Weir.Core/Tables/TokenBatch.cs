namespace Weir.Core.Tables;

/// <summary>
/// The table <c>tokens</c>: what a token contract said of itself when it was first seen, a row a contract. A call's
/// answer, never proven.
/// </summary>
public sealed class TokenBatch : Batch
{
    public static readonly TableSchema Table = new(
        "tokens",
        [
            new("chain_id", LogicalType.Int64),
            new("address", LogicalType.Address),
            new("symbol", LogicalType.Text, true),
            new("name", LogicalType.Text, true),
            new("decimals", LogicalType.Int64, true),
            new("total_supply", LogicalType.UInt256, true),
            new("block_number", LogicalType.Int64),
            new("block_hash", LogicalType.Hash),
        ],
        ["chain_id", "address"],
        schema => new TokenBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Origin = RowOrigin.Observed,
        HasChecksum = false,
        IsInLedger = false,
        Source = ProofGroups.None,
    };

    public TokenBatch()
        : this(Table)
    {
    }

    private TokenBatch(TableSchema schema)
        : base(schema)
    {
        ChainId = Column<Int64Column>("chain_id");
        Address = Column<FixedBytesColumn>("address");
        Symbol = Column<BytesColumn>("symbol");
        Name = Column<BytesColumn>("name");
        Decimals = Column<Int64Column>("decimals");
        TotalSupply = Column<UInt256Column>("total_supply");
        BlockNumber = Column<Int64Column>("block_number");
        BlockHash = Column<FixedBytesColumn>("block_hash");
    }

    public Int64Column ChainId { get; }

    public FixedBytesColumn Address { get; }

    public BytesColumn Symbol { get; }

    public BytesColumn Name { get; }

    public Int64Column Decimals { get; }

    public UInt256Column TotalSupply { get; }

    /// <summary>The block in which the contract was first seen.</summary>
    public Int64Column BlockNumber { get; }

    public FixedBytesColumn BlockHash { get; }
}
