using Weir.Core;

namespace Weir.Simulation.Chain;

/// <summary>
/// What a transaction is to do, before it is priced and signed; one instance serves a block after the other.
/// </summary>
internal sealed class TransactionDraft
{
    public required Account From { get; set; }

    /// <summary>Null where a contract is created.</summary>
    public Address? To { get; set; }

    public UInt256 ValueWei { get; set; }

    /// <summary>The gas of what it does, beyond the intrinsic gas.</summary>
    public ulong ExecutionGas { get; set; }

    /// <summary>Whether it fails: it pays, and leaves no log and no change.</summary>
    public bool Reverts { get; set; }

    /// <summary>How many blobs it carries; more than none makes it a blob transaction.</summary>
    public int Blobs { get; set; }

    /// <summary>The most that its sender pays for a unit of blob gas, in wei.</summary>
    public UInt256 BlobFeeCapWei { get; set; }

    /// <summary>The most that its sender pays for a unit of gas, in wei; not below the base fee.</summary>
    public UInt256 FeeCapWei { get; set; }

    /// <summary>Calldata or init code.</summary>
    public AbiWriter Input { get; } = new();
}
