namespace Weir.Core.Tables;

/// <summary>Rows that hold a header: a block's, or an uncle's. All that the block hash is made of is in them.</summary>
public abstract class HeaderBatch : Batch
{
    private readonly Int64Column _number;
    private readonly FixedBytesColumn _hash;

    /// <param name="schema">The table.</param>
    /// <param name="number">The column with the header's number.</param>
    /// <param name="hash">The column with its hash.</param>
    protected HeaderBatch(TableSchema schema, string number, string hash)
        : base(schema)
    {
        _number = Column<Int64Column>(number);
        _hash = Column<FixedBytesColumn>(hash);
        ParentHash = Column<FixedBytesColumn>("parent_hash");
        Nonce = Column<BytesColumn>("nonce");
        Sha3Uncles = Column<FixedBytesColumn>("sha3_uncles");
        LogsBloom = Column<BytesColumn>("logs_bloom");
        TransactionsRoot = Column<FixedBytesColumn>("transactions_root");
        StateRoot = Column<FixedBytesColumn>("state_root");
        ReceiptsRoot = Column<FixedBytesColumn>("receipts_root");
        Miner = Column<FixedBytesColumn>("miner");
        Difficulty = Column<UInt256Column>("difficulty");
        ExtraData = Column<BytesColumn>("extra_data");
        MixHash = Column<FixedBytesColumn>("mix_hash");
        GasLimit = Column<Int64Column>("gas_limit");
        GasUsed = Column<Int64Column>("gas_used");
        Timestamp = Column<Int64Column>("timestamp");
        BaseFeePerGas = Column<Int64Column>("base_fee_per_gas");
        WithdrawalsRoot = Column<FixedBytesColumn>("withdrawals_root");
        BlobGasUsed = Column<Int64Column>("blob_gas_used");
        ExcessBlobGas = Column<Int64Column>("excess_blob_gas");
        ParentBeaconBlockRoot = Column<FixedBytesColumn>("parent_beacon_block_root");
        RequestsHash = Column<FixedBytesColumn>("requests_hash");
        BlockAccessListHash = Column<FixedBytesColumn>("block_access_list_hash");
        SlotNumber = Column<Int64Column>("slot_number");
    }

    public FixedBytesColumn ParentHash { get; }

    public BytesColumn Nonce { get; }

    public FixedBytesColumn Sha3Uncles { get; }

    public BytesColumn LogsBloom { get; }

    public FixedBytesColumn TransactionsRoot { get; }

    public FixedBytesColumn StateRoot { get; }

    public FixedBytesColumn ReceiptsRoot { get; }

    public FixedBytesColumn Miner { get; }

    public UInt256Column Difficulty { get; }

    public BytesColumn ExtraData { get; }

    public FixedBytesColumn MixHash { get; }

    public Int64Column GasLimit { get; }

    public Int64Column GasUsed { get; }

    /// <summary>Microseconds since 1970, UTC.</summary>
    public Int64Column Timestamp { get; }

    public Int64Column BaseFeePerGas { get; }

    public FixedBytesColumn WithdrawalsRoot { get; }

    public Int64Column BlobGasUsed { get; }

    public Int64Column ExcessBlobGas { get; }

    public FixedBytesColumn ParentBeaconBlockRoot { get; }

    public FixedBytesColumn RequestsHash { get; }

    public FixedBytesColumn BlockAccessListHash { get; }

    public Int64Column SlotNumber { get; }

    /// <summary>The column with the header's number, whatever it is called.</summary>
    public Int64Column NumberColumn() => _number;

    /// <summary>The column with the header's hash, whatever it is called.</summary>
    public FixedBytesColumn HashColumn() => _hash;
}
