using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Weir.Connectors.Firehose.Wire;
using Weir.Core;
using Weir.Ethereum.Rlp;
using Chain = Weir.Ethereum.Blocks;

namespace Weir.Tests.Connectors.Firehose;

/// <summary>Blocks as a Firehose sends them.</summary>
internal static class WireWriter
{
    /// <param name="block">The block.</param>
    /// <param name="isBase">As built from a node's answers: without fees' limits.</param>
    public static Block Write(Chain.Block block, bool isBase)
    {
        Block wire = new()
        {
            Ver = 3,
            Hash = Bytes(block.Header.Hash),
            Number = (ulong)block.Header.Number,
            Size = block.Header.Size is { } size ? (ulong)size : 0,
            Header = WriteHeader(block),
            DetailLevel = isBase ? Block.Types.DetailLevel.Base : Block.Types.DetailLevel.Extended,
        };
        foreach (ref readonly Chain.Withdrawal row in block.Withdrawals.Rows)
        {
            wire.Withdrawals.Add(new Withdrawal
            {
                Index = row.Index,
                ValidatorIndex = row.ValidatorIndex,
                Address = Bytes(row.Address),
                Amount = row.AmountGwei,
            });
        }

        for (int i = 0; i < block.Transactions.Count; i++)
        {
            wire.TransactionTraces.Add(WriteTransaction(block, i, isBase));
        }

        return wire;
    }

    private static BlockHeader WriteHeader(Chain.Block block)
    {
        Chain.BlockHeader from = block.Header;
        BlockHeader header = new()
        {
            ParentHash = Bytes(from.ParentHash),
            UncleHash = Bytes(from.Sha3Uncles),
            Coinbase = Bytes(from.Miner),
            StateRoot = Bytes(from.StateRoot),
            TransactionsRoot = Bytes(from.TransactionsRoot),
            ReceiptRoot = Bytes(from.ReceiptsRoot),
            LogsBloom = ByteString.CopyFrom(block.Bytes[from.LogsBloom]),
            Difficulty = from.Difficulty.IsZero ? null : Number(from.Difficulty),
            Number = (ulong)from.Number,
            GasLimit = from.GasLimit,
            GasUsed = from.GasUsed,
            Timestamp = new Timestamp { Seconds = (long)from.Timestamp },
            ExtraData = ByteString.CopyFrom(block.Bytes[from.ExtraData]),
            MixHash = Bytes(from.MixHash),
            Nonce = from.Nonce,
            Hash = Bytes(from.Hash),
            TotalDifficulty = from.TotalDifficulty is { } total ? Number(total) : null,
            BaseFeePerGas = from.BaseFeePerGas is { } fee ? Number(fee) : null,
            WithdrawalsRoot = Bytes(from.WithdrawalsRoot),
            ParentBeaconRoot = Bytes(from.ParentBeaconBlockRoot),
            RequestsHash = Bytes(from.RequestsHash),
        };
        if (from.BlobGasUsed is { } used)
        {
            header.BlobGasUsed = used;
        }

        if (from.ExcessBlobGas is { } excess)
        {
            header.ExcessBlobGas = excess;
        }

        return header;
    }

    private static TransactionTrace WriteTransaction(Chain.Block block, int index, bool isBase)
    {
        ref readonly Chain.Transaction row = ref block.Transactions[index];
        TransactionTrace trace = new()
        {
            To = row.Has(Chain.TransactionFields.To) ? Bytes(row.To) : ByteString.Empty,
            Nonce = row.Nonce,
            GasPrice = Number(row.GasPrice),
            GasLimit = row.Gas,
            Value = Number(row.Value),
            Input = ByteString.CopyFrom(block.Bytes[row.Input]),
            V = Number(row.V).Bytes,
            R = Bytes(row.R),
            S = Bytes(row.S),
            Type = row.Type,
            Index = (uint)index,
            Hash = Bytes(row.Hash),
            From = Bytes(row.From),
        };
        if (row.Type >= 2 && !isBase)
        {
            trace.MaxFeePerGas = Number(row.MaxFeePerGas);
            trace.MaxPriorityFeePerGas = row.MaxPriorityFeePerGas.IsZero ? null : Number(row.MaxPriorityFeePerGas);
        }

        if (row.Type == 3)
        {
            trace.BlobGasFeeCap = Number(row.MaxFeePerBlobGas);
            ReadOnlySpan<byte> hashes = block.Bytes[row.BlobVersionedHashes];
            for (int i = 0; i < hashes.Length; i += Hash32.Length)
            {
                trace.BlobHashes.Add(ByteString.CopyFrom(hashes.Slice(i, Hash32.Length)));
            }
        }

        WriteLists(block.Bytes, row, trace);
        if (block.HasReceipts)
        {
            WriteReceipt(block, index, trace);
        }

        return trace;
    }

