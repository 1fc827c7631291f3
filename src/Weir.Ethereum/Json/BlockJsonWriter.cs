using System.Buffers.Binary;
using System.Text.Json;
using Weir.Core;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Json;

/// <summary>
/// Writes blocks as go-ethereum answers them: the results of <c>eth_getBlockByNumber</c> and
/// <c>eth_getBlockReceipts</c>. Fields that a row does not have are left out.
/// </summary>
public static class BlockJsonWriter
{
    /// <summary>Writes the block with full transactions, or with their hashes alone.</summary>
    public static void WriteBlock(Utf8JsonWriter json, Block block, bool fullTransactions = true)
    {
        json.WriteStartObject();
        WriteHeader(json, block);
        json.WriteStartArray(JsonNames.Transactions);
        if (fullTransactions && block.HasTransactions)
        {
            foreach (ref readonly Transaction transaction in block.Transactions.Rows)
            {
                TransactionJsonWriter.Write(json, transaction, block.Bytes);
            }
        }
        else
        {
            WriteHashes(json, block);
        }

        json.WriteEndArray();
        if (block.HasUncles || block.UncleHashes.Count > 0)
        {
            json.WriteStartArray(JsonNames.Uncles);
            foreach (ref readonly Hash32 hash in block.UncleHashes.Rows)
            {
                json.WriteBytes(hash.Span);
            }

            json.WriteEndArray();
        }

        if (block.HasWithdrawals)
        {
            WriteWithdrawals(json, block.Withdrawals.Rows);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the array of the block's receipts.</summary>
    public static void WriteReceipts(Utf8JsonWriter json, Block block)
    {
        json.WriteStartArray();
        foreach (ref readonly Receipt receipt in block.Receipts.Rows)
        {
            ReceiptJsonWriter.Write(json, receipt, block);
        }

        json.WriteEndArray();
    }

    private static void WriteHeader(Utf8JsonWriter json, Block block)
    {
        BlockHeader header = block.Header;
        Span<byte> nonce = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(nonce, header.Nonce);
        WriteOptional(json, JsonNames.BaseFeePerGas, header.BaseFeePerGas);
        WriteOptional(json, JsonNames.BlobGasUsed, header.BlobGasUsed);
        WriteOptional(json, JsonNames.BlockAccessListHash, header.BlockAccessListHash);
        WriteOptional(json, JsonNames.SlotNumber, header.SlotNumber);
        json.WriteQuantity(JsonNames.Difficulty, header.Difficulty);
        WriteOptional(json, JsonNames.ExcessBlobGas, header.ExcessBlobGas);
        json.WriteBytes(JsonNames.ExtraData, block.Bytes[header.ExtraData]);
        json.WriteQuantity(JsonNames.GasLimit, header.GasLimit);
        json.WriteQuantity(JsonNames.GasUsed, header.GasUsed);
        json.WriteBytes(JsonNames.Hash, header.Hash.Span);
        json.WriteBytes(JsonNames.LogsBloom, block.Bytes[header.LogsBloom]);
        json.WriteBytes(JsonNames.Miner, header.Miner.Span);
        json.WriteBytes(JsonNames.MixHash, header.MixHash.Span);
        json.WriteBytes(JsonNames.Nonce, nonce);
        json.WriteQuantity(JsonNames.Number, (ulong)header.Number);
        WriteOptional(json, JsonNames.ParentBeaconBlockRoot, header.ParentBeaconBlockRoot);
        json.WriteBytes(JsonNames.ParentHash, header.ParentHash.Span);
        json.WriteBytes(JsonNames.ReceiptsRoot, header.ReceiptsRoot.Span);
        WriteOptional(json, JsonNames.RequestsHash, header.RequestsHash);
        json.WriteBytes(JsonNames.Sha3Uncles, header.Sha3Uncles.Span);
        WriteOptional(json, JsonNames.Size, header.Size);
        json.WriteBytes(JsonNames.StateRoot, header.StateRoot.Span);
        json.WriteQuantity(JsonNames.Timestamp, header.Timestamp);
        WriteOptional(json, JsonNames.TotalDifficulty, header.TotalDifficulty);
        json.WriteBytes(JsonNames.TransactionsRoot, header.TransactionsRoot.Span);
        WriteOptional(json, JsonNames.WithdrawalsRoot, header.WithdrawalsRoot);
    }

    private static void WriteHashes(Utf8JsonWriter json, Block block)
    {
        foreach (ref readonly Transaction transaction in block.Transactions.Rows)
        {
            json.WriteBytes(transaction.Hash.Span);
        }

        foreach (ref readonly Hash32 hash in block.TransactionHashes.Rows)
        {
            json.WriteBytes(hash.Span);
        }
    }

    private static void WriteWithdrawals(Utf8JsonWriter json, ReadOnlySpan<Withdrawal> withdrawals)
    {
        json.WriteStartArray(JsonNames.Withdrawals);
        foreach (ref readonly Withdrawal withdrawal in withdrawals)
        {
            json.WriteStartObject();
            json.WriteQuantity(JsonNames.Index, withdrawal.Index);
            json.WriteQuantity(JsonNames.ValidatorIndex, withdrawal.ValidatorIndex);
            json.WriteBytes(JsonNames.Address, withdrawal.Address.Span);
            json.WriteQuantity(JsonNames.Amount, withdrawal.AmountGwei);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, JsonEncodedText name, UInt256? value)
    {
        if (value is { } present)
        {
            json.WriteQuantity(name, present);
        }
    }

    private static void WriteOptional(Utf8JsonWriter json, JsonEncodedText name, ulong? value)
    {
        if (value is { } present)
        {
            json.WriteQuantity(name, present);
        }
    }

    private static void WriteOptional(Utf8JsonWriter json, JsonEncodedText name, Hash32? value)
    {
        if (value is { } present)
        {
            json.WriteBytes(name, present.Span);
        }
    }
}
