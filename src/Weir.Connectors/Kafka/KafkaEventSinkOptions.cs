using Weir.Connectors.Events;

namespace Weir.Connectors.Kafka;

/// <summary>How <see cref="KafkaEventSink"/> reaches its brokers and makes its topics.</summary>
public sealed class KafkaEventSinkOptions : KafkaConnectionOptions
{
    /// <summary>What is asked of topics: new ones get it, one that is there with another shape is refused.</summary>
    public TopicShape Shape { get; set; } = TopicShape.Any;

    /// <summary>How long a message may wait for its confirmation, broker restarts included.</summary>
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromSeconds(120);
}
