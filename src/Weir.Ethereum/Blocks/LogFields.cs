namespace Weir.Ethereum.Blocks;

/// <summary>Which of a log's fields are there.</summary>
[Flags]
public enum LogFields
{
    None = 0,
    LogIndex = 1 << 0,
    TransactionIndex = 1 << 1,
    TransactionHash = 1 << 2,
    BlockHash = 1 << 3,
    BlockNumber = 1 << 4,
    BlockTimestamp = 1 << 5,
    Removed = 1 << 6,
}
