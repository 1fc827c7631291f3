using System.Text.Json;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Json;

/// <summary>Reads a transaction object, of any type, into a row of <see cref="Block.Transactions"/>.</summary>
internal sealed class TransactionJson
{
    private static readonly NameTable Names = new(
        "hash", "blockHash", "blockNumber", "transactionIndex", "from", "to", "gasPrice", "maxFeePerGas",
        "maxPriorityFeePerGas", "maxFeePerBlobGas", "chainId", "v", "yParity", "accessList", "authorizationList",
        "blockTimestamp", "type", "r", "s", "nonce", "gas", "value", "input", "data", "blobVersionedHashes");

    private static readonly string[] FieldNames = [.. Enum.GetValues<Field>().Select(field => Names.Name((int)field))];

    private readonly AccessListJson _lists = new();

    // Those up to input have the numbers of the bits of TransactionFields.
    private enum Field
    {
        Hash, BlockHash, BlockNumber, TransactionIndex, From, To, GasPrice, MaxFeePerGas,
        MaxPriorityFeePerGas, MaxFeePerBlobGas, ChainId, V, YParity, AccessList, AuthorizationList,
        BlockTimestamp, Type, R, S, Nonce, Gas, Value, Input, Data, BlobVersionedHashes,
    }

    private const int FlagFields = (1 << ((int)Field.Input + 1)) - 1;

    private readonly SortedDictionary<string, string> _others = new(StringComparer.Ordinal);

    /// <summary>Reads the object the reader stands on and appends it to the block.</summary>
    /// <exception cref="DecodeException">A field is missing or has a wrong form; the message names the
    /// transaction.</exception>
    public void Read(ref Utf8JsonReader reader, Block block)
    {
        int index = block.Transactions.Count;
        try
        {
            ReadObject(ref reader, block);
        }
        catch (DecodeException error)
        {
            throw JsonValues.Malformed($"transactions[{index}]: {error.Message}", error);
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, Block block)
    {
        JsonValues.ExpectObject(ref reader, "the transaction");
        ref Transaction transaction = ref block.Transactions.Add();
        int seen = 0;
        _others.Clear();
        while (JsonValues.NextProperty(ref reader, Names, out int number, out ReadOnlySpan<byte> name))
        {
            if (number >= 0)
            {
                seen |= 1 << number;
                ReadField(ref reader, (Field)number, ref transaction, block.Bytes);
            }
            else
            {
                JsonValues.NoteOther(ref reader, name, _others);
            }
        }

        seen |= (seen >> 1) & (1 << (int)Field.Input);
        transaction.Fields = (TransactionFields)(seen & FlagFields);
        if (!transaction.Has(TransactionFields.Type))
        {
            transaction.Type = TypeFromFields(transaction.Fields, transaction.BlobCount);
        }

        if (!transaction.IsKnownType)
        {
            transaction.ChainFields = ChainFields.Write(block.Bytes, _others);
        }
    }

    private void ReadField(ref Utf8JsonReader reader, Field field, ref Transaction transaction, ByteArena bytes)
    {
        string name = FieldNames[(int)field];
        switch (field)
        {
            case Field.Hash:
                transaction.Hash = JsonValues.Hash(ref reader, name);
                break;
            case Field.BlockHash:
                transaction.BlockHash = JsonValues.Hash(ref reader, name);
                break;
            case Field.BlockNumber:
                transaction.BlockNumber = JsonValues.Int64(ref reader, name);
                break;
            case Field.TransactionIndex:
                transaction.Index = JsonValues.Int64(ref reader, name);
                break;
            case Field.From:
                transaction.From = JsonValues.Address(ref reader, name);
                break;
            case Field.To:
                transaction.To = JsonValues.Address(ref reader, name);
                break;
            case Field.GasPrice:
                transaction.GasPrice = JsonValues.UInt256(ref reader, name);
                break;
            case Field.MaxFeePerGas:
                transaction.MaxFeePerGas = JsonValues.UInt256(ref reader, name);
                break;
            case Field.MaxPriorityFeePerGas:
                transaction.MaxPriorityFeePerGas = JsonValues.UInt256(ref reader, name);
                break;
            case Field.MaxFeePerBlobGas:
                transaction.MaxFeePerBlobGas = JsonValues.UInt256(ref reader, name);
                break;
            case Field.ChainId:
                transaction.ChainId = JsonValues.UInt256(ref reader, name);
                break;
            case Field.V:
                transaction.V = JsonValues.UInt256(ref reader, name);
                break;
            case Field.YParity:
                transaction.YParity = JsonValues.UInt64(ref reader, name);
                break;
            case Field.AccessList:
                transaction.AccessListRlp = _lists.ReadAccessList(ref reader, bytes);
                break;
            case Field.AuthorizationList:
                transaction.AuthorizationListRlp = _lists.ReadAuthorizations(ref reader, bytes);
                break;
            case Field.BlockTimestamp:
                transaction.BlockTimestamp = JsonValues.UInt64(ref reader, name);
                break;
            case Field.Type:
                transaction.Type = (int)Math.Min(int.MaxValue, JsonValues.UInt64(ref reader, name));
                break;
            case Field.R:
                transaction.R = JsonValues.Word(ref reader, name);
                break;
            case Field.S:
                transaction.S = JsonValues.Word(ref reader, name);
                break;
            case Field.Nonce:
                transaction.Nonce = JsonValues.UInt64(ref reader, name);
                break;
            case Field.Gas:
                transaction.Gas = JsonValues.UInt64(ref reader, name);
                break;
            case Field.Value:
                transaction.Value = JsonValues.UInt256(ref reader, name);
                break;
            case Field.Input or Field.Data:
                transaction.Input = JsonValues.Bytes(ref reader, name, bytes);
                break;
            case Field.BlobVersionedHashes:
                transaction.BlobVersionedHashes = AccessListJson.ReadHashes(ref reader, name, bytes);
                break;
        }
    }

    // Old nodes and files give no type.
    private static int TypeFromFields(TransactionFields fields, int blobs) =>
        (fields & TransactionFields.AuthorizationList) != 0 ? 4
        : blobs > 0 || (fields & TransactionFields.MaxFeePerBlobGas) != 0 ? 3
        : (fields & TransactionFields.MaxFeePerGas) != 0 ? 2
        : (fields & TransactionFields.AccessList) != 0 ? 1
        : 0;
}
