using Weir.Core;

namespace Weir.Connectors.Kafka.Blocks.Protobuf;

/// <summary>The transaction in the same place as a receipt: its hash need not be written twice.</summary>
internal static class ReceiptOwner
{
    /// <summary>The hash; that of zeros where there is none.</summary>
    public static Hash32 HashAt(Ethereum.Blocks.Block block, int index) =>
        index < block.Transactions.Count ? block.Transactions[index].Hash
        : index < block.TransactionHashes.Count ? block.TransactionHashes[index]
        : default;
}
