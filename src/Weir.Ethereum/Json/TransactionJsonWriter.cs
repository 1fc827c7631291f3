using System.Text.Json;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Rlp;

namespace Weir.Ethereum.Json;

/// <summary>Writes a transaction object as go-ethereum does.</summary>
internal static class TransactionJsonWriter
{
    public static void Write(Utf8JsonWriter json, in Transaction row, ByteArena bytes)
    {
        json.WriteStartObject();
        WriteBytes(json, row, TransactionFields.BlockHash, JsonNames.BlockHash, row.BlockHash.Span);
        WriteQuantity(json, row, TransactionFields.BlockNumber, JsonNames.BlockNumber, (ulong)row.BlockNumber);
        WriteQuantity(json, row, TransactionFields.BlockTimestamp, JsonNames.BlockTimestamp, row.BlockTimestamp);
        WriteBytes(json, row, TransactionFields.From, JsonNames.From, row.From.Span);
        json.WriteQuantity(JsonNames.Gas, row.Gas);
        WriteQuantity(json, row, TransactionFields.GasPrice, JsonNames.GasPrice, row.GasPrice);
        WriteQuantity(json, row, TransactionFields.MaxFeePerGas, JsonNames.MaxFeePerGas, row.MaxFeePerGas);
        WriteQuantity(json, row, TransactionFields.MaxPriorityFeePerGas, JsonNames.MaxPriorityFeePerGas,
            row.MaxPriorityFeePerGas);
        WriteQuantity(json, row, TransactionFields.MaxFeePerBlobGas, JsonNames.MaxFeePerBlobGas, row.MaxFeePerBlobGas);
        WriteBytes(json, row, TransactionFields.Hash, JsonNames.Hash, row.Hash.Span);
        json.WriteBytes(JsonNames.Input, bytes[row.Input]);
        json.WriteQuantity(JsonNames.Nonce, row.Nonce);
        if (row.Has(TransactionFields.To))
        {
            json.WriteBytes(JsonNames.To, row.To.Span);
        }
        else
        {
            json.WriteNull(JsonNames.To);
        }

        WriteQuantity(json, row, TransactionFields.Index, JsonNames.TransactionIndex, (ulong)row.Index);
        json.WriteQuantity(JsonNames.Value, row.Value);
        WriteQuantity(json, row, TransactionFields.Type, JsonNames.Type, (ulong)row.Type);
        WriteLists(json, row, bytes);
        WriteQuantity(json, row, TransactionFields.ChainId, JsonNames.ChainId, row.ChainId);
        WriteQuantity(json, row, TransactionFields.V, JsonNames.V, row.V);
        WriteQuantity(json, row, TransactionFields.R, JsonNames.R, UInt256.FromBigEndian(row.R.Span));
        WriteQuantity(json, row, TransactionFields.S, JsonNames.S, UInt256.FromBigEndian(row.S.Span));
        WriteQuantity(json, row, TransactionFields.YParity, JsonNames.YParity, row.YParity);
        foreach ((string name, string value) in ChainFields.Read(bytes[row.ChainFields]))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteLists(Utf8JsonWriter json, in Transaction row, ByteArena bytes)
    {
        if (row.Has(TransactionFields.AccessList))
        {
            WriteAccessList(json, new RlpReader(bytes[row.AccessListRlp]));
        }

        if (row.Type == 3)
        {
            json.WriteStartArray(JsonNames.BlobVersionedHashes);
            WriteWords(json, bytes[row.BlobVersionedHashes]);
            json.WriteEndArray();
        }

        if (row.Has(TransactionFields.AuthorizationList))
        {
            WriteAuthorizations(json, new RlpReader(bytes[row.AuthorizationListRlp]));
        }
    }

    private static void WriteAccessList(Utf8JsonWriter json, RlpReader items)
    {
        json.WriteStartArray(JsonNames.AccessList);
        while (!items.IsAtEnd)
        {
            RlpReader access = items.ReadList();
            json.WriteStartObject();
            json.WriteBytes(JsonNames.Address, access.ReadBytes(Address.Length));
            json.WriteStartArray(JsonNames.StorageKeys);
            RlpReader keys = access.ReadList();
            while (!keys.IsAtEnd)
            {
                json.WriteBytes(keys.ReadBytes(Hash32.Length));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAuthorizations(Utf8JsonWriter json, RlpReader items)
    {
        json.WriteStartArray(JsonNames.AuthorizationList);
        while (!items.IsAtEnd)
        {
            RlpReader authorization = items.ReadList();
            json.WriteStartObject();
            json.WriteQuantity(JsonNames.ChainId, authorization.ReadUInt256());
            json.WriteBytes(JsonNames.Address, authorization.ReadBytes(Address.Length));
            json.WriteQuantity(JsonNames.Nonce, authorization.ReadUInt64());
            json.WriteQuantity(JsonNames.YParity, authorization.ReadUInt64());
            json.WriteQuantity(JsonNames.R, authorization.ReadUInt256());
            json.WriteQuantity(JsonNames.S, authorization.ReadUInt256());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteWords(Utf8JsonWriter json, ReadOnlySpan<byte> words)
    {
        for (; !words.IsEmpty; words = words[Hash32.Length..])
        {
            json.WriteBytes(words[..Hash32.Length]);
        }
    }

    private static void WriteQuantity(
        Utf8JsonWriter json, in Transaction row, TransactionFields field, JsonEncodedText name, UInt256 value)
    {
        if (row.Has(field))
        {
            json.WriteQuantity(name, value);
        }
    }

    private static void WriteBytes(
        Utf8JsonWriter json, in Transaction row, TransactionFields field, JsonEncodedText name,
        ReadOnlySpan<byte> bytes)
    {
        if (row.Has(field))
        {
            json.WriteBytes(name, bytes);
        }
    }
}
