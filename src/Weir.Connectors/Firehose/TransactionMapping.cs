using Google.Protobuf;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Rlp;

namespace Weir.Connectors.Firehose;

/// <summary>
/// Turns <c>TransactionTrace</c> into the transaction that JSON-RPC gives. One thread at a time.
/// </summary>
internal sealed class TransactionMapping(long chainId)
{
    private readonly RlpWriter _rlp = new();

    public void Read(Wire.TransactionTrace from, Block block, int index, bool isExtended)
    {
        string at = $"transaction_traces[{index}]";
        ref Transaction row = ref block.Transactions.Add();
        row.Fields = TransactionFields.Hash | TransactionFields.Index | TransactionFields.From | TransactionFields.Type
            | TransactionFields.GasPrice | TransactionFields.V | TransactionFields.R | TransactionFields.S
            | TransactionFields.Nonce | TransactionFields.Gas | TransactionFields.Value | TransactionFields.Input;
        row.Type = from.Type;
        row.Index = from.Index;
        row.Hash = WireValues.Hash(from.Hash, $"{at}.hash");
        row.From = WireValues.Address(from.From, $"{at}.from");
        row.Nonce = from.Nonce;
        row.Gas = from.GasLimit;
        row.GasPrice = WireValues.Number(from.GasPrice, $"{at}.gas_price");
        row.Value = WireValues.Number(from.Value, $"{at}.value");
        row.V = WireValues.Number(from.V, $"{at}.v");
        row.R = WireValues.Word(from.R, $"{at}.r");
        row.S = WireValues.Word(from.S, $"{at}.s");
        row.Input = WireValues.Bytes(from.Input, block.Bytes);
        if (!IsCreation(from, isExtended))
        {
            row.To = WireValues.Address(from.To, $"{at}.to");
            row.Fields |= TransactionFields.To;
        }

        ReadTyped(from, ref row, block.Bytes, at);
        if (row.Type == 0)
        {
            RequireOwnChain(row, index);
        }
    }

    // An EXTENDED creation has the new address as its recipient: only the outermost call tells.
    private static bool IsCreation(Wire.TransactionTrace from, bool isExtended) =>
        from.To.IsEmpty || (isExtended && from.Calls.Count > 0 && from.Calls[0].CallType == Wire.CallType.Create);

    private void ReadTyped(Wire.TransactionTrace from, ref Transaction row, ByteArena bytes, string at)
    {
        if (row.Type is < 1 or > Transaction.LastKnownType)
        {
            return;
        }

        row.ChainId = (ulong)chainId;
        row.YParity = row.V.FitsInt64 ? (ulong)row.V : 0;
        row.AccessListRlp = WriteAccessList(from, bytes, at);
        row.Fields |= TransactionFields.ChainId | TransactionFields.AccessList | TransactionFields.YParity;
        if (row.Type >= 2 && (from.MaxFeePerGas is not null || from.MaxPriorityFeePerGas is not null))
        {
            // An absent number is zero, but not where both are: BASE blocks come without.
            row.MaxFeePerGas = WireValues.Number(from.MaxFeePerGas, $"{at}.max_fee_per_gas");
            row.MaxPriorityFeePerGas =
                WireValues.Number(from.MaxPriorityFeePerGas, $"{at}.max_priority_fee_per_gas");
            row.Fields |= TransactionFields.MaxFeePerGas | TransactionFields.MaxPriorityFeePerGas;
        }

        if (row.Type == 3)
        {
            row.MaxFeePerBlobGas = WireValues.Number(from.BlobGasFeeCap, $"{at}.blob_gas_fee_cap");
            row.Fields |= from.BlobGasFeeCap is null ? TransactionFields.None : TransactionFields.MaxFeePerBlobGas;
            int start = bytes.Length;
            foreach (ByteString hash in from.BlobHashes)
            {
                _ = bytes.Add(WireValues.Hash(hash, $"{at}.blob_hashes").Span);
            }

            row.BlobVersionedHashes = new ByteSlice(start, bytes.Length - start);
        }
        else if (row.Type == 4)
        {
            row.AuthorizationListRlp = WriteAuthorizations(from, bytes, at);
            row.Fields |= TransactionFields.AuthorizationList;
        }
    }

    private ByteSlice WriteAccessList(Wire.TransactionTrace from, ByteArena bytes, string at)
    {
        _rlp.Clear();
        foreach (Wire.AccessTuple access in from.AccessList)
        {
            int item = _rlp.StartList();
            _rlp.WriteAddress(WireValues.Address(access.Address, $"{at}.access_list[].address"));
            int keys = _rlp.StartList();
            foreach (ByteString key in access.StorageKeys)
            {
                _rlp.WriteHash(WireValues.Hash(key, $"{at}.access_list[].storage_keys"));
            }

            _rlp.EndList(keys);
            _rlp.EndList(item);
        }

        return bytes.Add(_rlp.Written);
    }

    private ByteSlice WriteAuthorizations(Wire.TransactionTrace from, ByteArena bytes, string at)
    {
        _rlp.Clear();
        foreach (Wire.SetCodeAuthorization row in from.SetCodeAuthorizations)
        {
            int item = _rlp.StartList();
            _rlp.WriteUInt256(WireValues.Number(row.ChainId, $"{at}.set_code_authorizations[].chain_id"));
            _rlp.WriteAddress(WireValues.Address(row.Address, $"{at}.set_code_authorizations[].address"));
            _rlp.WriteUInt64(row.Nonce);
            _rlp.WriteUInt64(row.V);
            _rlp.WriteUInt256(WireValues.Number(row.R, $"{at}.set_code_authorizations[].r"));
            _rlp.WriteUInt256(WireValues.Number(row.S, $"{at}.set_code_authorizations[].s"));
            _rlp.EndList(item);
        }

        return bytes.Add(_rlp.Written);
    }

    private void RequireOwnChain(in Transaction row, int index)
    {
        if (TransactionRlp.NamesChain(row) && TransactionRlp.ChainIdOfV(row) is { } other && other != (ulong)chainId)
        {
            throw new ConfigException(
                ErrorCodes.ChainIdConflict,
                $"transaction {index} ({row.Hash}) was signed for chain {other}, and the blocks should be of chain {chainId}",
                "Name the chain that this Firehose serves with --chain-id or --network.");
        }
    }
}
