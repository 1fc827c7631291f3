namespace Weir.Core.Tables;

/// <summary>The table <c>nft_trades</c>: sales of NFTs, with the names of Dune's columns.</summary>
public sealed class NftTradeBatch : BlockRowBatch
{
    public static readonly TableSchema Table = new(
        "nft_trades",
        [
            .. BlockColumns,
            new("blockchain", LogicalType.Text),
            new("project", LogicalType.Text),
            new("project_version", LogicalType.Text),
            new("trade_category", LogicalType.Text),
            new("trade_type", LogicalType.Text),
            new("nft_contract_address", LogicalType.Address),
            new("nft_token_id", LogicalType.UInt256),
            new("nft_amount", LogicalType.UInt256),
            new("seller", LogicalType.Address),
            new("buyer", LogicalType.Address),
            new("price_raw", LogicalType.UInt256),
            new("currency_contract", LogicalType.Address),
            new("platform_fee_amount_raw", LogicalType.UInt256, true),
            new("royalty_fee_amount_raw", LogicalType.UInt256, true),
            new("project_contract_address", LogicalType.Address),
            new("tx_hash", LogicalType.Hash),
            new("tx_index", LogicalType.Int64),
            new("evt_index", LogicalType.Int64, true),
            new("trace_address", LogicalType.Text, true),
            new("sub_tx_trade_id", LogicalType.Int64),
        ],
        ["chain_id", "block_number", "tx_index", "sub_tx_trade_id"],
        schema => new NftTradeBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Source = ProofGroups.Receipts,
        IsObservedRow = (batch, row) => ((NftTradeBatch)batch).EvtIndex.IsNull(row),
        OtherSource = ProofGroups.Traces,
    };

    public NftTradeBatch()
        : this(Table)
    {
    }

    private NftTradeBatch(TableSchema schema)
        : base(schema)
    {
        Blockchain = Column<BytesColumn>("blockchain");
        Project = Column<BytesColumn>("project");
        ProjectVersion = Column<BytesColumn>("project_version");
        TradeCategory = Column<BytesColumn>("trade_category");
        TradeType = Column<BytesColumn>("trade_type");
        NftContractAddress = Column<FixedBytesColumn>("nft_contract_address");
        NftTokenId = Column<UInt256Column>("nft_token_id");
        NftAmount = Column<UInt256Column>("nft_amount");
        Seller = Column<FixedBytesColumn>("seller");
        Buyer = Column<FixedBytesColumn>("buyer");
        PriceRaw = Column<UInt256Column>("price_raw");
        CurrencyContract = Column<FixedBytesColumn>("currency_contract");
        PlatformFeeAmountRaw = Column<UInt256Column>("platform_fee_amount_raw");
        RoyaltyFeeAmountRaw = Column<UInt256Column>("royalty_fee_amount_raw");
        ProjectContractAddress = Column<FixedBytesColumn>("project_contract_address");
        TxHash = Column<FixedBytesColumn>("tx_hash");
        TxIndex = Column<Int64Column>("tx_index");
        EvtIndex = Column<Int64Column>("evt_index");
        TraceAddress = Column<BytesColumn>("trace_address");
        SubTxTradeId = Column<Int64Column>("sub_tx_trade_id");
    }

    public BytesColumn Blockchain { get; }

    public BytesColumn Project { get; }

    public BytesColumn ProjectVersion { get; }

    /// <summary>Buy: the buyer took an offer of the seller; Sell: the seller took a bid.</summary>
    public BytesColumn TradeCategory { get; }

    /// <summary>Single Item Trade or Bundle Trade.</summary>
    public BytesColumn TradeType { get; }

    public FixedBytesColumn NftContractAddress { get; }

    public UInt256Column NftTokenId { get; }

    public UInt256Column NftAmount { get; }

    public FixedBytesColumn Seller { get; }

    public FixedBytesColumn Buyer { get; }

    public UInt256Column PriceRaw { get; }

    /// <summary>0xeeee…eeee for the native coin.</summary>
    public FixedBytesColumn CurrencyContract { get; }

    public UInt256Column PlatformFeeAmountRaw { get; }

    public UInt256Column RoyaltyFeeAmountRaw { get; }

    public FixedBytesColumn ProjectContractAddress { get; }

    public FixedBytesColumn TxHash { get; }

    public Int64Column TxIndex { get; }

    public Int64Column EvtIndex { get; }

    public BytesColumn TraceAddress { get; }

    /// <summary>The sale's number in its transaction, from 1.</summary>
    public Int64Column SubTxTradeId { get; }
}
