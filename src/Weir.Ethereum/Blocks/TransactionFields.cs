namespace Weir.Ethereum.Blocks;

/// <summary>Which of a transaction's fields are there.</summary>
[Flags]
public enum TransactionFields
{
    None = 0,
    Hash = 1 << 0,
    BlockHash = 1 << 1,
    BlockNumber = 1 << 2,
    Index = 1 << 3,
    From = 1 << 4,
    To = 1 << 5,
    GasPrice = 1 << 6,
    MaxFeePerGas = 1 << 7,
    MaxPriorityFeePerGas = 1 << 8,
    MaxFeePerBlobGas = 1 << 9,
    ChainId = 1 << 10,
    V = 1 << 11,
    YParity = 1 << 12,
    AccessList = 1 << 13,
    AuthorizationList = 1 << 14,
    BlockTimestamp = 1 << 15,
    Type = 1 << 16,
    R = 1 << 17,
    S = 1 << 18,
    Nonce = 1 << 19,
    Gas = 1 << 20,
    Value = 1 << 21,
    Input = 1 << 22,
}
