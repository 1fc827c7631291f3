using System.Buffers.Binary;
using System.Text.Json;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;

namespace Weir.Proofs;

/// <summary>
/// Rebuilds a block from the rows that a warehouse has of it, so that it can be verified like one from a node: the
/// tables hold all that the hashes were made of.
/// </summary>
public sealed class BlockRebuilder
{
    private const long MicrosecondsPerSecond = 1_000_000;

    private const long MostTransactions = 1_000_000;

    private readonly AccessListJson _lists = new();

    /// <summary>The block, as far as its rows say; only the groups named are rebuilt.</summary>
    /// <exception cref="JsonException">An access or authorization list is no JSON.</exception>
    /// <exception cref="Core.Errors.DecodeException">Such a list has a wrong form.</exception>
    public Block Rebuild(StoredBlock stored, ProofGroups groups)
    {
        Block block = new();
        BlockBatch header = stored.Header.Batch;
        RebuildHeader(header, stored.Header.Start, block);
        block.Header.TotalDifficulty = header.TotalDifficulty.GetNullable(stored.Header.Start);
        block.Header.Size = Wide(header.Size, stored.Header.Start);
        if (groups.HasFlag(ProofGroups.Transactions))
        {
            RebuildTransactions(stored.Transactions, block);
        }
        else
        {
            CountTransactions(stored.Header, block);
        }

        if (groups.HasFlag(ProofGroups.Receipts))
        {
            RebuildReceipts(stored.Transactions, stored.Logs, block);
        }

        if (groups.HasFlag(ProofGroups.Withdrawals) && block.Header.WithdrawalsRoot is not null)
        {
            RebuildWithdrawals(stored.Withdrawals, block);
        }

        if (groups.HasFlag(ProofGroups.Uncles))
        {
            RebuildUncles(stored.Uncles, block);
        }

        return block;
    }

    private static void RebuildHeader(HeaderBatch rows, int row, Block block)
    {
        BlockHeader header = block.Header;
        header.Number = rows.NumberColumn()[row];
        header.Hash = rows.HashColumn().Hash(row);
        header.ParentHash = rows.ParentHash.Hash(row);
        header.MissingFields = Missing(rows, row);
        header.Nonce = rows.Nonce[row].Length == 8 ? BinaryPrimitives.ReadUInt64BigEndian(rows.Nonce[row]) : 0;
        header.Sha3Uncles = rows.Sha3Uncles.Hash(row);
        header.LogsBloom = block.Bytes.Add(rows.LogsBloom[row]);
        header.TransactionsRoot = rows.TransactionsRoot.Hash(row);
        header.StateRoot = rows.StateRoot.Hash(row);
        header.ReceiptsRoot = rows.ReceiptsRoot.Hash(row);
        header.Miner = rows.Miner.Address(row);
        header.Difficulty = rows.Difficulty[row];
        header.ExtraData = block.Bytes.Add(rows.ExtraData[row]);
        header.MixHash = rows.MixHash.Hash(row);
        header.GasLimit = Narrow(rows.GasLimit, row) ?? 0;
        header.GasUsed = Narrow(rows.GasUsed, row) ?? 0;
        header.Timestamp = (ulong)Math.Max(0, rows.Timestamp[row] / MicrosecondsPerSecond);
        header.BaseFeePerGas = Wide(rows.BaseFeePerGas, row);
        header.WithdrawalsRoot = HashOrNull(rows.WithdrawalsRoot, row);
        header.BlobGasUsed = Narrow(rows.BlobGasUsed, row);
        header.ExcessBlobGas = Narrow(rows.ExcessBlobGas, row);
        header.ParentBeaconBlockRoot = HashOrNull(rows.ParentBeaconBlockRoot, row);
        header.RequestsHash = HashOrNull(rows.RequestsHash, row);
        header.BlockAccessListHash = HashOrNull(rows.BlockAccessListHash, row);
        header.SlotNumber = Narrow(rows.SlotNumber, row);
    }

