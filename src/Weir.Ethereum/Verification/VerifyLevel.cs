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

    /// <summary>All of it, but for the senders' signatures.</summary>
    Full,

    /// <summary>All of it, each sender recovered from its signature.</summary>
    Senders,
}

/// <summary>What a level asks for.</summary>
public static class VerifyLevels
{
    /// <summary>The groups that a block must have proven to count as checked at this level.</summary>
    public static ProofGroups Asked(this VerifyLevel level) => level switch
    {
        VerifyLevel.Off => ProofGroups.None,
        VerifyLevel.Header => ProofGroups.Header,
        VerifyLevel.Transactions => ProofGroups.Header | ProofGroups.Transactions | ProofGroups.Withdrawals,
        VerifyLevel.Full => ProofGroups.Header | ProofGroups.Transactions | ProofGroups.Receipts | ProofGroups.Withdrawals,
        _ => ProofGroups.Header | ProofGroups.Transactions | ProofGroups.Receipts | ProofGroups.Withdrawals
            | ProofGroups.Senders,
    };
}
