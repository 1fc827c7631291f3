namespace Weir.Ethereum.Hashing;

/// <summary>Several Keccak states in vector registers, a state a lane.</summary>
internal interface IKeccakLanes
{
    /// <summary>How many states.</summary>
    static abstract int Count { get; }

    /// <summary>Absorbs one block in each lane and permutes all states.</summary>
    /// <param name="state">25 · Count words: word i of every lane, then word i + 1 of every lane.</param>
    /// <param name="blocks">Count · 128 bytes: words 0 to 15 of each lane's block, lane after lane.</param>
    /// <param name="lastWords">Word 16 of each lane's block.</param>
    /// <param name="fresh">A bit for each lane whose state is to be zero before it absorbs.</param>
    static abstract void Step(Span<ulong> state, ReadOnlySpan<byte> blocks, ReadOnlySpan<ulong> lastWords, uint fresh);
}