    private static void WriteLists(Chain.ByteArena bytes, in Chain.Transaction row, TransactionTrace trace)
    {
        RlpReader accesses = new(bytes[row.AccessListRlp]);
        while (!accesses.IsAtEnd)
        {
            RlpReader item = accesses.ReadList();
            AccessTuple access = new() { Address = Bytes(item.ReadAddress()) };
            RlpReader keys = item.ReadList();
            while (!keys.IsAtEnd)
            {
                access.StorageKeys.Add(Bytes(keys.ReadHash()));
            }

            trace.AccessList.Add(access);
        }

        RlpReader authorizations = new(bytes[row.AuthorizationListRlp]);
        while (!authorizations.IsAtEnd)
        {
            RlpReader item = authorizations.ReadList();
            trace.SetCodeAuthorizations.Add(new SetCodeAuthorization
            {
                ChainId = Number(item.ReadUInt256()).Bytes,
                Address = Bytes(item.ReadAddress()),
                Nonce = item.ReadUInt64(),
                V = (uint)item.ReadUInt64(),
                R = Number(item.ReadUInt256()).Bytes,
                S = Number(item.ReadUInt256()).Bytes,
            });
        }
    }

    private static void WriteReceipt(Chain.Block block, int index, TransactionTrace trace)
    {
        ref readonly Chain.Receipt row = ref block.Receipts[index];
        bool hasRoot = row.Has(Chain.ReceiptFields.Root);
        trace.GasUsed = row.GasUsed;
        trace.Status = hasRoot ? TransactionTraceStatus.Unknown
            : row.Status == 1 ? TransactionTraceStatus.Succeeded : TransactionTraceStatus.Failed;
        trace.Receipt = new TransactionReceipt
        {
            StateRoot = hasRoot ? Bytes(row.Root) : ByteString.Empty,
            CumulativeGasUsed = row.CumulativeGasUsed,
            LogsBloom = ByteString.CopyFrom(block.Bytes[row.LogsBloom]),
            BlobGasPrice = row.Has(Chain.ReceiptFields.BlobGasPrice) ? Number(row.BlobGasPrice) : null,
        };
        if (row.Has(Chain.ReceiptFields.BlobGasUsed))
        {
            trace.Receipt.BlobGasUsed = row.BlobGasUsed;
        }

        for (int i = 0; i < row.LogCount; i++)
        {
            ref readonly Chain.LogEntry log = ref block.Logs[row.LogStart + i];
            Log wire = new()
            {
                Address = Bytes(log.Address),
                Data = ByteString.CopyFrom(block.Bytes[log.Data]),
                Index = (uint)i,
                BlockIndex = (uint)(row.LogStart + i),
            };
            ReadOnlySpan<byte> topics = block.Bytes[log.Topics];
            for (int topic = 0; topic < topics.Length; topic += Hash32.Length)
            {
                wire.Topics.Add(ByteString.CopyFrom(topics.Slice(topic, Hash32.Length)));
            }

            trace.Receipt.Logs.Add(wire);
        }
    }

    private static ByteString Bytes(Hash32 hash) => ByteString.CopyFrom(hash.Span);

    private static ByteString Bytes(Hash32? hash) => hash is { } value ? Bytes(value) : ByteString.Empty;

    private static ByteString Bytes(Address address) => ByteString.CopyFrom(address.Span);

    // Big-endian, without leading zeros.
    private static BigInt Number(UInt256 value)
    {
        Span<byte> bytes = stackalloc byte[32];
        value.WriteBigEndian(bytes);
        return new BigInt { Bytes = ByteString.CopyFrom(bytes[(32 - ((value.BitLength + 7) / 8))..]) };
    }
}
