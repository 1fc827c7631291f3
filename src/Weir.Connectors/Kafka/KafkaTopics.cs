using Confluent.Kafka;
using Weir.Connectors.Events;
using Weir.Core.Errors;
using Weir.Core.Events;

namespace Weir.Connectors.Kafka;

/// <summary>
/// Makes the topics that are missing, and refuses those that are there with another shape than asked for.
/// </summary>
internal static class KafkaTopics
{
    /// <inheritdoc cref="IEventSink.OpenAsync"/>
    public static async Task EnsureAsync(
        KafkaEventSinkOptions options, IReadOnlyList<EventTopic> topics, Action<TopicReport> report,
        CancellationToken cancellationToken)
    {
        using KafkaCluster cluster = new(options);
        Dictionary<string, TopicShape> there = await cluster.TopicsAsync(cancellationToken);
        foreach (EventTopic topic in topics)
        {
            if (there.TryGetValue(topic.Name, out TopicShape? shape))
            {
                TimeSpan? retention = options.Shape.Retention is null ? null
                    : await RetentionAsync(cluster, topic.Name);
                options.Shape.Require($"the topic {topic.Name}", shape with { Retention = retention });
                report(new TopicReport(topic.Name, TopicStep.Exists));
            }
            else
            {
                report(new TopicReport(topic.Name, TopicStep.Creating));
                report(await CreateAsync(cluster, options.Shape.Of(topic)));
            }
        }
    }

    private static async Task<TimeSpan?> RetentionAsync(KafkaCluster cluster, string topic)
    {
        try
        {
            return await cluster.RetentionAsync(topic);
        }
        catch (KafkaException error)
        {
            throw new EventDeliveryException(
                ErrorCodes.TopicRefused, $"the settings of the topic {topic} cannot be read: {error.Error.Reason}",
                "Leave retention= out, or ask for the right to describe its configuration.", isTransient: false, error);
        }
    }

    private static async Task<TopicReport> CreateAsync(KafkaCluster cluster, EventTopic topic)
    {
        try
        {
            await cluster.CreateAsync(topic);
            return new TopicReport(topic.Name, TopicStep.Created);
        }
        catch (KafkaException error)
        {
            return error.Error.Code == ErrorCode.TopicAlreadyExists
                ? new TopicReport(topic.Name, TopicStep.Exists)
                : new TopicReport(topic.Name, TopicStep.Failed, error.Error.Reason);
        }
    }
}
