namespace Weir.Core.Tables;

/// <summary>The table <c>prices</c>: what pools say at the end of a block, and the median in USD of them.</summary>
public sealed class PriceBatch : BlockRowBatch
{
    /// <summary>USD as a quote: its number in ISO 4217, as Chainlink's Denominations.sol has it.</summary>
    public static readonly Address Usd = Address.Parse("0x0000000000000000000000000000000000000348");

    /// <summary>How the source of a price begins that a subgraph said; its deployment follows.</summary>
    public const string SubgraphSource = "subgraph:";

    public static readonly TableSchema Table = new(
        "prices",
        [
            .. BlockColumns,
            new("token_address", LogicalType.Address),
            new("quote_address", LogicalType.Address),
            new("price", LogicalType.Double),
            new("source", LogicalType.Text),
            new("liquidity_usd", LogicalType.Double, true),
        ],
        ["chain_id", "token_address", "quote_address", "block_number", "source"],
        schema => new PriceBatch(schema))
    {
        BlockNumberColumn = "block_number",
        IsObservedRow = (batch, row) => ((PriceBatch)batch).Source[row].StartsWith("subgraph:"u8),
        BlockHashColumn = "block_hash",
        RowOrder = ["chain_id", "block_number", "token_address", "quote_address", "source"],
        Source = ProofGroups.Receipts,
        OtherSource = ProofGroups.Traces,
        MadeFrom =
        [
            DexTradeBatch.Table, LiquidityEventBatch.Table, LendingEventBatch.Table, NftTradeBatch.Table,
            PoolBatch.Table, TokenTransferBatch.Table,
        ],
    };

    public PriceBatch()
        : this(Table)
    {
    }

    private PriceBatch(TableSchema schema)
        : base(schema)
    {
        TokenAddress = Column<FixedBytesColumn>("token_address");
        QuoteAddress = Column<FixedBytesColumn>("quote_address");
        Price = Column<DoubleColumn>("price");
        Source = Column<BytesColumn>("source");
        LiquidityUsd = Column<DoubleColumn>("liquidity_usd");
    }

    public FixedBytesColumn TokenAddress { get; }

    /// <summary>What the price is in; USD is 0x…0348.</summary>
    public FixedBytesColumn QuoteAddress { get; }

    /// <summary>Units of the quote for one unit of the token.</summary>
    public DoubleColumn Price { get; }

    /// <summary>A pool; <c>median</c> of all; <c>peg</c>: a stablecoin taken at one USD.</summary>
    public BytesColumn Source { get; }

    /// <summary>What stands behind it.</summary>
    public DoubleColumn LiquidityUsd { get; }
}
