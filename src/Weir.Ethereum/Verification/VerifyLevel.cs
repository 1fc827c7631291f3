using Weir.Core;

namespace Weir.Ethereum.Verification;

/// <summary>How much of a block is checked before it is used.</summary>
public enum VerifyLevel
{
    /// <summary>Nothing; absent derived fields are still computed.</summary>
    Off,

    /// <summary>The header's hash.</summary>
    Header,

    /// <summary>The header, transactions and withdrawals.</summary>
    Transactions,

    /// <summary>All that the roots cover: everything but the senders.</summary>
    Roots,

    /// <summary>All of it, each sender recovered from its signature.</summary>
    Full,
}

/// <summary>What a level asks for.</summary>
public static class VerifyLevels
{
    /// <summary>The lowest level that asks for all of these groups.</summary>
    public static VerifyLevel For(ProofGroups groups) =>
        Enum.GetValues<VerifyLevel>().First(level => (level.Asked() & groups) == groups || level == VerifyLevel.Full);

    /// <summary>The groups that a block must have proven to count as checked at this level.</summary>
    public static ProofGroups Asked(this VerifyLevel level) => level switch
    {
        VerifyLevel.Off => ProofGroups.None,
        VerifyLevel.Header => ProofGroups.Header,
        VerifyLevel.Transactions => ProofGroups.Header | ProofGroups.Transactions | ProofGroups.Withdrawals,
        VerifyLevel.Roots =>
            ProofGroups.Header | ProofGroups.Transactions | ProofGroups.Receipts | ProofGroups.Withdrawals,
        _ => ProofGroups.Header | ProofGroups.Transactions | ProofGroups.Receipts | ProofGroups.Withdrawals
            | ProofGroups.Senders,
    };
}
