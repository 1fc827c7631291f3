namespace Weir.Core.Tables;

/// <summary>
/// The table <c>asset_transfers</c>: what a provider's transfer endpoint said (Alchemy's
/// <c>alchemy_getAssetTransfers</c>). It names no block hash and no log, so it proves nothing and fills no other table.
/// </summary>
public sealed class AssetTransferBatch : Batch
{
    public static readonly TableSchema Table = new(
        "asset_transfers",
        [
            new("chain_id", LogicalType.Int64),
            new("block_number", LogicalType.Int64),
            new("tx_hash", LogicalType.Hash),
            new("category", LogicalType.Text),
            new("from_address", LogicalType.Address),
            new("to_address", LogicalType.Address, true),
            new("asset", LogicalType.Text, true),
            new("token_address", LogicalType.Address, true),
            new("token_id", LogicalType.UInt256, true),
            new("value_raw", LogicalType.UInt256, true),
        ],
        ["chain_id", "tx_hash", "category", "from_address", "to_address", "token_address", "token_id"],
        schema => new AssetTransferBatch(schema))
    {
        Origin = RowOrigin.Observed,
        HasChecksum = false,
        IsInLedger = false,
        Source = ProofGroups.None,
    };

    public AssetTransferBatch()
        : this(Table)
    {
    }

    private AssetTransferBatch(TableSchema schema)
        : base(schema)
    {
        ChainId = Column<Int64Column>("chain_id");
        BlockNumber = Column<Int64Column>("block_number");
        TransactionHash = Column<FixedBytesColumn>("tx_hash");
        Category = Column<BytesColumn>("category");
        FromAddress = Column<FixedBytesColumn>("from_address");
        ToAddress = Column<FixedBytesColumn>("to_address");
        Asset = Column<BytesColumn>("asset");
        TokenAddress = Column<FixedBytesColumn>("token_address");
        TokenId = Column<UInt256Column>("token_id");
        ValueRaw = Column<UInt256Column>("value_raw");
    }

    public Int64Column ChainId { get; }

    public Int64Column BlockNumber { get; }

    public FixedBytesColumn TransactionHash { get; }

    /// <summary>external, internal, erc20, erc721, erc1155 or specialnft.</summary>
    public BytesColumn Category { get; }

    public FixedBytesColumn FromAddress { get; }

    /// <summary>Null where a contract was created.</summary>
    public FixedBytesColumn ToAddress { get; }

    public BytesColumn Asset { get; }

    public FixedBytesColumn TokenAddress { get; }

    public UInt256Column TokenId { get; }

    /// <summary>In the smallest unit.</summary>
    public UInt256Column ValueRaw { get; }
}
