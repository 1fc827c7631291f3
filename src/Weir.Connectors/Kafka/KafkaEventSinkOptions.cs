namespace Weir.Connectors.Kafka;

/// <summary>How <see cref="KafkaEventSink"/> reaches its brokers and makes its topics.</summary>
public sealed class KafkaEventSinkOptions
{
    /// <summary>Host and port of one or more brokers, comma-separated.</summary>
    public string BootstrapServers { get; set; } = string.Empty;

    /// <summary>SASL PLAIN, where there is a user.</summary>
    public string? User { get; set; }

    /// <summary>Goes with <see cref="User"/>.</summary>
    public string? Password { get; set; }

    /// <summary>Whether the connection is encrypted.</summary>
    public bool UseTls { get; set; }

    /// <summary>Partitions of new topics; a topic that is there with another number is refused. Null for the topic's own, and any.</summary>
    public int? Partitions { get; set; }

    /// <summary>Replicas of new topics; null for the topic's own.</summary>
    public int? Replicas { get; set; }

    /// <summary>How long a message may wait for its confirmation, broker restarts included.</summary>
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>How long the first answer of a broker may take.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
