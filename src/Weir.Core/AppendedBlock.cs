namespace Weir.Core;

/// <summary>A block that joins the chain, with what is known of it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="ParentHash">The hash that it names as its parent's.</param>
/// <param name="Proven">What was proven of it.</param>
/// <param name="Present">What came of it, proven or not; a table is whole only where its part is present.</param>
public readonly record struct AppendedBlock(
    long Number, Hash32 Hash, Hash32 ParentHash, ProofGroups Proven, ProofGroups Present)
{
    /// <summary>The block by number and hash.</summary>
    public BlockRef Reference => new(Number, Hash);
}
