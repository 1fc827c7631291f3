using Google.Protobuf;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;

namespace Weir.Connectors.Kafka.Blocks.Protobuf;

/// <summary>Reads what <see cref="ProtobufBlockWriter"/> writes.</summary>
internal static class ProtobufBlockReader
{
    private const int BloomBytes = 256;

    /// <summary>The block, not yet proven.</summary>
    /// <exception cref="DecodeException">A member has a wrong form.</exception>
    public static Ethereum.Blocks.Block Read(Block message)
    {
        Ethereum.Blocks.Block block = new()
        {
            HasTransactions = Has(message, ProtobufBlockWriter.Transactions),
            HasReceipts = Has(message, ProtobufBlockWriter.Receipts),
            HasWithdrawals = Has(message, ProtobufBlockWriter.Withdrawals),
            HasUncles = Has(message, ProtobufBlockWriter.Uncles),
        };
        ReadHeader(message.Header ?? throw ProtobufBytes.Malformed("the block has no header"), block);
        foreach (Transaction transaction in message.Transactions)
        {
            ReadTransaction(transaction, block);
        }

        foreach (ByteString hash in message.TransactionHashes)
        {
            block.TransactionHashes.Add() = ProtobufBytes.Hash(hash, "transaction_hashes");
        }

        foreach (Receipt receipt in message.Receipts)
        {
            ReadReceipt(receipt, block);
        }

        foreach (Withdrawal row in message.Withdrawals)
        {
            block.Withdrawals.Add() = new Ethereum.Blocks.Withdrawal(
                row.Index, row.ValidatorIndex, ProtobufBytes.Address(row.Address, "withdrawals.address"),
                row.AmountGwei);
        }

        foreach (ByteString hash in message.UncleHashes)
        {
            block.UncleHashes.Add() = ProtobufBytes.Hash(hash, "uncle_hashes");
        }

        block.Uncles = [.. message.Uncles.Select(Read)];
        return block;
    }

    private static bool Has(Block message, uint part) => (message.Parts & part) != 0;

    private static void ReadHeader(Header message, Ethereum.Blocks.Block block)
    {
        BlockHeader row = block.Header;
        row.Number = message.Number;
        row.Hash = ProtobufBytes.Hash(message.Hash, "hash");
        row.ParentHash = ProtobufBytes.Hash(message.ParentHash, "parent_hash");
        row.Nonce = message.Nonce;
        row.Sha3Uncles = ProtobufBytes.Hash(message.Sha3Uncles, "sha3_uncles");
        row.LogsBloom = message.LogsBloom.IsEmpty ? default
            : ProtobufBytes.Fixed(message.LogsBloom, BloomBytes, "logs_bloom", block.Bytes);
        row.TransactionsRoot = ProtobufBytes.Hash(message.TransactionsRoot, "transactions_root");
        row.StateRoot = ProtobufBytes.Hash(message.StateRoot, "state_root");
        row.ReceiptsRoot = ProtobufBytes.Hash(message.ReceiptsRoot, "receipts_root");
        row.Miner = ProtobufBytes.Address(message.Miner, "miner");
        row.Difficulty = ProtobufBytes.Number(message.Difficulty, "difficulty");
        row.ExtraData = block.Bytes.Add(message.ExtraData.Span);
        row.MixHash = ProtobufBytes.Hash(message.MixHash, "mix_hash");
        row.GasLimit = message.GasLimit;
        row.GasUsed = message.GasUsed;
        row.Timestamp = message.Timestamp;
        row.TotalDifficulty = message.HasTotalDifficulty
            ? ProtobufBytes.Number(message.TotalDifficulty, "total_difficulty") : null;
        row.Size = message.HasSize ? ProtobufBytes.Number(message.Size, "size") : null;
        row.BaseFeePerGas = message.HasBaseFeePerGas
            ? ProtobufBytes.Number(message.BaseFeePerGas, "base_fee_per_gas") : null;
        row.WithdrawalsRoot = message.HasWithdrawalsRoot
            ? ProtobufBytes.Hash(message.WithdrawalsRoot, "withdrawals_root") : null;
        row.BlobGasUsed = message.HasBlobGasUsed ? message.BlobGasUsed : null;
        row.ExcessBlobGas = message.HasExcessBlobGas ? message.ExcessBlobGas : null;
        row.ParentBeaconBlockRoot = message.HasParentBeaconBlockRoot
            ? ProtobufBytes.Hash(message.ParentBeaconBlockRoot, "parent_beacon_block_root") : null;
        row.RequestsHash = message.HasRequestsHash ? ProtobufBytes.Hash(message.RequestsHash, "requests_hash") : null;
        row.BlockAccessListHash = message.HasBlockAccessListHash
            ? ProtobufBytes.Hash(message.BlockAccessListHash, "block_access_list_hash") : null;
        row.SlotNumber = message.HasSlotNumber ? message.SlotNumber : null;
        row.MissingFields = message.HasMissingFields ? message.MissingFields : null;
        row.UnknownFields = message.HasUnknownFields ? message.UnknownFields : null;
    }

