using System.Numerics;
using System.Text;
using System.Text.Json;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Json;

/// <summary>Reads the result of <c>eth_getBlockByNumber</c> into a <see cref="Block"/>.</summary>
public sealed class BlockJson
{
    private static readonly NameTable Names = new(
        "number", "hash", "parentHash", "nonce", "sha3Uncles", "logsBloom", "transactionsRoot", "stateRoot", "receiptsRoot",
        "miner", "author", "difficulty", "totalDifficulty", "size", "extraData", "mixHash", "gasLimit", "gasUsed", "timestamp",
        "baseFeePerGas", "withdrawalsRoot", "blobGasUsed", "excessBlobGas", "parentBeaconBlockRoot", "requestsHash",
        "blockAccessListHash", "slotNumber", "transactions", "withdrawals", "uncles", "sealFields", "calls");

    private readonly TransactionJson _transactions = new();

    private enum Field
    {
        Number, Hash, ParentHash, Nonce, Sha3Uncles, LogsBloom, TransactionsRoot, StateRoot, ReceiptsRoot,
        Miner, Author, Difficulty, TotalDifficulty, Size, ExtraData, MixHash, GasLimit, GasUsed, Timestamp,
        BaseFeePerGas, WithdrawalsRoot, BlobGasUsed, ExcessBlobGas, ParentBeaconBlockRoot, RequestsHash,
        BlockAccessListHash, SlotNumber, Transactions, Withdrawals, Uncles, SealFields, Calls,
    }

    // Without these there is no row.
    private const ulong Required = (1UL << (int)Field.Number) | (1UL << (int)Field.Hash);

    // Every header has these; a block that was rebuilt from traces may come without.
    private const ulong InEveryHeader =
        (1UL << (int)Field.ParentHash) | (1UL << (int)Field.Sha3Uncles) | (1UL << (int)Field.LogsBloom)
        | (1UL << (int)Field.TransactionsRoot) | (1UL << (int)Field.StateRoot) | (1UL << (int)Field.ReceiptsRoot)
        | (1UL << (int)Field.Miner) | (1UL << (int)Field.GasLimit) | (1UL << (int)Field.GasUsed)
        | (1UL << (int)Field.Timestamp) | (1UL << (int)Field.ExtraData);

    private static readonly string[] FieldNames = [.. Enum.GetValues<Field>().Select(field => Names.Name((int)field))];

    /// <summary>Reads the object the reader stands on; the block must be new.</summary>
    /// <exception cref="DecodeException">A field is missing or has a wrong form.</exception>
    public void Read(ref Utf8JsonReader reader, Block block)
    {
        JsonValues.ExpectObject(ref reader, "the block");
        ulong seen = 0;
        while (JsonValues.NextProperty(ref reader, Names, out int number, out ReadOnlySpan<byte> name))
        {
            if (number >= 0)
            {
                seen |= 1UL << number;
                ReadField(ref reader, (Field)number, block);
            }
            else
            {
                NoteUnknown(ref reader, name, block.Header);
            }
        }

        seen |= (seen >> (int)Field.Author & 1) << (int)Field.Miner;
        if ((seen & Required) != Required)
        {
            throw JsonValues.Missing(
                $"block {block.Header.Number}", FieldNames[BitOperations.TrailingZeroCount(Required & ~seen)]);
        }

        if ((seen & InEveryHeader) != InEveryHeader)
        {
            block.Header.MissingFields = string.Join(
                ',', FieldNames.Where((_, field) => ((InEveryHeader & ~seen) >> field & 1) != 0));
        }
    }

