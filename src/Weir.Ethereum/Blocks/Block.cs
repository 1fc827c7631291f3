using Weir.Core;

namespace Weir.Ethereum.Blocks;

/// <summary>
/// A block with what came along: header, transactions, receipts with logs, withdrawals. Rows are structs in lists,
/// bytes of varying length lie in one arena; reading a block makes no string. Not safe for several threads.
/// </summary>
public sealed class Block
{
    public BlockHeader Header { get; } = new();

    public ByteArena Bytes { get; } = new();

    public RowList<Transaction> Transactions { get; } = new();

    /// <summary>The hashes, where the node listed only those.</summary>
    public RowList<Hash32> TransactionHashes { get; } = new();

    public RowList<Receipt> Receipts { get; } = new();

    public RowList<LogEntry> Logs { get; } = new();

    public RowList<Withdrawal> Withdrawals { get; } = new();

    /// <summary>In the order of the source: transaction by transaction, each trace before those that it made.</summary>
    public RowList<Trace> Traces { get; } = new();

    /// <summary>Whether full transactions came (an empty list counts), not only their hashes.</summary>
    public bool HasTransactions { get; set; }

    /// <summary>Whether receipts came; an empty list counts.</summary>
    public bool HasReceipts { get; set; }

    /// <summary>Whether logs came without receipts (<c>eth_getLogs</c>).</summary>
    public bool HasLogs { get; set; }

    /// <summary>
    /// Whether a receipt came without its logs or its gas: then nothing can be said of the block's receipts as a whole.
    /// </summary>
    public bool HasPartialReceipts { get; set; }

    /// <summary>Whether a list of withdrawals came; an empty list counts.</summary>
    public bool HasWithdrawals { get; set; }

    /// <summary>The headers of its uncles, where they came; blocks without transactions.</summary>
    public IReadOnlyList<Block> Uncles { get; set; } = [];

    /// <summary>Whether the headers of its uncles came, or it has none.</summary>
    public bool HasUncles { get; set; }

    /// <summary>The hashes of its uncles, as the block names them.</summary>
    public RowList<Hash32> UncleHashes { get; } = new();

    /// <summary>Whether traces came; an empty list counts.</summary>
    public bool HasTraces { get; set; }

    /// <summary>What was proven of it; set by whoever verified it.</summary>
    public ProofGroups Proven { get; set; }

    public BlockRef Reference => new(Header.Number, Header.Hash);

    /// <summary>How many transactions the block has, in whichever form they came.</summary>
    public int TransactionCount => HasTransactions ? Transactions.Count : TransactionHashes.Count;

    /// <summary>
    /// The groups that came, proven or not; a block without withdrawals before Shanghai has all it can have.
    /// </summary>
    public ProofGroups Present =>
        ProofGroups.Header
        | (HasTransactions ? ProofGroups.Transactions : ProofGroups.None)
        | ((HasReceipts && !HasPartialReceipts) || HasLogs ? ProofGroups.Receipts : ProofGroups.None)
        | (HasWithdrawals || Header.WithdrawalsRoot is null ? ProofGroups.Withdrawals : ProofGroups.None)
        | (HasUncles ? ProofGroups.Uncles : ProofGroups.None)
        | (HasTraces ? ProofGroups.Traces : ProofGroups.None);

    /// <summary>Forgets receipts and logs: they did not come whole.</summary>
    public void DropReceipts()
    {
        Receipts.Clear();
        Logs.Clear();
        HasReceipts = false;
    }

    /// <summary>Forgets everything and keeps the memory, for the next block.</summary>
    public void Clear()
    {
        Header.Clear();
        Bytes.Clear();
        Transactions.Clear();
        TransactionHashes.Clear();
        Receipts.Clear();
        Logs.Clear();
        Withdrawals.Clear();
        Traces.Clear();
        HasTransactions = HasReceipts = HasWithdrawals = HasPartialReceipts = HasUncles = HasLogs = HasTraces = false;
        Uncles = [];
        UncleHashes.Clear();
        Proven = ProofGroups.None;
    }
}
