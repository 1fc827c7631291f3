using Weir.Core;

namespace Weir.Ethereum.Protocols.Facts;

/// <summary>How a pool's tokens are known, best first.</summary>
internal enum PoolProof
{
    Create2, Id, Event, Transfers,
}

/// <summary>What a block says of a pool of two tokens.</summary>
internal sealed record Pool(
    Address Token0, Address Token1, Project Project, PoolProof Proof, Address? Factory = null, long? FeePpm = null,
    long? TickSpacing = null, Address? Hooks = null)
{
    /// <summary>Whether nobody but an unlisted factory says so.</summary>
    public bool IsClaim => Proof == PoolProof.Event && Project.Name == Project.UnlistedName;

    public Address Token(int index) => index == 0 ? Token0 : Token1;
}
