namespace Weir.Core.Tables;

/// <summary>
/// The table <c>dex_trades</c>: swaps of every exchange, with the names of Dune's columns. Amounts are on-chain
/// integers; symbols and prices join in views.
/// </summary>
public sealed class DexTradeBatch : Batch
{
    public static readonly TableSchema Table = new(
        "dex_trades",
        [
            new("chain_id", LogicalType.Int64),
            new("block_number", LogicalType.Int64),
            new("block_hash", LogicalType.Hash),
            new("blockchain", LogicalType.Text),
            new("project", LogicalType.Text),
            new("version", LogicalType.Text),
            new("block_time", LogicalType.Timestamp, true),
            new("token_bought_address", LogicalType.Address, true),
            new("token_bought_amount_raw", LogicalType.UInt256),
            new("token_sold_address", LogicalType.Address, true),
            new("token_sold_amount_raw", LogicalType.UInt256),
            new("taker", LogicalType.Address, true) { Source = ProofGroups.Transactions },
            new("maker", LogicalType.Hex, true),
            new("pool_id", LogicalType.Hex, true),
            new("project_contract_address", LogicalType.Address),
            new("tx_hash", LogicalType.Hash),
            new("tx_from", LogicalType.Address, true) { Source = ProofGroups.Transactions },
            new("tx_to", LogicalType.Address, true) { Source = ProofGroups.Transactions },
            new("tx_index", LogicalType.Int64),
            new("evt_index", LogicalType.Int64, true),
            new("trace_address", LogicalType.Text, true),
            new("token_bought_index", LogicalType.Int64, true),
            new("token_sold_index", LogicalType.Int64, true),
        ],
        ["chain_id", "block_number", "tx_index", "evt_index", "trace_address"],
        schema => new DexTradeBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Source = ProofGroups.Receipts,
        IsObservedRow = (batch, row) => ((DexTradeBatch)batch).EvtIndex.IsNull(row),
        OtherSource = ProofGroups.Traces,
    };

    public DexTradeBatch()
        : this(Table)
    {
    }

    private DexTradeBatch(TableSchema schema)
        : base(schema)
    {
        ChainId = Column<Int64Column>("chain_id");
        BlockNumber = Column<Int64Column>("block_number");
        BlockHash = Column<FixedBytesColumn>("block_hash");
        Blockchain = Column<BytesColumn>("blockchain");
        Project = Column<BytesColumn>("project");
        Version = Column<BytesColumn>("version");
        BlockTime = Column<Int64Column>("block_time");
        TokenBoughtAddress = Column<FixedBytesColumn>("token_bought_address");
        TokenBoughtAmountRaw = Column<UInt256Column>("token_bought_amount_raw");
        TokenSoldAddress = Column<FixedBytesColumn>("token_sold_address");
        TokenSoldAmountRaw = Column<UInt256Column>("token_sold_amount_raw");
        Taker = Column<FixedBytesColumn>("taker");
        Maker = Column<BytesColumn>("maker");
        PoolId = Column<BytesColumn>("pool_id");
        ProjectContractAddress = Column<FixedBytesColumn>("project_contract_address");
        TxHash = Column<FixedBytesColumn>("tx_hash");
        TxFrom = Column<FixedBytesColumn>("tx_from");
        TxTo = Column<FixedBytesColumn>("tx_to");
        TxIndex = Column<Int64Column>("tx_index");
        EvtIndex = Column<Int64Column>("evt_index");
        TraceAddress = Column<BytesColumn>("trace_address");
        TokenBoughtIndex = Column<Int64Column>("token_bought_index");
        TokenSoldIndex = Column<Int64Column>("token_sold_index");
    }

    public Int64Column ChainId { get; }

    public Int64Column BlockNumber { get; }

    public FixedBytesColumn BlockHash { get; }

    public BytesColumn Blockchain { get; }

    public BytesColumn Project { get; }

    public BytesColumn Version { get; }

    public Int64Column BlockTime { get; }

    /// <summary>What the taker got; NULL where the block does not prove it.</summary>
    public FixedBytesColumn TokenBoughtAddress { get; }

    public UInt256Column TokenBoughtAmountRaw { get; }

    /// <summary>What the taker gave; NULL where the block does not prove it.</summary>
    public FixedBytesColumn TokenSoldAddress { get; }

    public UInt256Column TokenSoldAmountRaw { get; }

    public FixedBytesColumn Taker { get; }

    /// <summary>Uniswap V2: the pair; V4: the pool's id; an order: who made it.</summary>
    public BytesColumn Maker { get; }

    public BytesColumn PoolId { get; }

    public FixedBytesColumn ProjectContractAddress { get; }

    public FixedBytesColumn TxHash { get; }

    public FixedBytesColumn TxFrom { get; }

    public FixedBytesColumn TxTo { get; }

    public Int64Column TxIndex { get; }

    public Int64Column EvtIndex { get; }

    /// <summary>Where the row was read from a trace: its place, comma-joined.</summary>
    public BytesColumn TraceAddress { get; }

    /// <summary>The token's place among the pool's, from 0, where the event says no more than that.</summary>
    public Int64Column TokenBoughtIndex { get; }

    /// <summary>As <see cref="TokenBoughtIndex"/>.</summary>
    public Int64Column TokenSoldIndex { get; }
}
