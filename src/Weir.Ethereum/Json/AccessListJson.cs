using System.Text.Json;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Rlp;

namespace Weir.Ethereum.Json;

/// <summary>
/// Reads access lists (EIP-2930) and authorization lists (EIP-7702) into the RLP they are hashed as, which is the one
/// form they are kept in.
/// </summary>
public sealed class AccessListJson
{
    private static readonly NameTable AccessNames = new("address", "storageKeys");
    private static readonly NameTable AuthorizationNames = new("chainId", "address", "nonce", "yParity", "r", "s", "v");

    private readonly RlpWriter _rlp = new();

    /// <summary>The RLP of the list's items, one after the other.</summary>
    public ByteSlice ReadAccessList(ref Utf8JsonReader reader, ByteArena bytes)
    {
        _rlp.Clear();
        JsonValues.ExpectArray(ref reader, "accessList");
        while (JsonValues.NextItem(ref reader))
        {
            ReadAccess(ref reader);
        }

        return bytes.Add(_rlp.Written);
    }

    /// <summary>The RLP of the list's items, one after the other.</summary>
    public ByteSlice ReadAuthorizations(ref Utf8JsonReader reader, ByteArena bytes)
    {
        _rlp.Clear();
        JsonValues.ExpectArray(ref reader, "authorizationList");
        while (JsonValues.NextItem(ref reader))
        {
            ReadAuthorization(ref reader);
        }

        return bytes.Add(_rlp.Written);
    }

    /// <summary>An array of 32-byte words, flat.</summary>
    public static ByteSlice ReadHashes(ref Utf8JsonReader reader, string field, ByteArena bytes)
    {
        JsonValues.ExpectArray(ref reader, field);
        int start = bytes.Length;
        while (JsonValues.NextItem(ref reader))
        {
            JsonValues.Bytes(ref reader, field, bytes, Hash32.Length);
        }

        return new ByteSlice(start, bytes.Length - start);
    }

    private void ReadAccess(ref Utf8JsonReader reader)
    {
        JsonValues.ExpectObject(ref reader, "accessList[]");
        int item = _rlp.StartList();
        bool hasAddress = false;
        bool hasKeys = false;
        while (JsonValues.NextProperty(ref reader, AccessNames, out int number, out _))
        {
            if (number == 0)
            {
                _rlp.WriteBytes(JsonValues.Address(ref reader, "accessList[].address").Span);
                hasAddress = true;
            }
            else if (number == 1 && hasAddress)
            {
                JsonValues.ExpectArray(ref reader, "accessList[].storageKeys");
                int keys = _rlp.StartList();
                while (JsonValues.NextItem(ref reader))
                {
                    _rlp.WriteBytes(JsonValues.Hash(ref reader, "accessList[].storageKeys[]").Span);
                }

                _rlp.EndList(keys);
                hasKeys = true;
            }
            else
            {
                reader.Skip();
            }
        }

        if (!hasAddress)
        {
            throw JsonValues.Missing("accessList[]", "address (before storageKeys)");
        }

        if (!hasKeys)
        {
            _rlp.EndList(_rlp.StartList());
        }

        _rlp.EndList(item);
    }

    private void ReadAuthorization(ref Utf8JsonReader reader)
    {
        JsonValues.ExpectObject(ref reader, "authorizationList[]");
        UInt256 chainId = default;
        UInt256 r = default;
        UInt256 s = default;
        ulong nonce = 0;
        ulong parity = 0;
        Address address = default;
        int seen = 0;
        while (JsonValues.NextProperty(ref reader, AuthorizationNames, out int number, out _))
        {
            seen |= number < 0 ? 0 : 1 << number;
            switch (number)
            {
                case 0:
                    chainId = JsonValues.UInt256(ref reader, "authorizationList[].chainId");
                    break;
                case 1:
                    address = JsonValues.Address(ref reader, "authorizationList[].address");
                    break;
                case 2:
                    nonce = JsonValues.UInt64(ref reader, "authorizationList[].nonce");
                    break;
                case 3 or 6:
                    parity = JsonValues.UInt64(ref reader, "authorizationList[].yParity");
                    break;
                case 4:
                    r = JsonValues.UInt256(ref reader, "authorizationList[].r");
                    break;
                case 5:
                    s = JsonValues.UInt256(ref reader, "authorizationList[].s");
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        seen |= seen >> 3 & 0b1000;
        if ((seen & 0b111111) != 0b111111)
        {
            string name = AuthorizationNames.Name(System.Numerics.BitOperations.TrailingZeroCount(~seen));
            throw JsonValues.Missing("authorizationList[]", name);
        }

        int item = _rlp.StartList();
        _rlp.WriteUInt256(chainId);
        _rlp.WriteBytes(address.Span);
        _rlp.WriteUInt64(nonce);
        _rlp.WriteUInt64(parity);
        _rlp.WriteUInt256(r);
        _rlp.WriteUInt256(s);
        _rlp.EndList(item);
    }
}