    // What the source of the block did not have, as the JSON names it.
    private static string? Missing(HeaderBatch rows, int row)
    {
        (string Name, Column Column)[] always =
        [
            ("parentHash", rows.ParentHash), ("sha3Uncles", rows.Sha3Uncles), ("logsBloom", rows.LogsBloom),
            ("transactionsRoot", rows.TransactionsRoot), ("stateRoot", rows.StateRoot),
            ("receiptsRoot", rows.ReceiptsRoot),
            ("miner", rows.Miner), ("timestamp", rows.Timestamp), ("extraData", rows.ExtraData),
            ("gasLimit", rows.GasLimit),
            ("gasUsed", rows.GasUsed),
        ];
        string missing = string.Join(',', always.Where(field => field.Column.IsNull(row)).Select(field => field.Name));
        return missing.Length == 0 ? null : missing;
    }

    private void RebuildTransactions(StoredRows<TransactionBatch> stored, Block block)
    {
        TransactionBatch rows = stored.Batch;
        for (int row = stored.Start; row < stored.Start + stored.Count; row++)
        {
            ref Transaction transaction = ref block.Transactions.Add();
            transaction.Fields = TransactionFields.Hash | TransactionFields.From | TransactionFields.Index
                | TransactionFields.BlockHash | TransactionFields.BlockNumber | TransactionFields.BlockTimestamp
                | Present(rows.ToAddress, row, TransactionFields.To)
                | Present(rows.GasPrice, row, TransactionFields.GasPrice)
                | Present(rows.MaxFeePerGas, row, TransactionFields.MaxFeePerGas)
                | Present(rows.MaxPriorityFeePerGas, row, TransactionFields.MaxPriorityFeePerGas)
                | Present(rows.MaxFeePerBlobGas, row, TransactionFields.MaxFeePerBlobGas)
                | Present(rows.V, row, TransactionFields.V)
                | Present(rows.R, row, TransactionFields.R)
                | Present(rows.S, row, TransactionFields.S)
                | Present(rows.AccessList, row, TransactionFields.AccessList)
                | Present(rows.AuthorizationList, row, TransactionFields.AuthorizationList)
                | Present(rows.Nonce, row, TransactionFields.Nonce)
                | Present(rows.Gas, row, TransactionFields.Gas)
                | Present(rows.Value, row, TransactionFields.Value)
                | Present(rows.Input, row, TransactionFields.Input);
            transaction.ChainFields = Members(rows.ChainFields, row, block.Bytes);
            transaction.Hash = rows.Hash.Hash(row);
            transaction.BlockHash = rows.BlockHash.Hash(row);
            transaction.BlockNumber = rows.BlockNumber[row];
            transaction.BlockTimestamp = (ulong)Math.Max(0, rows.BlockTimestamp[row] / MicrosecondsPerSecond);
            transaction.Nonce = Narrow(rows.Nonce, row) ?? 0;
            transaction.Index = rows.TransactionIndex[row];
            transaction.From = rows.FromAddress.Address(row);
            transaction.To = rows.ToAddress.Address(row);
            transaction.Value = rows.Value[row];
            transaction.Gas = Narrow(rows.Gas, row) ?? 0;
            transaction.GasPrice = Wide(rows.GasPrice, row) ?? default;
            transaction.Input = block.Bytes.Add(rows.Input[row]);
            transaction.Type = (int)Math.Clamp(rows.TransactionType[row], -1, int.MaxValue);
            transaction.MaxFeePerGas = Wide(rows.MaxFeePerGas, row) ?? default;
            transaction.MaxPriorityFeePerGas = Wide(rows.MaxPriorityFeePerGas, row) ?? default;
            transaction.MaxFeePerBlobGas = Wide(rows.MaxFeePerBlobGas, row) ?? default;
            transaction.V = Wide(rows.V, row) ?? default;
            transaction.R = rows.R.Hash(row);
            transaction.S = rows.S.Hash(row);
            (int start, int end) = rows.BlobVersionedHashes[row];
            var blobs = (FixedBytesColumn)rows.BlobVersionedHashes.Items;
            transaction.BlobVersionedHashes =
                block.Bytes.Add(blobs.Bytes[(start * Hash32.Length)..(end * Hash32.Length)]);
            transaction.AccessListRlp = ReadList(rows.AccessList, row, block.Bytes, isAuthorizations: false);
            transaction.AuthorizationListRlp =
                ReadList(rows.AuthorizationList, row, block.Bytes, isAuthorizations: true);
            if (transaction.Type != 0)
            {
                // The rows of a block are of one chain: its column is what a typed transaction signs.
                transaction.ChainId = (ulong)Math.Max(0, rows.ChainId[row]);
                transaction.Fields |= TransactionFields.ChainId;
            }
        }

        block.HasTransactions = true;
    }

