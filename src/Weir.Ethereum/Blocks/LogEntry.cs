using Weir.Core;

namespace Weir.Ethereum.Blocks;

/// <summary>A log entry (Yellow Paper, 4.3.1): what a contract emitted.</summary>
public struct LogEntry
{
    public LogFields Fields;
    public Address Address;

    /// <summary>0 to 4.</summary>
    public int TopicCount;

    /// <summary>32 bytes a topic.</summary>
    public ByteSlice Topics;
    public ByteSlice Data;
    public long LogIndex;
    public long TransactionIndex;
    public long BlockNumber;

    /// <summary>Seconds since 1970, where the node gives it.</summary>
    public ulong BlockTimestamp;
    public Hash32 TransactionHash;
    public Hash32 BlockHash;

    public readonly bool Has(LogFields fields) => (Fields & fields) == fields;
}
