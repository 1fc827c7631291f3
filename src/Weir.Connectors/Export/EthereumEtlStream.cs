using Weir.Core.Tables;

namespace Weir.Connectors.Export;

/// <summary>
/// The items of ethereum-etl 2.4.2's streamer (<c>ethereumetl stream</c>): the members of each type in its order, with
/// <c>type</c>, <c>item_id</c> and <c>item_timestamp</c>.
/// </summary>
internal static class EthereumEtlStream
{
    private static readonly string[] TransactionMembers =
    [
        "hash", "nonce", "transaction_index", "from_address", "to_address", "value", "gas", "gas_price", "input",
        "block_timestamp", "block_number", "block_hash", "max_fee_per_gas", "max_priority_fee_per_gas",
        "transaction_type", "max_fee_per_blob_gas", "blob_versioned_hashes",
    ];

    private static readonly string[] ReceiptMembers =
    [
        "cumulative_gas_used", "gas_used", "contract_address", "root", "status", "effective_gas_price", "l1_fee",
        "l1_gas_used", "l1_gas_price", "l1_fee_scalar", "blob_gas_price", "blob_gas_used",
    ];

    private static readonly string[] LogMembers =
        ["log_index", "transaction_hash", "transaction_index", "address", "data", "topics", "block_number"];

    private static readonly string[] TransferMembers =
        ["token_address", "from_address", "to_address", "value", "transaction_hash", "log_index", "block_number"];

    /// <param name="blocks">The blocks.</param>
    /// <param name="withdrawals">Their withdrawals, in the order of the chain.</param>
    public static ExportField[] Block(BlockBatch blocks, WithdrawalBatch withdrawals)
    {
        ExportField[] members = EthereumEtlFields.Block(blocks);
        members.OfType<WithdrawalsField>().Single().Use(withdrawals);
        return
        [
            new WordField("type", "block"), .. members, new ItemIdField("block", blocks.Hash, null),
            new InstantField("item_timestamp", blocks.Timestamp),
        ];
    }

    /// <param name="transactions">The transactions, with their receipts.</param>
    public static ExportField[] Transaction(TransactionBatch transactions) =>
    [
        new WordField("type", "transaction"),
        .. Members(EthereumEtlFields.Transaction(transactions), TransactionMembers),
        .. Members(EthereumEtlFields.Receipt(transactions), ReceiptMembers).Select(
            member => new RenamedField("receipt_" + member.Name, member)),
        new ItemIdField("transaction", transactions.Hash, null),
        new InstantField("item_timestamp", transactions.BlockTimestamp),
    ];

    /// <param name="logs">The logs.</param>
    public static ExportField[] Log(LogBatch logs) =>
    [
        new WordField("type", "log"),
        .. Members(EthereumEtlFields.Log(logs), LogMembers),
        .. Stamps(logs),
        new ItemIdField("log", logs.TransactionHash, logs.LogIndex),
        new InstantField("item_timestamp", logs.BlockTimestamp),
    ];

    /// <param name="transfers">The transfers; which of them it knows, <see cref="EthereumEtlTable"/> says.</param>
    public static ExportField[] Transfer(TokenTransferBatch transfers) =>
    [
        new WordField("type", "token_transfer"),
        .. Members(EthereumEtlFields.Transfer(transfers), TransferMembers),
        .. Stamps(transfers),
        new ItemIdField("token_transfer", transfers.TransactionHash, transfers.LogIndex),
        new InstantField("item_timestamp", transfers.BlockTimestamp),
    ];

    private static ExportField[] Stamps(BlockRowBatch rows) =>
    [
        new SecondsField("block_timestamp", rows.BlockTimestamp),
        new PlainTextField("block_hash", ValueFormat.Of(new ColumnSchema("block_hash", LogicalType.Hash), rows.BlockHash)),
    ];

    private static IEnumerable<ExportField> Members(ExportField[] fields, string[] names) =>
        names.Select(name => fields.Single(field => field.Name == name));
}