    // How many there were is all that is known of them.
    private static void CountTransactions(StoredRows<BlockBatch> header, Block block)
    {
        long count = Math.Min(header.Batch.TransactionCount[header.Start], MostTransactions);
        for (long i = 0; i < count; i++)
        {
            block.TransactionHashes.Add();
        }
    }

    private static void RebuildReceipts(
        StoredRows<TransactionBatch> transactions, StoredRows<LogBatch> logs, Block block)
    {
        TransactionBatch rows = transactions.Batch;
        int log = logs.Start;
        int end = logs.Start + logs.Count;
        for (int i = 0; block.HasTransactions && i < transactions.Count; i++)
        {
            int row = transactions.Start + i;
            ref Receipt receipt = ref block.Receipts.Add();
            receipt.Fields = ReceiptFields.Type | ReceiptFields.CumulativeGasUsed
                | Present(rows.ReceiptGasUsed, row, ReceiptFields.GasUsed)
                | Present(rows.ReceiptContractAddress, row, ReceiptFields.ContractAddress)
                | Present(rows.ReceiptRoot, row, ReceiptFields.Root)
                | Present(rows.ReceiptStatus, row, ReceiptFields.Status)
                | Present(rows.ReceiptEffectiveGasPrice, row, ReceiptFields.EffectiveGasPrice)
                | Present(rows.ReceiptBlobGasUsed, row, ReceiptFields.BlobGasUsed)
                | Present(rows.ReceiptBlobGasPrice, row, ReceiptFields.BlobGasPrice);
            receipt.Type = (int)Math.Clamp(rows.TransactionType[row], -1, int.MaxValue);
            receipt.CumulativeGasUsed = Narrow(rows.ReceiptCumulativeGasUsed, row) ?? 0;
            receipt.GasUsed = Narrow(rows.ReceiptGasUsed, row) ?? 0;
            receipt.ContractAddress = rows.ReceiptContractAddress.Address(row);
            receipt.Root = rows.ReceiptRoot.Hash(row);
            receipt.Status = Narrow(rows.ReceiptStatus, row) ?? 0;
            receipt.EffectiveGasPrice = Wide(rows.ReceiptEffectiveGasPrice, row) ?? default;
            receipt.BlobGasUsed = Narrow(rows.ReceiptBlobGasUsed, row) ?? 0;
            receipt.BlobGasPrice = Wide(rows.ReceiptBlobGasPrice, row) ?? default;
            receipt.ChainFields = ReceiptMembers(rows, row, block.Bytes);
            receipt.LogStart = block.Logs.Count;
            while (log < end && logs.Batch.TransactionIndex[log] == i)
            {
                RebuildLog(logs.Batch, log++, block);
            }

            receipt.LogCount = block.Logs.Count - receipt.LogStart;
        }

        // Rows of no transaction stay with the last one: the receipts root then says that something is wrong.
        while (log < end)
        {
            RebuildLog(logs.Batch, log++, block);
        }

        if (block.Receipts.Count > 0)
        {
            ref Receipt last = ref block.Receipts[block.Receipts.Count - 1];
            last.LogCount = block.Logs.Count - last.LogStart;
        }

        // Without transactions there are logs alone: the rest of a receipt stands in the transaction's row.
        block.HasReceipts = block.HasTransactions;
    }

