using Confluent.Kafka;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>How blocks go through Kafka.</summary>
public sealed class KafkaBlockOptions : KafkaConnectionOptions
{
    /// <summary>Stands before every topic's name; a set of topics serves one chain.</summary>
    public string TopicPrefix { get; set; } = string.Empty;

    /// <summary>Which topics are written.</summary>
    public KafkaBlockContents Contents { get; set; } = KafkaBlockContents.All;

    /// <summary>The form of the messages.</summary>
    public KafkaEnvelope Envelope { get; set; }

    /// <summary>
    /// Partitions of new topics. With more than one, blocks go by runs of <see cref="RunBlocks"/>, and only final ones
    /// may: a reorganisation has no order across partitions.
    /// </summary>
    public int Partitions { get; set; } = 1;

    /// <summary>Copies of new topics.</summary>
    public int Replicas { get; set; } = 1;

    /// <summary>How long new topics keep messages; as the brokers have it when null.</summary>
    public TimeSpan? Retention { get; set; }

    /// <summary>How batches are compressed.</summary>
    public CompressionType Compression { get; set; } = CompressionType.Lz4;

    /// <summary>The network's name in the envelope; that of the chain's id when null.</summary>
    public string? Network { get; set; }

    /// <summary>Blocks in a row that go to one partition.</summary>
    public const int RunBlocks = 1_000;

    /// <summary>The longest value of a message, in bytes; what is longer goes in parts.</summary>
    public int MostMessageBytes { get; set; } = 900_000;

    /// <summary>How long a transaction may be open before the brokers end it.</summary>
    public TimeSpan TransactionTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes of one partition that wait to be used before its reading pauses.</summary>
    public long MostBytesWaiting { get; set; } = 32 << 20;

    /// <summary>How long a consumer may be silent before its partitions go to others.</summary>
    public TimeSpan SessionTimeout { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>The topics that are written beside the block topic, which always is.</summary>
[Flags]
public enum KafkaBlockContents
{
    /// <summary>None beside the blocks, which are all that <c>weir transform</c> reads.</summary>
    None = 0,

    /// <summary>A message a transaction.</summary>
    Transactions = 1,

    /// <summary>A message a log that is no token transfer.</summary>
    Logs = 2,

    /// <summary>A message a log whose first topic is that of Transfer.</summary>
    TokenTransfers = 4,

    /// <summary>All of them.</summary>
    All = Transactions | Logs | TokenTransfers,
}

/// <summary>The form of the messages.</summary>
public enum KafkaEnvelope
{
    /// <summary>JSON, as the original platform has it.</summary>
    Original,

    /// <summary>The same in fewer bytes, by <c>weir_event.proto</c>.</summary>
    Protobuf,

    /// <summary>The items of ethereum-etl's streamer, in topics of its names, in place of Weir's messages.</summary>
    EthereumEtl,
}
