using Weir.Core;
using Weir.Simulation.Chain;

namespace Weir.Simulation.Actors;

/// <summary>Who extracts: one or two accounts that sign, and a contract that acts and holds the tokens.</summary>
internal sealed record Bot(Account First, Account Second, Address Contract)
{
    /// <summary>The block in which it did something last: one act a block, so that acts do not mix.</summary>
    public long LastBlock { get; set; } = -1;
}
