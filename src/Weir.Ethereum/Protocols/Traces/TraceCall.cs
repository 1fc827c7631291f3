using Weir.Ethereum.Abi;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Protocols.Facts;

namespace Weir.Ethereum.Protocols.Traces;

/// <summary>A call with what stands in it and what moved around it.</summary>
internal readonly ref struct TraceCall
{
    private readonly ReadOnlySpan<TraceMove> _moves;

    public TraceCall(Block block, int position, int end, ReadOnlySpan<TraceMove> moves, FactPlace place)
    {
        Block = block;
        Position = position;
        End = end;
        _moves = moves;
        Place = place;
        Selector = TraceCalls.Selector(block.Bytes[Trace.Input]);
    }

    public Block Block { get; }

    public int Position { get; }

    /// <summary>One past the last trace that stands in it.</summary>
    public int End { get; }

    public FactPlace Place { get; }

    public uint Selector { get; }

    public ref readonly Trace Trace => ref Block.Traces[Position];

    public AbiReader Arguments => TraceCalls.Arguments(Block, Trace);

    public AbiReader Answer => new(Block.Bytes[Trace.Output]);

    /// <summary>What moved in the transaction; which of it counts for the call, <see cref="IsWithin"/> says.</summary>
    public ReadOnlySpan<TraceMove> Moves => _moves;

    /// <summary>
    /// Whether something moved within the call. What a token does to move (its proxy's own calls) is no movement.
    /// </summary>
    public bool IsWithin(in TraceMove move) => move.Position > Position && move.Position < End && IsSeen(move);

    /// <summary>Whether something had moved in the transaction when the call came.</summary>
    public bool IsBefore(in TraceMove move) => move.Position < Position && move.End <= Position && IsSeen(move);

    // One that stands in another is seen only by who stands in that one too, as a swap in a token's transfer does.
    private bool IsSeen(in TraceMove move) =>
        move.Enclosing < 0
        || (_moves[move.Enclosing].Position < Position && _moves[move.Enclosing].End > Position);
}
