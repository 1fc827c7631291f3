namespace Weir.Core;

/// <summary>How the verification of some blocks went.</summary>
/// <param name="NotWhole">Blocks of which a part that was asked for could not be proven.</param>
/// <param name="DerivedReplaced">Derived fields whose wrong value was replaced by the computed one
/// (<c>--accept-derived</c>).</param>
/// <param name="NodesWord">Derived fields that were not compared, for no rule of the chain is known.</param>
/// <param name="Example">Why a part could not be proven, of the first such block; null where there is none.</param>
public readonly record struct VerdictCounts(long NotWhole, long DerivedReplaced, long NodesWord, string? Example)
{
    /// <summary>Counts one verdict in.</summary>
    /// <param name="verdict">What was found out about a block.</param>
    /// <param name="asked">What should have been proven of it.</param>
    public VerdictCounts With(BlockVerdict verdict, ProofGroups asked)
    {
        bool isWhole = (verdict.Proven & asked) == asked;
        return new VerdictCounts(
            NotWhole + (isWhole ? 0 : 1),
            DerivedReplaced + verdict.DerivedReplaced,
            NodesWord + verdict.NodesWord,
            Example ?? (isWhole ? null : $"block {verdict.Block.Number}: {verdict.Detail ?? "a part did not come"}"));
    }

    /// <summary>Both together.</summary>
    public static VerdictCounts operator +(VerdictCounts left, VerdictCounts right) => Add(left, right);

    /// <summary>Both together.</summary>
    public static VerdictCounts Add(VerdictCounts left, VerdictCounts right) => new(
        left.NotWhole + right.NotWhole, left.DerivedReplaced + right.DerivedReplaced, left.NodesWord + right.NodesWord,
        left.Example ?? right.Example);
}
