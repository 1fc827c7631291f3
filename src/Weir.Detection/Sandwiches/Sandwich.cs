using Weir.Detection.Facts;

namespace Weir.Detection.Sandwiches;

/// <summary>One searcher's swaps around others' in one pool.</summary>
/// <param name="Fronts">Those before a victim, in order.</param>
/// <param name="Victims">Others' swaps the same way, between the first front and the last back.</param>
/// <param name="Backs">Those that undo the fronts, in order.</param>
public sealed record Sandwich(IReadOnlyList<Swap> Fronts, IReadOnlyList<Swap> Victims, IReadOnlyList<Swap> Backs)
{
    /// <summary>Others who put tokens of one side into the pool meanwhile: a swap by another name.</summary>
    public IReadOnlyList<LiquidityChange> Deposits { get; init; } = [];

    /// <summary>Both legs of the searcher.</summary>
    public IEnumerable<Swap> Legs => Fronts.Concat(Backs);
}
