using System.Buffers.Binary;
using Weir.Core;

namespace Weir.Ethereum.Blocks;

/// <summary>
/// One step of a transaction's execution, or a reward, as a node told it; Parity's and Geth's forms become this one.
/// </summary>
public struct Trace
{
    public TraceFields Fields;
    public TraceType Type;

    /// <summary>call, callcode, delegatecall or staticcall; empty in traces that are no calls.</summary>
    public ByteSlice CallType;

    /// <summary>block or uncle; empty in traces that are no rewards.</summary>
    public ByteSlice RewardType;

    /// <summary>What went wrong, in Parity's words; empty where nothing did.</summary>
    public ByteSlice Error;

    /// <summary>Its place: four bytes a level, most significant first; empty for a transaction's outermost call.</summary>
    public ByteSlice Address;
    public ByteSlice Input;
    public ByteSlice Output;
    public Address From;
    public Address To;

    /// <summary>Wei.</summary>
    public UInt256 Value;
    public ulong Gas;
    public ulong GasUsed;
    public long Subtraces;
    public Hash32 TransactionHash;
    public long TransactionIndex;

    /// <summary>Whether it, or a trace that it stands in, failed: nothing of it came to pass.</summary>
    public bool IsReverted;

    public readonly int Depth => Address.Length / sizeof(int);

    public readonly bool Has(TraceFields fields) => (Fields & fields) == fields;

    /// <summary>The place at a level of a trace's address.</summary>
    public static int Level(ReadOnlySpan<byte> address, int level) =>
        BinaryPrimitives.ReadInt32BigEndian(address[(level * sizeof(int))..]);
}

/// <summary>What a trace is.</summary>
public enum TraceType
{
    Call, Create, Suicide, Reward,
}

/// <summary>Which of a trace's fields are there.</summary>
[Flags]
public enum TraceFields
{
    None = 0,
    From = 1 << 0,
    To = 1 << 1,
    Value = 1 << 2,
    Gas = 1 << 3,
    GasUsed = 1 << 4,
    Input = 1 << 5,
    Output = 1 << 6,
    TransactionHash = 1 << 7,
    TransactionIndex = 1 << 8,
}
