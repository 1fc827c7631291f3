using Weir.Core;

namespace Weir.Ethereum.Blocks;

/// <summary>A transaction of type 0 to 4 (or a later one, as far as its fields are known).</summary>
public struct Transaction
{
    public TransactionFields Fields;

    /// <summary>EIP-2718: 0 legacy, 1 EIP-2930, 2 EIP-1559, 3 EIP-4844, 4 EIP-7702.</summary>
    public int Type;

    /// <summary>The position the node names.</summary>
    public long Index;
    public long BlockNumber;

    /// <summary>Seconds since 1970, where the node gives it.</summary>
    public ulong BlockTimestamp;
    public ulong Nonce;

    /// <summary>The gas limit.</summary>
    public ulong Gas;
    public ulong YParity;
    public Hash32 Hash;
    public Hash32 BlockHash;
    public Address From;
    public Address To;
    public UInt256 Value;

    /// <summary>Wei; for types 2 and up what was paid (EIP-1559).</summary>
    public UInt256 GasPrice;
    public UInt256 MaxFeePerGas;
    public UInt256 MaxPriorityFeePerGas;
    public UInt256 MaxFeePerBlobGas;
    public UInt256 ChainId;

    /// <summary>As signed: 27, 28 or 35 + 2·chain id + parity for legacy, the parity for typed transactions.</summary>
    public UInt256 V;
    public Hash32 R;
    public Hash32 S;
    public ByteSlice Input;

    /// <summary>The access list's RLP items, without the list's own header.</summary>
    public ByteSlice AccessListRlp;

    /// <summary>The authorization list's RLP items, without the list's own header.</summary>
    public ByteSlice AuthorizationListRlp;

    /// <summary>32 bytes each.</summary>
    public ByteSlice BlobVersionedHashes;

    /// <summary>
    /// What a type of another chain has beyond the fields, as <see cref="Blocks.ChainFields"/> writes it.
    /// </summary>
    public ByteSlice ChainFields;

    /// <summary>The last of Ethereum's types whose form is known.</summary>
    public const int LastKnownType = 4;

    public readonly bool IsKnownType => Type is >= 0 and <= LastKnownType;

    /// <summary>Whether all that the hash of one of Ethereum's types is made of is there.</summary>
    public readonly bool IsHashable
    {
        get
        {
            TransactionFields needed =
                TransactionFields.Nonce | TransactionFields.Gas | TransactionFields.Value | TransactionFields.Input
                | TransactionFields.R | TransactionFields.S
                | (Type <= 1 ? TransactionFields.GasPrice
                    : TransactionFields.MaxFeePerGas | TransactionFields.MaxPriorityFeePerGas);
            return IsKnownType && Has(needed) && (Has(TransactionFields.V) || Has(TransactionFields.YParity));
        }
    }

    public readonly int BlobCount => BlobVersionedHashes.Length / Hash32.Length;

    public readonly bool Has(TransactionFields fields) => (Fields & fields) == fields;
}
