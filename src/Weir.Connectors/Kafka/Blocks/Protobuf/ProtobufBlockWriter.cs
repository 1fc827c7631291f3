using Weir.Core;
using Weir.Ethereum.Blocks;

namespace Weir.Connectors.Kafka.Blocks.Protobuf;

/// <summary>A block with all that its proof needs as <c>weir_event.proto</c> has it.</summary>
internal static class ProtobufBlockWriter
{
    /// <summary>The bits of <see cref="Block.Parts"/>.</summary>
    public const uint Transactions = 1, Receipts = 2, Withdrawals = 4, Uncles = 8;

    /// <summary>Receipts that came without a part of them are left out: they prove nothing.</summary>
    public static Block Write(Ethereum.Blocks.Block block)
    {
        bool hasReceipts = block.HasReceipts && !block.HasPartialReceipts;
        Block message = new()
        {
            Header = Header(block),
            Parts = (block.HasTransactions ? Transactions : 0) | (hasReceipts ? Receipts : 0)
                | (block.HasWithdrawals ? Withdrawals : 0) | (block.HasUncles ? Uncles : 0),
        };
        foreach (ref readonly Ethereum.Blocks.Transaction row in block.Transactions.Rows)
        {
            message.Transactions.Add(Transaction(row, block));
        }

        foreach (ref readonly Hash32 hash in block.TransactionHashes.Rows)
        {
            message.TransactionHashes.Add(ProtobufBytes.Of(hash));
        }

        for (int i = 0; hasReceipts && i < block.Receipts.Count; i++)
        {
            message.Receipts.Add(Receipt(block, i));
        }

        foreach (ref readonly Ethereum.Blocks.Withdrawal row in block.Withdrawals.Rows)
        {
            message.Withdrawals.Add(new Withdrawal
            {
                Index = row.Index,
                ValidatorIndex = row.ValidatorIndex,
                Address = ProtobufBytes.Of(row.Address),
                AmountGwei = row.AmountGwei,
            });
        }

        foreach (ref readonly Hash32 hash in block.UncleHashes.Rows)
        {
            message.UncleHashes.Add(ProtobufBytes.Of(hash));
        }

        message.Uncles.AddRange(block.Uncles.Select(Write));
        return message;
    }

    /// <summary>A transaction; what its block says itself is left out.</summary>
    public static Transaction Transaction(in Ethereum.Blocks.Transaction row, Ethereum.Blocks.Block block)
    {
        ByteArena bytes = block.Bytes;
        Transaction message = new()
        {
            Fields = (uint)row.Fields,
            Type = row.Type,
            Index = row.Index,
            Hash = ProtobufBytes.Of(row.Hash),
            From = ProtobufBytes.Of(row.From),
            To = row.Has(TransactionFields.To) ? ProtobufBytes.Of(row.To) : Google.Protobuf.ByteString.Empty,
            Value = ProtobufBytes.Of(row.Value),
            Nonce = row.Nonce,
            Gas = row.Gas,
            GasPrice = ProtobufBytes.Of(row.GasPrice),
            MaxFeePerGas = ProtobufBytes.Of(row.MaxFeePerGas),
            MaxPriorityFeePerGas = ProtobufBytes.Of(row.MaxPriorityFeePerGas),
            MaxFeePerBlobGas = ProtobufBytes.Of(row.MaxFeePerBlobGas),
            ChainId = ProtobufBytes.Of(row.ChainId),
            V = ProtobufBytes.Of(row.V),
            YParity = row.YParity,
            R = ProtobufBytes.Of(row.R),
            S = ProtobufBytes.Of(row.S),
            Input = ProtobufBytes.Of(bytes[row.Input]),
            AccessListRlp = ProtobufBytes.Of(bytes[row.AccessListRlp]),
            AuthorizationListRlp = ProtobufBytes.Of(bytes[row.AuthorizationListRlp]),
            BlobVersionedHashes = ProtobufBytes.Of(bytes[row.BlobVersionedHashes]),
            ChainFields = ProtobufBytes.Of(bytes[row.ChainFields]),
        };
        if (row.Has(TransactionFields.BlockHash) && row.BlockHash != block.Header.Hash)
        {
            message.BlockHash = ProtobufBytes.Of(row.BlockHash);
        }

        if (row.Has(TransactionFields.BlockNumber) && row.BlockNumber != block.Header.Number)
        {
            message.BlockNumber = row.BlockNumber;
        }

        if (row.Has(TransactionFields.BlockTimestamp) && row.BlockTimestamp != block.Header.Timestamp)
        {
            message.BlockTimestamp = row.BlockTimestamp;
        }

        return message;
    }

    /// <summary>A log; what <paramref name="receipt"/> and its block say themselves is left out.</summary>
    public static Log Log(in LogEntry row, Ethereum.Blocks.Block block, in Ethereum.Blocks.Receipt receipt)
    {
        Log message = new()
        {
            Fields = (uint)row.Fields,
            Address = ProtobufBytes.Of(row.Address),
            Data = ProtobufBytes.Of(block.Bytes[row.Data]),
            LogIndex = row.LogIndex,
        };
        ReadOnlySpan<byte> topics = block.Bytes[row.Topics];
        for (int topic = 0; topic < row.TopicCount; topic++)
        {
            message.Topics.Add(ProtobufBytes.Of(topics.Slice(topic * Hash32.Length, Hash32.Length)));
        }

        if (row.Has(LogFields.TransactionIndex) && row.TransactionIndex != receipt.TransactionIndex)
        {
            message.TransactionIndex = row.TransactionIndex;
        }

        if (row.Has(LogFields.TransactionHash) && row.TransactionHash != receipt.TransactionHash)
        {
            message.TransactionHash = ProtobufBytes.Of(row.TransactionHash);
        }

        if (row.Has(LogFields.BlockHash) && row.BlockHash != block.Header.Hash)
        {
            message.BlockHash = ProtobufBytes.Of(row.BlockHash);
        }

        if (row.Has(LogFields.BlockNumber) && row.BlockNumber != block.Header.Number)
        {
            message.BlockNumber = row.BlockNumber;
        }

        if (row.Has(LogFields.BlockTimestamp) && row.BlockTimestamp != block.Header.Timestamp)
        {
            message.BlockTimestamp = row.BlockTimestamp;
        }

        return message;
    }