    private static void RebuildLog(LogBatch rows, int row, Block block)
    {
        ref LogEntry log = ref block.Logs.Add();
        log.Fields = LogFields.LogIndex | LogFields.TransactionIndex | LogFields.TransactionHash | LogFields.BlockHash
            | LogFields.BlockNumber | LogFields.BlockTimestamp;
        log.LogIndex = rows.LogIndex[row];
        log.TransactionIndex = rows.TransactionIndex[row];
        log.TransactionHash = rows.TransactionHash.Hash(row);
        log.BlockHash = rows.BlockHash.Hash(row);
        log.BlockNumber = rows.BlockNumber[row];
        log.BlockTimestamp = (ulong)Math.Max(0, rows.BlockTimestamp[row] / MicrosecondsPerSecond);
        log.Address = rows.Address.Address(row);
        log.Data = block.Bytes.Add(rows.Data[row]);
        int start = block.Bytes.Length;
        foreach (FixedBytesColumn topic in (
            ReadOnlySpan<FixedBytesColumn>)[rows.Topic0, rows.Topic1, rows.Topic2, rows.Topic3])
        {
            if (!topic.IsNull(row))
            {
                block.Bytes.Add(topic[row]);
            }
        }

        log.Topics = new ByteSlice(start, block.Bytes.Length - start);
        log.TopicCount = log.Topics.Length / Hash32.Length;
    }

    private static void RebuildWithdrawals(StoredRows<WithdrawalBatch> stored, Block block)
    {
        WithdrawalBatch rows = stored.Batch;
        for (int row = stored.Start; row < stored.Start + stored.Count; row++)
        {
            block.Withdrawals.Add() = new Withdrawal(
                (ulong)rows.Index[row], Narrow(rows.ValidatorIndex, row) ?? 0, rows.Address.Address(row),
                Narrow(rows.AmountGwei, row) ?? 0);
        }

        block.HasWithdrawals = true;
    }

    private static void RebuildUncles(StoredRows<UncleBatch> stored, Block block)
    {
        List<Block> uncles = [];
        for (int row = stored.Start; row < stored.Start + stored.Count; row++)
        {
            Block uncle = new();
            RebuildHeader(stored.Batch, row, uncle);
            uncles.Add(uncle);
        }

        block.Uncles = uncles;
        block.HasUncles = true;
    }

    private static ByteSlice Members(BytesColumn column, int row, ByteArena bytes) =>
        column.IsNull(row) ? default : bytes.Add(column[row]);

    // A deposit's receipt is hashed with members that stand beside the transaction's.
    private static ByteSlice ReceiptMembers(TransactionBatch rows, int row, ByteArena bytes)
    {
        if (rows.ChainFields.IsNull(row) && rows.ReceiptChainFields.IsNull(row))
        {
            return default;
        }

        SortedDictionary<string, string> members =
            ChainFields.Read(rows.ReceiptChainFields.IsNull(row) ? default : rows.ReceiptChainFields[row]);
        foreach ((string name, string value) in ChainFields.Read(
            rows.ChainFields.IsNull(row) ? default : rows.ChainFields[row]))
        {
            if (name is "depositNonce" or "depositReceiptVersion")
            {
                members[name] = value;
            }
        }

        return ChainFields.Write(bytes, members);
    }

    private ByteSlice ReadList(BytesColumn column, int row, ByteArena bytes, bool isAuthorizations)
    {
        if (column.IsNull(row))
        {
            return default;
        }

        Utf8JsonReader reader = new(column[row]);
        reader.Read();
        return isAuthorizations ? _lists.ReadAuthorizations(ref reader, bytes)
            : _lists.ReadAccessList(ref reader, bytes);
    }

    private static TFlags Present<TFlags>(Column column, int row, TFlags flag)
        where TFlags : struct, Enum => column.IsNull(row) ? default : flag;

    private static ulong? Narrow(Int64Column column, int row) =>
        column.GetNullable(row) is { } value ? (ulong)value : null;

    private static UInt256? Wide(Int64Column column, int row) =>
        column.GetNullable(row) is { } value ? new UInt256((ulong)value) : null;

    private static Hash32? HashOrNull(FixedBytesColumn column, int row) => column.IsNull(row) ? null : column.Hash(row);
}
