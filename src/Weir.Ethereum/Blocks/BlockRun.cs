namespace Weir.Ethereum.Blocks;

/// <summary>Verified blocks of one chain, contiguous and oldest first: what transforms turn into rows.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="Blocks">The blocks; what was proven of each is its own <see cref="Block.Proven"/>.</param>
/// <param name="Pool">Where the blocks go once nobody needs them; null where they were not rented.</param>
/// <remarks>Whoever disposes the run gives its blocks back: they are used again for other numbers.</remarks>
public sealed record BlockRun(long ChainId, IReadOnlyList<Block> Blocks, BlockPool? Pool = null) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        if (Pool is not { } pool)
        {
            return;
        }

        foreach (Block block in Blocks)
        {
            pool.Return(block);
        }
    }
}
