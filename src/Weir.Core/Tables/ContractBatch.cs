namespace Weir.Core.Tables;

/// <summary>The table <c>contracts</c>: contracts that were created, with what their code looks like.</summary>
public sealed class ContractBatch : BlockRowBatch
{
    public static readonly TableSchema Table = new(
        "contracts",
        [
            .. BlockColumns,
            new("address", LogicalType.Address),
            new("bytecode", LogicalType.Hex),
            new("function_sighashes", LogicalType.HexList),
            new("is_erc20", LogicalType.Bool),
            new("is_erc721", LogicalType.Bool),
            new("is_erc1155", LogicalType.Bool),
        ],
        ["chain_id", "address", "block_number"],
        schema => new ContractBatch(schema))
    {
        BlockNumberColumn = "block_number",
        BlockHashColumn = "block_hash",
        Source = ProofGroups.Traces,
        Origin = RowOrigin.Observed,
        HasChecksum = false,
        RowOrder = ["chain_id", "block_number", "address"],
    };

    public ContractBatch()
        : this(Table)
    {
    }

    private ContractBatch(TableSchema schema)
        : base(schema)
    {
        Address = Column<FixedBytesColumn>("address");
        Bytecode = Column<BytesColumn>("bytecode");
        FunctionSighashes = Column<ListColumn>("function_sighashes");
        IsErc20 = Column<BoolColumn>("is_erc20");
        IsErc721 = Column<BoolColumn>("is_erc721");
        IsErc1155 = Column<BoolColumn>("is_erc1155");
    }

    public FixedBytesColumn Address { get; }

    public BytesColumn Bytecode { get; }

    public ListColumn FunctionSighashes { get; }

    public BoolColumn IsErc20 { get; }

    public BoolColumn IsErc721 { get; }

    public BoolColumn IsErc1155 { get; }
}
