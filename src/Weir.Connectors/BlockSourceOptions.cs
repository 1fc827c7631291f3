using Weir.Ethereum.Verification;

namespace Weir.Connectors;

/// <summary>How a source checks the blocks it reads.</summary>
public sealed class BlockSourceOptions
{
    /// <summary>How much is proven.</summary>
    public VerifyLevel Level { get; set; } = VerifyLevel.Full;

    /// <summary>Replace wrong derived fields by the computed value and count them.</summary>
    public bool AcceptDerived { get; set; }

    /// <summary>Refuse blocks with a part that cannot be recomputed.</summary>
    public bool Strict { get; set; }

    /// <summary>Told of every verdict, before a bad one is refused; from any thread.</summary>
    public Action<BlockVerdict>? OnVerified { get; set; }
}
