using Weir.Core;

namespace Weir.Ethereum.Blocks;

/// <summary>A transaction's receipt; its logs are a run of <see cref="Block.Logs"/>.</summary>
public struct Receipt
{
    public ReceiptFields Fields;
    public int Type;
    public int LogStart;
    public int LogCount;
    public long TransactionIndex;
    public long BlockNumber;
    public ulong CumulativeGasUsed;
    public ulong GasUsed;

    /// <summary>1 success, 0 failure (EIP-658); absent where the receipt has a root.</summary>
    public ulong Status;
    public ulong BlobGasUsed;
    public Hash32 TransactionHash;
    public Hash32 BlockHash;

    /// <summary>The state root after the transaction, before Byzantium.</summary>
    public Hash32 Root;
    public Address From;
    public Address To;
    public Address ContractAddress;

    /// <summary>256 bytes.</summary>
    public ByteSlice LogsBloom;

    /// <summary>
    /// What another chain's receipt has beyond the fields, as <see cref="Blocks.ChainFields"/> writes it.
    /// </summary>
    public ByteSlice ChainFields;

    /// <summary>Wei.</summary>
    public UInt256 EffectiveGasPrice;

    /// <summary>Wei.</summary>
    public UInt256 BlobGasPrice;

    public readonly bool Has(ReceiptFields fields) => (Fields & fields) == fields;
}
