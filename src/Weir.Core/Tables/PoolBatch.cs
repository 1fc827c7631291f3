namespace Weir.Core.Tables;

/// <summary>The table <c>pools</c>: what a block proves of a pool's tokens, and how.</summary>
public sealed class PoolBatch : Batch
{
    public static readonly TableSchema Table = new(
        "pools",
        [
            new("chain_id", LogicalType.Int64),
            new("block_number", LogicalType.Int64),
            new("block_hash", LogicalType.Hash),
            new("pool_id", LogicalType.Hex),
            new("contract_address", LogicalType.Address),
            new("protocol", LogicalType.Text),
            new("version", LogicalType.Text),
            new("tokens", LogicalType.AddressList),
            new("fee_ppm", LogicalType.Int64, true),
            new("tick_spacing", LogicalType.Int64, true),
            new("hooks", LogicalType.Address, true),
            new("factory", LogicalType.Address, true),
            new("proof", LogicalType.Text),
        ],
        ["chain_id", "block_number", "pool_id", "proof"],
        schema => new PoolBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Source = ProofGroups.Receipts,
        IsObservedRow = (batch, row) => ((PoolBatch)batch).Proof[row] is var proof
            && (proof.SequenceEqual("call"u8) || proof.SequenceEqual("subgraph"u8)),
        HasChecksum = false,
        OtherSource = ProofGroups.Traces,
    };

    public PoolBatch()
        : this(Table)
    {
    }

    private PoolBatch(TableSchema schema)
        : base(schema)
    {
        ChainId = Column<Int64Column>("chain_id");
        BlockNumber = Column<Int64Column>("block_number");
        BlockHash = Column<FixedBytesColumn>("block_hash");
        PoolId = Column<BytesColumn>("pool_id");
        ContractAddress = Column<FixedBytesColumn>("contract_address");
        Protocol = Column<BytesColumn>("protocol");
        Version = Column<BytesColumn>("version");
        Tokens = Column<ListColumn>("tokens");
        FeePpm = Column<Int64Column>("fee_ppm");
        TickSpacing = Column<Int64Column>("tick_spacing");
        Hooks = Column<FixedBytesColumn>("hooks");
        Factory = Column<FixedBytesColumn>("factory");
        Proof = Column<BytesColumn>("proof");
    }

    public Int64Column ChainId { get; }

    public Int64Column BlockNumber { get; }

    public FixedBytesColumn BlockHash { get; }

    /// <summary>The contract's address; 32 bytes in Balancer V2 and Uniswap V4.</summary>
    public BytesColumn PoolId { get; }

    public FixedBytesColumn ContractAddress { get; }

    public BytesColumn Protocol { get; }

    public BytesColumn Version { get; }

    /// <summary>In the pool's own order as far as the proof goes.</summary>
    public ListColumn Tokens { get; }

    public Int64Column FeePpm { get; }

    public Int64Column TickSpacing { get; }

    public FixedBytesColumn Hooks { get; }

    public FixedBytesColumn Factory { get; }

    /// <summary>create2, id, event, transfers, call or subgraph.</summary>
    public BytesColumn Proof { get; }
}
