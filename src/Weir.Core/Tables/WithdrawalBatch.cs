namespace Weir.Core.Tables;

/// <summary>The table <c>withdrawals</c>: validator withdrawals (EIP-4895), a row a withdrawal.</summary>
public sealed class WithdrawalBatch : BlockRowBatch
{
    public static readonly TableSchema Table = new(
        "withdrawals",
        [
            .. BlockColumns,
            new("index", LogicalType.Int64),
            new("validator_index", LogicalType.Int64, true),
            new("address", LogicalType.Address),
            new("amount_gwei", LogicalType.Int64, true),
        ],
        ["chain_id", "index"],
        schema => new WithdrawalBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Origin = RowOrigin.Hashed,
        RowOrder = ["chain_id", "block_number", "index"],
        Source = ProofGroups.Withdrawals,
    };

    public WithdrawalBatch()
        : this(Table)
    {
    }

    private WithdrawalBatch(TableSchema schema)
        : base(schema)
    {
        Index = Column<Int64Column>("index");
        ValidatorIndex = Column<Int64Column>("validator_index");
        Address = Column<FixedBytesColumn>("address");
        AmountGwei = Column<Int64Column>("amount_gwei");
    }

    public Int64Column Index { get; }

    public Int64Column ValidatorIndex { get; }

    public FixedBytesColumn Address { get; }

    public Int64Column AmountGwei { get; }
}
