namespace Weir.Core;

/// <summary>What was found out about one block, part by part.</summary>
public sealed record BlockVerdict
{
    public required BlockRef Block { get; init; }

    public Verdict Header { get; init; }

    public Verdict Transactions { get; init; }

    public Verdict Receipts { get; init; }

    /// <summary>The header's logsBloom, from the logs.</summary>
    public Verdict Bloom { get; init; }

    public Verdict Withdrawals { get; init; }

    /// <summary>Unknown unless the level asks for it.</summary>
    public Verdict Senders { get; init; }

    /// <summary>
    /// What is bad, with names and values; or why a part is unknown; null where there is nothing to say.
    /// </summary>
    public string? Detail { get; init; }

    /// <summary>Wrong derived fields that were replaced by the computed value (<c>--accept-derived</c>).</summary>
    public int DerivedReplaced { get; init; }

    /// <summary>
    /// Derived fields that came and were not compared, for the chain has no rule for them: the node's word.
    /// </summary>
    public int NodesWord { get; init; }

    public bool IsBad =>
        Header == Verdict.Bad || Transactions == Verdict.Bad || Receipts == Verdict.Bad || Bloom == Verdict.Bad
        || Withdrawals == Verdict.Bad || Senders == Verdict.Bad;

    /// <summary>The groups that stand on hashes: none where the header does not.</summary>
    public ProofGroups Proven => Header != Verdict.Ok
        ? ProofGroups.None
        : ProofGroups.Header
            | When(Transactions == Verdict.Ok, ProofGroups.Transactions)
            | When(Receipts == Verdict.Ok && Bloom == Verdict.Ok, ProofGroups.Receipts)
            | When(Withdrawals == Verdict.Ok, ProofGroups.Withdrawals)
            | When(Senders == Verdict.Ok, ProofGroups.Senders);

    private static ProofGroups When(bool holds, ProofGroups group) => holds ? group : ProofGroups.None;
}
