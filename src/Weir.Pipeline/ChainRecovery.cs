using Weir.Core;

namespace Weir.Pipeline;

/// <summary>
/// Compares what is stored with the chain as a node has it now. The stored blocks fall into runs linked by parent hash;
/// a run whose top is the node's is good as a whole, in any other the last common block is found by bisection.
/// </summary>
/// <param name="reader">The warehouse.</param>
/// <param name="chainId">The chain.</param>
/// <param name="hashAt">The hash of the node's block of a number, or null where it has none.</param>
/// <param name="head">The number of the node's last block.</param>
public sealed class ChainRecovery(
    IWarehouseReader reader, long chainId, Func<long, CancellationToken, Task<Hash32?>> hashAt, long head)
{
    /// <summary>The stored blocks that are no longer on the chain, by branch, lowest first.</summary>
    /// <remarks>
    /// A node whose head is below the stored top is behind, not reorganised, as long as the stored block at its head is
    /// its own.
    /// </remarks>
    public async Task<IReadOnlyList<DeadBranch>> FindAsync(CancellationToken cancellationToken)
    {
        List<DeadBranch> dead = [];
        foreach (StoredRun run in await reader.GetRunsAsync(chainId, cancellationToken))
        {
            long top = Math.Min(run.Last.Number, head);
            if (top < run.First.Number || await IsSameAsync(top, cancellationToken))
            {
                continue;
            }

            long same = run.First.Number - 1;
            long other = top;
            while (other - same > 1)
            {
                long middle = same + ((other - same) / 2);
                (same, other) = await IsSameAsync(middle, cancellationToken) ? (middle, other) : (same, middle);
            }

            IReadOnlyList<StoredHeader> blocks =
                await reader.GetHeadersAsync(chainId, new BlockRange(other, run.Last.Number), cancellationToken);
            BlockRef? ancestor = same < run.First.Number
                ? null
                : (await reader.GetHeadersAsync(chainId, new BlockRange(same, same), cancellationToken))[0].Reference;
            dead.Add(new DeadBranch(ancestor, [.. blocks.Select(block => block.Reference).Reverse()]));
        }

        return dead;
    }

    private async Task<bool> IsSameAsync(long number, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredHeader> stored =
            await reader.GetHeadersAsync(chainId, new BlockRange(number, number), cancellationToken);
        return stored.Count == 1 && await hashAt(number, cancellationToken) == stored[0].Hash;
    }
}

/// <summary>Stored blocks that left the chain.</summary>
/// <param name="Ancestor">The block below them that is still on it; null where none is stored.</param>
/// <param name="Blocks">The blocks, newest first.</param>
public sealed record DeadBranch(BlockRef? Ancestor, IReadOnlyList<BlockRef> Blocks)
{
    /// <summary>Their numbers.</summary>
    public BlockRange Range => new(Blocks[^1].Number, Blocks[0].Number);
}
