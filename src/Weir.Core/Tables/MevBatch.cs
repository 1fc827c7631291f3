namespace Weir.Core.Tables;

/// <summary>The table <c>mev</c>: what was extracted in a block, by whom and from whom, a row a finding.</summary>
public sealed class MevBatch : BlockRowBatch
{
    public static readonly TableSchema Table = new(
        "mev",
        [
            .. BlockColumns,
            new("mev_id", LogicalType.Text),
            new("kind", LogicalType.Text),
            new("actor_address", LogicalType.Address),
            new("actor_contract", LogicalType.Address, true),
            new("tx_hashes", LogicalType.HashList),
            new("victim_tx_hashes", LogicalType.HashList),
            new("pools", LogicalType.HexList),
            new("profit_token", LogicalType.Address, true),
            new("profit_raw", LogicalType.Int256, true),
            new("profit_usd", LogicalType.Double, true),
            new("gas_cost_wei", LogicalType.UInt256, true),
            new("builder_payment_wei", LogicalType.UInt256, true) { IsInChecksum = false },
            new("victim_loss_token", LogicalType.Address, true),
            new("victim_loss_raw", LogicalType.UInt256, true),
            new("victim_loss_usd", LogicalType.Double, true),
            new("part_of", LogicalType.Text, true),
            new("confidence_ratio", LogicalType.Double),
            new("evidence", LogicalType.Json),
        ],
        ["chain_id", "mev_id"],
        schema => new MevBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        RowOrder = ["chain_id", "block_number", "mev_id"],
        Source = ProofGroups.Receipts,
        OtherSource = ProofGroups.Traces,
        AlsoNeeds = ProofGroups.Transactions,
        IsObservedRow = (batch, row) => ((MevBatch)batch).Evidence[row].IndexOf("\"trace "u8) >= 0,
        MadeFrom =
        [
            DexTradeBatch.Table, LiquidityEventBatch.Table, LendingEventBatch.Table, NftTradeBatch.Table,
            PoolBatch.Table, TokenTransferBatch.Table,
        ],
    };

    public MevBatch()
        : this(Table)
    {
    }

    private MevBatch(TableSchema schema)
        : base(schema)
    {
        MevId = Column<BytesColumn>("mev_id");
        Kind = Column<BytesColumn>("kind");
        ActorAddress = Column<FixedBytesColumn>("actor_address");
        ActorContract = Column<FixedBytesColumn>("actor_contract");
        TxHashes = Column<ListColumn>("tx_hashes");
        VictimTxHashes = Column<ListColumn>("victim_tx_hashes");
        Pools = Column<ListColumn>("pools");
        ProfitToken = Column<FixedBytesColumn>("profit_token");
        ProfitRaw = Column<Int256Column>("profit_raw");
        ProfitUsd = Column<DoubleColumn>("profit_usd");
        GasCostWei = Column<UInt256Column>("gas_cost_wei");
        BuilderPaymentWei = Column<UInt256Column>("builder_payment_wei");
        VictimLossToken = Column<FixedBytesColumn>("victim_loss_token");
        VictimLossRaw = Column<UInt256Column>("victim_loss_raw");
        VictimLossUsd = Column<DoubleColumn>("victim_loss_usd");
        PartOf = Column<BytesColumn>("part_of");
        ConfidenceRatio = Column<DoubleColumn>("confidence_ratio");
        Evidence = Column<BytesColumn>("evidence");
    }

    /// <summary>Keccak-256 of kind, transactions and pools.</summary>
    public BytesColumn MevId { get; }

    /// <summary>arbitrage, backrun, sandwich, jit, jit_sandwich or liquidation.</summary>
    public BytesColumn Kind { get; }

    public FixedBytesColumn ActorAddress { get; }

    public FixedBytesColumn ActorContract { get; }

    /// <summary>The actor's transactions, in order.</summary>
    public ListColumn TxHashes { get; }

    public ListColumn VictimTxHashes { get; }

    public ListColumn Pools { get; }

    public FixedBytesColumn ProfitToken { get; }

    /// <summary>Before gas and payments, raw units; below zero for a loss.</summary>
    public Int256Column ProfitRaw { get; }

    /// <summary>After gas and payments, at prices of the block before the first transaction.</summary>
    public DoubleColumn ProfitUsd { get; }

    /// <summary>The transactions' gas; what rows of a kind share is divided among them.</summary>
    public UInt256Column GasCostWei { get; }

    /// <summary>What went to the block's fee recipient beside gas: a node's word (traces).</summary>
    public UInt256Column BuilderPaymentWei { get; }

    public FixedBytesColumn VictimLossToken { get; }

    /// <summary>What victims would have had more, exact; NULL where it is withheld (the evidence says why).</summary>
    public UInt256Column VictimLossRaw { get; }

    public DoubleColumn VictimLossUsd { get; }

    /// <summary>The id of the finding that this one is a part of.</summary>
    public BytesColumn PartOf { get; }

    public DoubleColumn ConfidenceRatio { get; }

    /// <summary>The clauses and their values, and the places of what was read.</summary>
    public BytesColumn Evidence { get; }
}
