namespace Weir.Core.Tables;

/// <summary>The table <c>address_features</c>: what an address did in a block, in numbers.</summary>
public sealed class AddressFeatureBatch : BlockRowBatch
{
    public static readonly TableSchema Table = new(
        "address_features",
        [
            .. BlockColumns,
            new("address", LogicalType.Address),
            new("sent_count", LogicalType.Int64),
            new("received_count", LogicalType.Int64),
            new("failed_count", LogicalType.Int64),
            new("trade_count", LogicalType.Int64),
            new("mev_count", LogicalType.Int64),
            new("value_in_wei", LogicalType.UInt256),
            new("value_out_wei", LogicalType.UInt256),
            new("gas_paid_wei", LogicalType.UInt256),
        ],
        ["chain_id", "block_number", "address"],
        schema => new AddressFeatureBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Source = ProofGroups.Receipts,
        AlsoNeeds = ProofGroups.Transactions,
        MadeFrom = [DexTradeBatch.Table, MevBatch.Table],
    };

    public AddressFeatureBatch()
        : this(Table)
    {
    }

    private AddressFeatureBatch(TableSchema schema)
        : base(schema)
    {
        Address = Column<FixedBytesColumn>("address");
        SentCount = Column<Int64Column>("sent_count");
        ReceivedCount = Column<Int64Column>("received_count");
        FailedCount = Column<Int64Column>("failed_count");
        TradeCount = Column<Int64Column>("trade_count");
        MevCount = Column<Int64Column>("mev_count");
        ValueInWei = Column<UInt256Column>("value_in_wei");
        ValueOutWei = Column<UInt256Column>("value_out_wei");
        GasPaidWei = Column<UInt256Column>("gas_paid_wei");
    }

    public FixedBytesColumn Address { get; }

    /// <summary>Transactions that it signed.</summary>
    public Int64Column SentCount { get; }

    /// <summary>Transactions that called it.</summary>
    public Int64Column ReceivedCount { get; }

    /// <summary>Of those that it signed, how many failed.</summary>
    public Int64Column FailedCount { get; }

    /// <summary>Trades in transactions that it signed.</summary>
    public Int64Column TradeCount { get; }

    /// <summary>Findings whose actor it is.</summary>
    public Int64Column MevCount { get; }

    /// <summary>The coin that transactions brought it.</summary>
    public UInt256Column ValueInWei { get; }

    public UInt256Column ValueOutWei { get; }

    public UInt256Column GasPaidWei { get; }
}
