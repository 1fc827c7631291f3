namespace Weir.Ethereum.Blocks;

/// <summary>A run of bytes in a block's <see cref="ByteArena"/>.</summary>
public readonly record struct ByteSlice(int Start, int Length)
{
    public bool IsEmpty => Length == 0;
}