    private void ReadField(ref Utf8JsonReader reader, Field field, Block block)
    {
        string name = FieldNames[(int)field];
        BlockHeader header = block.Header;
        switch (field)
        {
            case Field.Number:
                header.Number = JsonValues.Int64(ref reader, name);
                break;
            case Field.Hash:
                header.Hash = JsonValues.Hash(ref reader, name);
                break;
            case Field.ParentHash:
                header.ParentHash = JsonValues.Hash(ref reader, name);
                break;
            case Field.Nonce:
                header.Nonce = JsonValues.UInt64(ref reader, name);
                break;
            case Field.Sha3Uncles:
                header.Sha3Uncles = JsonValues.Hash(ref reader, name);
                break;
            case Field.LogsBloom:
                header.LogsBloom = JsonValues.Bytes(ref reader, name, block.Bytes, 256);
                break;
            case Field.TransactionsRoot:
                header.TransactionsRoot = JsonValues.Hash(ref reader, name);
                break;
            case Field.StateRoot:
                header.StateRoot = JsonValues.Hash(ref reader, name);
                break;
            case Field.ReceiptsRoot:
                header.ReceiptsRoot = JsonValues.Hash(ref reader, name);
                break;
            case Field.Miner or Field.Author:
                header.Miner = JsonValues.Address(ref reader, name);
                break;
            case Field.Difficulty:
                header.Difficulty = JsonValues.UInt256(ref reader, name);
                break;
            case Field.TotalDifficulty:
                header.TotalDifficulty = JsonValues.UInt256(ref reader, name);
                break;
            case Field.Size:
                header.Size = JsonValues.UInt256(ref reader, name);
                break;
            case Field.ExtraData:
                header.ExtraData = JsonValues.Bytes(ref reader, name, block.Bytes);
                break;
            case Field.MixHash:
                header.MixHash = JsonValues.Hash(ref reader, name);
                break;
            case Field.GasLimit:
                header.GasLimit = JsonValues.UInt64(ref reader, name);
                break;
            case Field.GasUsed:
                header.GasUsed = JsonValues.UInt64(ref reader, name);
                break;
            case Field.Timestamp:
                header.Timestamp = JsonValues.UInt64(ref reader, name);
                break;
            case Field.BaseFeePerGas:
                header.BaseFeePerGas = JsonValues.UInt256(ref reader, name);
                break;
            case Field.WithdrawalsRoot:
                header.WithdrawalsRoot = JsonValues.Hash(ref reader, name);
                break;
            case Field.BlobGasUsed:
                header.BlobGasUsed = JsonValues.UInt64(ref reader, name);
                break;
            case Field.ExcessBlobGas:
                header.ExcessBlobGas = JsonValues.UInt64(ref reader, name);
                break;
            case Field.ParentBeaconBlockRoot:
                header.ParentBeaconBlockRoot = JsonValues.Hash(ref reader, name);
                break;
            case Field.RequestsHash:
                header.RequestsHash = JsonValues.Hash(ref reader, name);
                break;
            case Field.BlockAccessListHash:
                header.BlockAccessListHash = JsonValues.Hash(ref reader, name);
                break;
            case Field.SlotNumber:
                header.SlotNumber = JsonValues.UInt64(ref reader, name);
                break;
            case Field.Transactions:
                ReadTransactions(ref reader, block);
                break;
            case Field.Withdrawals:
                WithdrawalJson.Read(ref reader, block);
                break;
            case Field.Uncles:
                ReadUncleHashes(ref reader, name, block);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static void ReadUncleHashes(ref Utf8JsonReader reader, string name, Block block)
    {
        JsonValues.ExpectArray(ref reader, name);
        while (JsonValues.NextItem(ref reader))
        {
            block.UncleHashes.Add() = JsonValues.Hash(ref reader, name);
        }

        block.HasUncles = block.UncleHashes.Count == 0;
    }

    private void ReadTransactions(ref Utf8JsonReader reader, Block block)
    {
        JsonValues.ExpectArray(ref reader, "transactions");
        while (JsonValues.NextItem(ref reader))
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                block.TransactionHashes.Add() = JsonValues.Hash(ref reader, "transactions[]");
            }
            else
            {
                _transactions.Read(ref reader, block);
            }
        }

        if (block.TransactionHashes.Count > 0 && block.Transactions.Count > 0)
        {
            throw JsonValues.Malformed($"block {block.Header.Number}: transactions mixes hashes and objects");
        }

        block.HasTransactions = block.TransactionHashes.Count == 0;
    }

    // A header field is a string; whatever else a node adds is none of ours.
    private static void NoteUnknown(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name, BlockHeader header)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            string text = Encoding.UTF8.GetString(name);
            header.UnknownFields = header.UnknownFields is null ? text : header.UnknownFields + "," + text;
        }

        reader.Skip();
    }
}
