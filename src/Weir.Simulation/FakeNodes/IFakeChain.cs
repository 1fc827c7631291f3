using Weir.Core;

namespace Weir.Simulation.FakeNodes;

/// <summary>What a <see cref="FakeNode"/> answers from; asked by several threads at once.</summary>
public interface IFakeChain
{
    /// <summary>
    /// Tells of every block that becomes the head, in order; of all of a new branch when one takes over. A chain that
    /// stands still tells nothing.
    /// </summary>
    void Subscribe(Action<FakeBlock> told)
    {
    }

    /// <summary>Ends the telling.</summary>
    void Unsubscribe(Action<FakeBlock> told)
    {
    }

    /// <summary>EIP-155.</summary>
    long ChainId { get; }

    /// <summary>The number of the first block there is.</summary>
    long First { get; }

    /// <summary>The number of the latest block.</summary>
    long Head { get; }

    /// <summary>The block of a number, or null where there is none.</summary>
    FakeBlock? Find(long number);

    /// <summary>The block of a hash, or null where there is none.</summary>
    FakeBlock? Find(in Hash32 hash);

    /// <summary>The block that has a transaction, and the transaction's place in it; or null.</summary>
    (FakeBlock Block, int Index)? FindTransaction(in Hash32 hash);
}
