using System.Numerics;
using Weir.Core;

namespace Weir.Detection.Counterfactuals;

/// <summary>What victims would have had more, had the searcher done nothing in the pool.</summary>
/// <param name="Token">The token that they lost.</param>
/// <param name="Raw">How much, raw units; null where it is withheld.</param>
/// <param name="Method">How it was computed.</param>
/// <param name="Reason">Why it is withheld; null where it is not.</param>
public readonly record struct VictimLoss(Address? Token, BigInteger? Raw, string Method, string? Reason)
{
    /// <summary>A loss that is not told, and why.</summary>
    public static VictimLoss Withheld(string reason) => new(null, null, string.Empty, "withheld: " + reason);
}
