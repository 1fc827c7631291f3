using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Facts;

/// <summary>Where a fact stands: its block, its transaction, and the log or the trace in it.</summary>
internal readonly ref struct FactPlace
{
    private readonly ref readonly BlockStamp _stamp;

    public FactPlace(in LogRow log)
        : this(log.Block, log.Stamp, log.Log.TransactionHash, log.Log.TransactionIndex) => EventIndex =
            log.Log.LogIndex;

    public FactPlace(Block block, in BlockStamp stamp, Hash32 transactionHash, long transactionIndex)
    {
        Block = block;
        _stamp = ref stamp;
        TransactionHash = transactionHash;
        TransactionIndex = transactionIndex;
    }

    public Block Block { get; }

    public ref readonly BlockStamp Stamp => ref _stamp;

    public Hash32 TransactionHash { get; }

    public long TransactionIndex { get; }

    /// <summary>The log's index; null where the fact was read from a trace.</summary>
    public long? EventIndex { get; }

    /// <summary>The trace's place, comma-joined, where the fact was read from one.</summary>
    public ReadOnlySpan<byte> TraceAddress { get; init; }

    /// <summary>Who sent the transaction: of a block that lists hashes only, its receipt says so.</summary>
    public Address? Sender
    {
        get
        {
            int index = Find(Block.Transactions);
            if (index >= 0)
            {
                return Block.Transactions[index].From;
            }

            index = Find(Block.Receipts);
            return index >= 0 && Block.Receipts[index].Has(ReceiptFields.From) ? Block.Receipts[index].From : null;
        }
    }

    /// <summary>What the transaction called; null where it created a contract or nobody says.</summary>
    public Address? Recipient
    {
        get
        {
            int index = Find(Block.Transactions);
            if (index >= 0)
            {
                return Block.Transactions[index].Has(TransactionFields.To) ? Block.Transactions[index].To : null;
            }

            index = Find(Block.Receipts);
            return index >= 0 && Block.Receipts[index].Has(ReceiptFields.To) ? Block.Receipts[index].To : null;
        }
    }

    public static implicit operator FactPlace(in LogRow log) => new(log);

    // By its index, which is its place in a whole block; a block rebuilt from traces may lack some.
    private int Find(RowList<Transaction> transactions)
    {
        if (TransactionIndex < transactions.Count && TransactionIndex >= 0
            && transactions[(int)TransactionIndex].Hash == TransactionHash)
        {
            return (int)TransactionIndex;
        }

        for (int i = 0; i < transactions.Count; i++)
        {
            if (transactions[i].Hash == TransactionHash)
            {
                return i;
            }
        }

        return -1;
    }

    private int Find(RowList<Receipt> receipts)
    {
        if (TransactionIndex < receipts.Count && TransactionIndex >= 0
            && receipts[(int)TransactionIndex].TransactionHash == TransactionHash)
        {
            return (int)TransactionIndex;
        }

        for (int i = 0; i < receipts.Count; i++)
        {
            if (receipts[i].TransactionHash == TransactionHash)
            {
                return i;
            }
        }

        return -1;
    }
}
