namespace Weir.Ethereum.Blocks;

/// <summary>Which of a receipt's fields are there.</summary>
[Flags]
public enum ReceiptFields
{
    None = 0,
    TransactionHash = 1 << 0,
    TransactionIndex = 1 << 1,
    BlockHash = 1 << 2,
    BlockNumber = 1 << 3,
    From = 1 << 4,
    To = 1 << 5,
    CumulativeGasUsed = 1 << 6,
    GasUsed = 1 << 7,
    ContractAddress = 1 << 8,
    LogsBloom = 1 << 9,
    Status = 1 << 10,
    Root = 1 << 11,
    EffectiveGasPrice = 1 << 12,
    BlobGasUsed = 1 << 13,
    BlobGasPrice = 1 << 14,
    Type = 1 << 15,
}