    private static void ReadTransaction(Transaction message, Ethereum.Blocks.Block block)
    {
        ref Ethereum.Blocks.Transaction row = ref block.Transactions.Add();
        row.Fields = (TransactionFields)message.Fields;
        row.Type = message.Type;
        row.Index = message.Index;
        row.Hash = ProtobufBytes.Hash(message.Hash, "transactions.hash");
        row.From = ProtobufBytes.Address(message.From, "transactions.from");
        row.To = row.Has(TransactionFields.To) ? ProtobufBytes.Address(message.To, "transactions.to") : default;
        row.Value = ProtobufBytes.Number(message.Value, "transactions.value");
        row.Nonce = message.Nonce;
        row.Gas = message.Gas;
        row.GasPrice = ProtobufBytes.Number(message.GasPrice, "transactions.gas_price");
        row.MaxFeePerGas = ProtobufBytes.Number(message.MaxFeePerGas, "transactions.max_fee_per_gas");
        row.MaxPriorityFeePerGas = ProtobufBytes.Number(
            message.MaxPriorityFeePerGas, "transactions.max_priority_fee_per_gas");
        row.MaxFeePerBlobGas = ProtobufBytes.Number(message.MaxFeePerBlobGas, "transactions.max_fee_per_blob_gas");
        row.ChainId = ProtobufBytes.Number(message.ChainId, "transactions.chain_id");
        row.V = ProtobufBytes.Number(message.V, "transactions.v");
        row.YParity = message.YParity;
        row.R = ProtobufBytes.Hash(message.R, "transactions.r");
        row.S = ProtobufBytes.Hash(message.S, "transactions.s");
        row.Input = Add(message.Input, block);
        row.AccessListRlp = Add(message.AccessListRlp, block);
        row.AuthorizationListRlp = Add(message.AuthorizationListRlp, block);
        row.BlobVersionedHashes = message.BlobVersionedHashes.Length % Hash32.Length == 0
            ? Add(message.BlobVersionedHashes, block)
            : throw ProtobufBytes.Malformed("transactions.blob_versioned_hashes is no list of hashes");
        row.ChainFields = Add(message.ChainFields, block);
        row.BlockHash = !row.Has(TransactionFields.BlockHash) ? default
            : message.BlockHash.IsEmpty ? block.Header.Hash
            : ProtobufBytes.Hash(message.BlockHash, "transactions.block_hash");
        row.BlockNumber = !row.Has(TransactionFields.BlockNumber) ? default
            : message.HasBlockNumber ? message.BlockNumber : block.Header.Number;
        row.BlockTimestamp = !row.Has(TransactionFields.BlockTimestamp) ? default
            : message.HasBlockTimestamp ? message.BlockTimestamp : block.Header.Timestamp;
    }

