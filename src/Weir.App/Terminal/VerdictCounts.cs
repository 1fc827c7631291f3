using Weir.Core;
using Weir.Ethereum.Verification;

namespace Weir.App.Terminal;

/// <summary>Counts the verdicts of a run. Safe for several threads.</summary>
internal sealed class VerdictCounts
{
    private readonly Lock _lock = new();

    /// <summary>Blocks of which some part could not be recomputed.</summary>
    public long Unknown { get; private set; }

    /// <summary>Derived fields that were replaced by the computed value.</summary>
    public long Replaced { get; private set; }

    /// <summary>The first reason why a part was unknown.</summary>
    public string? Example { get; private set; }

    public void Add(BlockVerdict verdict, ProofGroups asked)
    {
        lock (_lock)
        {
            Replaced += verdict.DerivedReplaced;
            if ((verdict.Proven & asked) != asked)
            {
                Unknown++;
                Example ??= $"block {verdict.Block.Number}: {verdict.Detail ?? "a part did not come"}";
            }
        }
    }
}