    private static Receipt Receipt(Ethereum.Blocks.Block block, int index)
    {
        ref readonly Ethereum.Blocks.Receipt row = ref block.Receipts[index];
        Receipt message = new()
        {
            Fields = (uint)row.Fields,
            Type = row.Type,
            TransactionIndex = row.TransactionIndex,
            CumulativeGasUsed = row.CumulativeGasUsed,
            GasUsed = row.GasUsed,
            LogsBloom = ProtobufBytes.Of(block.Bytes[row.LogsBloom]),
            Status = row.Status,
            EffectiveGasPrice = ProtobufBytes.Of(row.EffectiveGasPrice),
            BlobGasUsed = row.BlobGasUsed,
            BlobGasPrice = ProtobufBytes.Of(row.BlobGasPrice),
            ChainFields = ProtobufBytes.Of(block.Bytes[row.ChainFields]),
        };
        if (row.TransactionHash != ReceiptOwner.HashAt(block, index))
        {
            message.TransactionHash = ProtobufBytes.Of(row.TransactionHash);
        }

        if (row.Has(ReceiptFields.From))
        {
            message.From = ProtobufBytes.Of(row.From);
        }

        if (row.Has(ReceiptFields.To))
        {
            message.To = ProtobufBytes.Of(row.To);
        }

        if (row.Has(ReceiptFields.ContractAddress))
        {
            message.ContractAddress = ProtobufBytes.Of(row.ContractAddress);
        }

        if (row.Has(ReceiptFields.Root))
        {
            message.Root = ProtobufBytes.Of(row.Root);
        }

        if (row.Has(ReceiptFields.BlockHash) && row.BlockHash != block.Header.Hash)
        {
            message.BlockHash = ProtobufBytes.Of(row.BlockHash);
        }

        if (row.Has(ReceiptFields.BlockNumber) && row.BlockNumber != block.Header.Number)
        {
            message.BlockNumber = row.BlockNumber;
        }

        foreach (ref readonly LogEntry log in block.Logs.Rows.Slice(row.LogStart, row.LogCount))
        {
            message.Logs.Add(Log(log, block, row));
        }

        return message;
    }

    private static Header Header(Ethereum.Blocks.Block block)
    {
        BlockHeader row = block.Header;
        Header message = new()
        {
            Number = row.Number,
            Hash = ProtobufBytes.Of(row.Hash),
            ParentHash = ProtobufBytes.Of(row.ParentHash),
            Nonce = row.Nonce,
            Sha3Uncles = ProtobufBytes.Of(row.Sha3Uncles),
            LogsBloom = ProtobufBytes.Of(block.Bytes[row.LogsBloom]),
            TransactionsRoot = ProtobufBytes.Of(row.TransactionsRoot),
            StateRoot = ProtobufBytes.Of(row.StateRoot),
            ReceiptsRoot = ProtobufBytes.Of(row.ReceiptsRoot),
            Miner = ProtobufBytes.Of(row.Miner),
            Difficulty = ProtobufBytes.Of(row.Difficulty),
            ExtraData = ProtobufBytes.Of(block.Bytes[row.ExtraData]),
            MixHash = ProtobufBytes.Of(row.MixHash),
            GasLimit = row.GasLimit,
            GasUsed = row.GasUsed,
            Timestamp = row.Timestamp,
        };
        Set(row.TotalDifficulty, value => message.TotalDifficulty = ProtobufBytes.Of(value));
        Set(row.Size, value => message.Size = ProtobufBytes.Of(value));
        Set(row.BaseFeePerGas, value => message.BaseFeePerGas = ProtobufBytes.Of(value));
        Set(row.WithdrawalsRoot, value => message.WithdrawalsRoot = ProtobufBytes.Of(value));
        Set(row.BlobGasUsed, value => message.BlobGasUsed = value);
        Set(row.ExcessBlobGas, value => message.ExcessBlobGas = value);
        Set(row.ParentBeaconBlockRoot, value => message.ParentBeaconBlockRoot = ProtobufBytes.Of(value));
        Set(row.RequestsHash, value => message.RequestsHash = ProtobufBytes.Of(value));
        Set(row.BlockAccessListHash, value => message.BlockAccessListHash = ProtobufBytes.Of(value));
        Set(row.SlotNumber, value => message.SlotNumber = value);
        if (row.MissingFields is { } missing)
        {
            message.MissingFields = missing;
        }

        if (row.UnknownFields is { } unknown)
        {
            message.UnknownFields = unknown;
        }

        return message;
    }

    // A member that is not set is not there.
    private static void Set<T>(T? value, Action<T> set)
        where T : struct
    {
        if (value is { } present)
        {
            set(present);
        }
    }
}
