namespace Weir.Connectors.Kafka;

/// <summary>How brokers are reached.</summary>
public class KafkaConnectionOptions
{
    /// <summary>Host and port of one or more brokers, comma-separated.</summary>
    public string BootstrapServers { get; set; } = string.Empty;

    /// <summary>SASL PLAIN, where there is a user.</summary>
    public string? User { get; set; }

    /// <summary>Goes with <see cref="User"/>.</summary>
    public string? Password { get; set; }

    /// <summary>Whether the connection is encrypted.</summary>
    public bool UseTls { get; set; }

    /// <summary>How long the first answer of a broker may take.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
