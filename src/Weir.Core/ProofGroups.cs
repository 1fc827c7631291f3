namespace Weir.Core;

/// <summary>The parts of a block that can be proven against its header, as <c>blocks.proven</c> names them.</summary>
[Flags]
public enum ProofGroups
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The header's fields, under the block hash.</summary>
    Header = 1,

    /// <summary>Every transaction, under its own hash and transactionsRoot.</summary>
    Transactions = 2,

    /// <summary>Receipts and logs, under receiptsRoot and logsBloom.</summary>
    Receipts = 4,

    /// <summary>Withdrawals, under withdrawalsRoot.</summary>
    Withdrawals = 8,

    /// <summary>Each transaction's sender, recovered from its signature.</summary>
    Senders = 16,

    /// <summary>Traces of the transactions: a node's word, present or not, never proven.</summary>
    Traces = 32,

    /// <summary>
    /// Headers of the block's uncles, present or not: where they are, the header's sha3Uncles covers them.
    /// </summary>
    Uncles = 64,
}