    private static void ReadReceipt(Receipt message, Ethereum.Blocks.Block block)
    {
        int index = block.Receipts.Count;
        ref Ethereum.Blocks.Receipt row = ref block.Receipts.Add();
        row.Fields = (ReceiptFields)message.Fields;
        row.Type = message.Type;
        row.TransactionIndex = message.TransactionIndex;
        row.TransactionHash = message.TransactionHash.IsEmpty ? ReceiptOwner.HashAt(block, index)
            : ProtobufBytes.Hash(message.TransactionHash, "receipts.transaction_hash");
        row.From = row.Has(ReceiptFields.From) ? ProtobufBytes.Address(message.From, "receipts.from") : default;
        row.To = row.Has(ReceiptFields.To) ? ProtobufBytes.Address(message.To, "receipts.to") : default;
        row.CumulativeGasUsed = message.CumulativeGasUsed;
        row.GasUsed = message.GasUsed;
        row.ContractAddress = row.Has(ReceiptFields.ContractAddress)
            ? ProtobufBytes.Address(message.ContractAddress, "receipts.contract_address") : default;
        row.LogsBloom = row.Has(ReceiptFields.LogsBloom)
            ? ProtobufBytes.Fixed(message.LogsBloom, BloomBytes, "receipts.logs_bloom", block.Bytes) : default;
        row.Status = message.Status;
        row.Root = row.Has(ReceiptFields.Root) ? ProtobufBytes.Hash(message.Root, "receipts.root") : default;
        row.EffectiveGasPrice = ProtobufBytes.Number(message.EffectiveGasPrice, "receipts.effective_gas_price");
        row.BlobGasUsed = message.BlobGasUsed;
        row.BlobGasPrice = ProtobufBytes.Number(message.BlobGasPrice, "receipts.blob_gas_price");
        row.ChainFields = Add(message.ChainFields, block);
        row.BlockHash = !row.Has(ReceiptFields.BlockHash) ? default
            : message.BlockHash.IsEmpty ? block.Header.Hash
            : ProtobufBytes.Hash(message.BlockHash, "receipts.block_hash");
        row.BlockNumber = !row.Has(ReceiptFields.BlockNumber) ? default
            : message.HasBlockNumber ? message.BlockNumber : block.Header.Number;
        row.LogStart = block.Logs.Count;
        row.LogCount = message.Logs.Count;
        foreach (Log log in message.Logs)
        {
            ReadLog(log, block, row);
        }
    }

    private static void ReadLog(Log message, Ethereum.Blocks.Block block, in Ethereum.Blocks.Receipt receipt)
    {
        const int MostTopics = 4;
        ref LogEntry row = ref block.Logs.Add();
        row.Fields = (LogFields)message.Fields;
        row.Address = ProtobufBytes.Address(message.Address, "logs.address");
        row.TopicCount = message.Topics.Count <= MostTopics ? message.Topics.Count
            : throw ProtobufBytes.Malformed($"a log has {message.Topics.Count} topics");
        row.Topics = block.Bytes.Reserve(row.TopicCount * Hash32.Length, out Span<byte> topics);
        for (int topic = 0; topic < row.TopicCount; topic++)
        {
            ProtobufBytes.Hash(message.Topics[topic], "logs.topics").Span.CopyTo(topics[(topic * Hash32.Length)..]);
        }

        row.Data = block.Bytes.Add(message.Data.Span);
        row.LogIndex = message.LogIndex;
        row.TransactionIndex = !row.Has(LogFields.TransactionIndex) ? default
            : message.HasTransactionIndex ? message.TransactionIndex : receipt.TransactionIndex;
        row.TransactionHash = !row.Has(LogFields.TransactionHash) ? default
            : message.TransactionHash.IsEmpty ? receipt.TransactionHash
            : ProtobufBytes.Hash(message.TransactionHash, "logs.transaction_hash");
        row.BlockHash = !row.Has(LogFields.BlockHash) ? default
            : message.BlockHash.IsEmpty ? block.Header.Hash
            : ProtobufBytes.Hash(message.BlockHash, "logs.block_hash");
        row.BlockNumber = !row.Has(LogFields.BlockNumber) ? default
            : message.HasBlockNumber ? message.BlockNumber : block.Header.Number;
        row.BlockTimestamp = !row.Has(LogFields.BlockTimestamp) ? default
            : message.HasBlockTimestamp ? message.BlockTimestamp : block.Header.Timestamp;
    }

    private static ByteSlice Add(ByteString bytes, Ethereum.Blocks.Block block) =>
        bytes.IsEmpty ? default : block.Bytes.Add(bytes.Span);
}
