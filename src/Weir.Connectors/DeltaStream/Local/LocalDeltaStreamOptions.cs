using Weir.Connectors.Kafka;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>What a <see cref="LocalDeltaStream"/> has and demands.</summary>
public sealed class LocalDeltaStreamOptions
{
    /// <summary>The port on the loopback address; 0 takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>The token that every request must bear.</summary>
    public string Token { get; set; } = string.Empty;

    /// <summary>Databases that <c>USE DATABASE</c> finds.</summary>
    public IReadOnlyList<string> Databases { get; set; } = ["default"];

    /// <summary>Stores; the first one is the default.</summary>
    public IReadOnlyList<string> Stores { get; set; } = ["kafka_store"];

    /// <summary>
    /// The brokers whose topics are the first store's entities; null keeps them in memory, as the other stores' are.
    /// </summary>
    public KafkaConnectionOptions? Kafka { get; set; }

    /// <summary>How many polls of each statement are answered with 202 before its result.</summary>
    public int PendingPolls { get; set; }

    /// <summary>Rows in a partition of a result.</summary>
    public int PartitionRows { get; set; } = 1_000;

    /// <summary>
    /// The scheme of a stream's address: Go's client wants <c>http</c>, Python's <c>ws</c> where there is no TLS;
    /// TypeScript's takes both.
    /// </summary>
    public string StreamScheme { get; set; } = "http";
}
