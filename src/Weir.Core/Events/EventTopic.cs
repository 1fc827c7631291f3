namespace Weir.Core.Events;

/// <summary>A stream of messages by name, with the settings it is made with where it does not exist yet.</summary>
/// <param name="Name">The topic of Kafka, the entity of DeltaStream.</param>
/// <param name="Partitions">At least 1.</param>
/// <param name="Replicas">At least 1.</param>
/// <param name="Retention">How long messages are kept.</param>
public sealed record EventTopic(string Name, int Partitions, int Replicas, TimeSpan Retention);
