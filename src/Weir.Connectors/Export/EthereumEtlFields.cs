using Weir.Core.Tables;

namespace Weir.Connectors.Export;

/// <summary>The columns of ethereum-etl 2.4.2's files, in its order.</summary>
internal static class EthereumEtlFields
{
    public static ExportField[] Block(BlockBatch blocks) =>
    [
        Bare("number", blocks.Number),
        Text("hash", blocks.Hash),
        Text("parent_hash", blocks.ParentHash),
        Hex("nonce", blocks.Nonce),
        Text("sha3_uncles", blocks.Sha3Uncles),
        Hex("logs_bloom", blocks.LogsBloom),
        Text("transactions_root", blocks.TransactionsRoot),
        Text("state_root", blocks.StateRoot),
        Text("receipts_root", blocks.ReceiptsRoot),
        Text("miner", blocks.Miner),
        Bare("difficulty", blocks.Difficulty),
        Bare("total_difficulty", blocks.TotalDifficulty),
        Bare("size", blocks.Size),
        Hex("extra_data", blocks.ExtraData),
        Bare("gas_limit", blocks.GasLimit),
        Bare("gas_used", blocks.GasUsed),
        new SecondsField("timestamp", blocks.Timestamp),
        Bare("transaction_count", blocks.TransactionCount),
        Bare("base_fee_per_gas", blocks.BaseFeePerGas),
        Text("withdrawals_root", blocks.WithdrawalsRoot),
        new WithdrawalsField(blocks),
        Bare("blob_gas_used", blocks.BlobGasUsed),
        Bare("excess_blob_gas", blocks.ExcessBlobGas),
    ];

    public static ExportField[] Transaction(TransactionBatch transactions) =>
    [
        Text("hash", transactions.Hash),
        Bare("nonce", transactions.Nonce),
        Text("block_hash", transactions.BlockHash),
        Bare("block_number", transactions.BlockNumber),
        Bare("transaction_index", transactions.TransactionIndex),
        Text("from_address", transactions.FromAddress),
        Text("to_address", transactions.ToAddress),
        Bare("value", transactions.Value),
        Bare("gas", transactions.Gas),
        Bare("gas_price", transactions.GasPrice),
        Hex("input", transactions.Input),
        new SecondsField("block_timestamp", transactions.BlockTimestamp),
        Bare("max_fee_per_gas", transactions.MaxFeePerGas),
        Bare("max_priority_fee_per_gas", transactions.MaxPriorityFeePerGas),
        Bare("transaction_type", transactions.TransactionType),
        Bare("max_fee_per_blob_gas", transactions.MaxFeePerBlobGas),
        new HashListField("blob_versioned_hashes", transactions.BlobVersionedHashes),
    ];

    public static ExportField[] Receipt(TransactionBatch transactions) =>
    [
        Text("transaction_hash", transactions.Hash),
        Bare("transaction_index", transactions.TransactionIndex),
        Text("block_hash", transactions.BlockHash),
        Bare("block_number", transactions.BlockNumber),
        Bare("cumulative_gas_used", transactions.ReceiptCumulativeGasUsed),
        Bare("gas_used", transactions.ReceiptGasUsed),
        Text("contract_address", transactions.ReceiptContractAddress),
        Text("root", transactions.ReceiptRoot),
        Bare("status", transactions.ReceiptStatus),
        Bare("effective_gas_price", transactions.ReceiptEffectiveGasPrice),
        new NullField("l1_fee"),
        new NullField("l1_gas_used"),
        new NullField("l1_gas_price"),
        new NullField("l1_fee_scalar"),
        Bare("blob_gas_price", transactions.ReceiptBlobGasPrice),
        Bare("blob_gas_used", transactions.ReceiptBlobGasUsed),
    ];

    public static ExportField[] Log(LogBatch logs) =>
    [
        Bare("log_index", logs.LogIndex),
        Text("transaction_hash", logs.TransactionHash),
        Bare("transaction_index", logs.TransactionIndex),
        Text("block_hash", logs.BlockHash),
        Bare("block_number", logs.BlockNumber),
        Text("address", logs.Address),
        Hex("data", logs.Data),
        new TopicsField(logs),
    ];

    public static ExportField[] Transfer(TokenTransferBatch transfers) =>
    [
        Text("token_address", transfers.TokenAddress),
        Text("from_address", transfers.FromAddress),
        Text("to_address", transfers.ToAddress),
        new TransferValueField(transfers),
        Text("transaction_hash", transfers.TransactionHash),
        Bare("log_index", transfers.LogIndex),
        Bare("block_number", transfers.BlockNumber),
    ];

    public static ExportField[] Trace(TraceBatch traces) =>
    [
        Bare("block_number", traces.BlockNumber),
        Text("transaction_hash", traces.TransactionHash),
        Bare("transaction_index", traces.TransactionIndex),
        Text("from_address", traces.FromAddress),
        Text("to_address", traces.ToAddress),
        Bare("value", traces.Value),
        Hex("input", traces.Input),
        Hex("output", traces.Output),
        new TextField("trace_type", traces.TraceType),
        new TextField("call_type", traces.CallType),
        new TextField("reward_type", traces.RewardType),
        Bare("gas", traces.Gas),
        Bare("gas_used", traces.GasUsed),
        Bare("subtraces", traces.Subtraces),
        new TraceAddressField(traces.TraceAddress),
        new TextField("error", traces.Error),
        Bare("status", traces.Status),
        new TextField("trace_id", traces.TraceId),
    ];

    public static ExportField[] Contract(ContractBatch contracts) =>
    [
        Text("address", contracts.Address),
        Hex("bytecode", contracts.Bytecode),
        new HexListField("function_sighashes", contracts.FunctionSighashes),
        new BareField("is_erc20", ValueFormat.Of(new ColumnSchema(string.Empty, LogicalType.Bool), contracts.IsErc20)),
        new BareField(
            "is_erc721", ValueFormat.Of(new ColumnSchema(string.Empty, LogicalType.Bool), contracts.IsErc721)),
        Bare("block_number", contracts.BlockNumber),
    ];

    private static BareField Bare(string name, Int64Column column) => new(name, Format(LogicalType.Int64, column));

    private static BareField Bare(string name, UInt256Column column) => new(name, Format(LogicalType.UInt256, column));

    private static PlainTextField Text(string name, FixedBytesColumn column) =>
        new(name, Format(LogicalType.Hash, column));

    private static PlainTextField Hex(string name, BytesColumn column) => new(name, Format(LogicalType.Hex, column));

    private static ValueFormat Format(LogicalType type, Column column) =>
        ValueFormat.Of(new ColumnSchema(string.Empty, type), column);
}
