using Weir.Core;

namespace Weir.Ethereum.Blocks;

/// <summary>
/// A header as a node gives it, in any form from Frontier to Amsterdam; fields that a fork brought are null before it.
/// </summary>
public sealed class BlockHeader
{
    public long Number { get; set; }

    /// <summary>The hash the node names; verification compares it with the header's RLP.</summary>
    public Hash32 Hash { get; set; }

    public Hash32 ParentHash { get; set; }

    /// <summary>Eight bytes, most significant first.</summary>
    public ulong Nonce { get; set; }

    public Hash32 Sha3Uncles { get; set; }

    /// <summary>256 bytes.</summary>
    public ByteSlice LogsBloom { get; set; }

    public Hash32 TransactionsRoot { get; set; }

    public Hash32 StateRoot { get; set; }

    public Hash32 ReceiptsRoot { get; set; }

    public Address Miner { get; set; }

    public UInt256 Difficulty { get; set; }

    /// <summary>Not under the hash: the node's word.</summary>
    public UInt256? TotalDifficulty { get; set; }

    /// <summary>Bytes of the block's RLP, by the node's word.</summary>
    public UInt256? Size { get; set; }

    public ByteSlice ExtraData { get; set; }

    public Hash32 MixHash { get; set; }

    public ulong GasLimit { get; set; }

    public ulong GasUsed { get; set; }

    /// <summary>Seconds since 1970.</summary>
    public ulong Timestamp { get; set; }

    /// <summary>EIP-1559 (London).</summary>
    public UInt256? BaseFeePerGas { get; set; }

    /// <summary>EIP-4895 (Shanghai).</summary>
    public Hash32? WithdrawalsRoot { get; set; }

    /// <summary>EIP-4844 (Cancun).</summary>
    public ulong? BlobGasUsed { get; set; }

    /// <summary>EIP-4844 (Cancun).</summary>
    public ulong? ExcessBlobGas { get; set; }

    /// <summary>EIP-4788 (Cancun).</summary>
    public Hash32? ParentBeaconBlockRoot { get; set; }

    /// <summary>EIP-7685 (Prague).</summary>
    public Hash32? RequestsHash { get; set; }

    /// <summary>EIP-7928 (Amsterdam).</summary>
    public Hash32? BlockAccessListHash { get; set; }

    /// <summary>EIP-7843 (Amsterdam).</summary>
    public ulong? SlotNumber { get; set; }

    /// <summary>
    /// Names of fields that every header has and the source left out (a block rebuilt from traces); comma-joined, or
    /// null.
    /// </summary>
    public string? MissingFields { get; set; }

    /// <summary>
    /// Names of fields that are not known here and may belong to a later fork's header; comma-joined, or null.
    /// </summary>
    public string? UnknownFields { get; set; }

    /// <summary>Whether the source left a field out that every header has.</summary>
    public bool Lacks(string field) => MissingFields is { } missing && missing.Split(',').Contains(field);

    /// <summary>Forgets every field.</summary>
    public void Clear()
    {
        Number = default;
        Hash = default;
        ParentHash = default;
        Nonce = default;
        Sha3Uncles = default;
        LogsBloom = default;
        TransactionsRoot = default;
        StateRoot = default;
        ReceiptsRoot = default;
        Miner = default;
        Difficulty = default;
        TotalDifficulty = default;
        Size = default;
        ExtraData = default;
        MixHash = default;
        GasLimit = default;
        GasUsed = default;
        Timestamp = default;
        BaseFeePerGas = default;
        WithdrawalsRoot = default;
        BlobGasUsed = default;
        ExcessBlobGas = default;
        ParentBeaconBlockRoot = default;
        RequestsHash = default;
        BlockAccessListHash = default;
        SlotNumber = default;
        MissingFields = default;
        UnknownFields = default;
    }
}
