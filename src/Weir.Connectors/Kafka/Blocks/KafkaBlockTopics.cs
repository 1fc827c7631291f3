namespace Weir.Connectors.Kafka.Blocks;

/// <summary>The names of a chain's topics.</summary>
/// <param name="Prefix">Stands before each.</param>
public sealed record KafkaBlockTopics(string Prefix)
{
    /// <summary>Blocks with all that their proof needs, and reorganisations: what <c>weir transform</c> reads.</summary>
    public string Blocks => $"{Prefix}blockchain.blocks.raw";

    public string Transactions => $"{Prefix}blockchain.transactions.raw";

    public string Logs => $"{Prefix}blockchain.logs.raw";

    public string TokenTransfers => $"{Prefix}blockchain.token_transfers.raw";

    /// <summary>A copy of the reorganisations of the block topic.</summary>
    public string Reorgs => $"{Prefix}chain.reorgs";

    /// <summary>How far each ingester is: compacted, a key an ingester.</summary>
    public string Progress => $"{Prefix}weir.ingest.progress";

    /// <summary>Ranges of a backfill that workers share.</summary>
    public string Work => $"{Prefix}weir.backfill.work";

    /// <summary>Messages of the block topic that could not be used, with the reason in their headers.</summary>
    public string DeadLetters => $"{Prefix}blockchain.blocks.dead";

    /// <summary>The topics of ethereum-etl's streamer.</summary>
    public IReadOnlyList<string> EthereumEtl =>
        [$"{Prefix}blocks", $"{Prefix}transactions", $"{Prefix}logs", $"{Prefix}token_transfers"];

    /// <summary>The topic of a table's rows.</summary>
    public string Table(string name) => $"{Prefix}defi.{name}";

    /// <summary>The partition of a block: runs of blocks stay together.</summary>
    public static int PartitionOf(long number, int partitions) =>
        (int)(number / KafkaBlockOptions.RunBlocks % partitions);
}
