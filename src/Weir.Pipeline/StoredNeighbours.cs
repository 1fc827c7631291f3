using Weir.Core;
using Weir.Core.Errors;

namespace Weir.Pipeline;

/// <summary>What the table <c>blocks</c> has of the blocks that a commit touches, and of those beside them.</summary>
internal sealed class StoredNeighbours(IEnumerable<StoredHeader> headers)
{
    private readonly ILookup<long, StoredHeader> _headers = headers.ToLookup(header => header.Number);

    /// <summary>Whether a block of that number and another hash is stored.</summary>
    public bool HasOther(BlockRef block) => _headers[block.Number].Any(header => header.Hash != block.Hash);

    /// <summary>The stored block below a number, or null.</summary>
    public BlockRef? Below(long number) =>
        _headers[number - 1].Select(header => (BlockRef?)header.Reference).FirstOrDefault();

    /// <summary>
    /// Refuses blocks that are not of the stored chain: the parent below, the child above, and the same blocks between.
    /// </summary>
    /// <exception cref="WarehouseException">A stored block is of another branch, and was not reverted.</exception>
    public void RequireFit(string warehouse, Commit commit)
    {
        if (commit.Appended.Count == 0)
        {
            return;
        }

        HashSet<BlockRef> dead = [.. commit.Reverted];
        AppendedBlock first = commit.Appended[0];
        AppendedBlock last = commit.Appended[^1];
        foreach (StoredHeader parent in Living(first.Number - 1).Where(parent => parent.Hash != first.ParentHash))
        {
            throw Refuse(warehouse, first.Number,
                $"names {first.ParentHash} as its parent, but block {parent.Number} is stored as {parent.Hash}");
        }

        foreach (StoredHeader child in Living(last.Number + 1).Where(
            child => child.ParentHash is { } named && named != last.Hash))
        {
            throw Refuse(warehouse, last.Number,
                $"is {last.Hash}, but the stored block {child.Number} names {child.ParentHash} as its parent");
        }

        foreach (AppendedBlock block in commit.Appended)
        {
            foreach (StoredHeader other in Living(block.Number).Where(other => other.Hash != block.Hash))
            {
                throw Refuse(warehouse, block.Number, $"is {block.Hash}, but it is stored as {other.Hash}");
            }
        }

        IEnumerable<StoredHeader> Living(long number) =>
            _headers[number].Where(header => !dead.Contains(header.Reference));
    }

    private static WarehouseException Refuse(string warehouse, long number, string why) => new(
        ErrorCodes.StoredBranch,
        $"{warehouse}: block {number} {why}. The stored blocks are of another branch of the chain.",
        "weir repair compares the stored blocks with a node and loads the branch that is on the chain.");
}
