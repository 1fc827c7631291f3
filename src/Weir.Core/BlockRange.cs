namespace Weir.Core;

/// <summary>Block numbers from <paramref name="From"/> to <paramref name="To"/>, both included.</summary>
public readonly record struct BlockRange(long From, long To) : IComparable<BlockRange>
{
    /// <summary>Every block there can be.</summary>
    public static BlockRange All => new(0, long.MaxValue - 1);

    /// <summary>How many blocks; 0 where the range is empty (To before From).</summary>
    public long Count => To < From ? 0 : To - From + 1;

    public static bool operator <(BlockRange left, BlockRange right) => left.CompareTo(right) < 0;

    public static bool operator >(BlockRange left, BlockRange right) => left.CompareTo(right) > 0;

    public static bool operator <=(BlockRange left, BlockRange right) => left.CompareTo(right) <= 0;

    public static bool operator >=(BlockRange left, BlockRange right) => left.CompareTo(right) >= 0;

    public bool Contains(long number) => number >= From && number <= To;

    /// <summary>The blocks that both have, possibly none.</summary>
    public BlockRange Intersect(BlockRange other) => new(Math.Max(From, other.From), Math.Min(To, other.To));

    /// <summary>Orders by the first block, then by the last.</summary>
    public int CompareTo(BlockRange other) => (From, To).CompareTo((other.From, other.To));

    /// <summary><c>from:to</c></summary>
    public override string ToString() => $"{From}:{To}";
}
