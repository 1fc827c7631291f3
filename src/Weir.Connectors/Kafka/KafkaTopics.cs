using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Weir.Core.Errors;
using Weir.Core.Events;

namespace Weir.Connectors.Kafka;

/// <summary>Makes the topics that are missing.</summary>
internal sealed class KafkaTopics(KafkaEventSinkOptions options)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private volatile string? _reason;
    private volatile bool _isDown;

    /// <summary>What every client of these brokers is configured with.</summary>
    public static ClientConfig Client(KafkaEventSinkOptions options) => new()
    {
        BootstrapServers = options.BootstrapServers,
        ClientId = "weir",
        SecurityProtocol = (options.User, options.UseTls) switch
        {
            (null, false) => SecurityProtocol.Plaintext,
            (null, true) => SecurityProtocol.Ssl,
            (_, false) => SecurityProtocol.SaslPlaintext,
            _ => SecurityProtocol.SaslSsl,
        },
        SaslMechanism = options.User is null ? null : SaslMechanism.Plain,
        SaslUsername = options.User,
        SaslPassword = options.Password,
        SocketConnectionSetupTimeoutMs = (int)options.ConnectTimeout.TotalMilliseconds,
        AllowAutoCreateTopics = false,
    };

    /// <inheritdoc cref="IEventSink.OpenAsync"/>
    public async Task EnsureAsync(IReadOnlyList<EventTopic> topics, Action<TopicReport> report, CancellationToken cancellationToken)
    {
        using IAdminClient admin = new AdminClientBuilder(Client(options))
            .SetErrorHandler((_, error) => OnError(error))
            .SetLogHandler(static (_, _) => { })
            .Build();
        Metadata metadata = await Task.Run(() => Read(admin, cancellationToken), cancellationToken);
        Dictionary<string, int> partitions = metadata.Topics
            .Where(topic => !topic.Error.IsError)
            .ToDictionary(topic => topic.Topic, topic => topic.Partitions.Count, StringComparer.Ordinal);
        foreach (EventTopic topic in topics)
        {
            if (!partitions.TryGetValue(topic.Name, out int count))
            {
                report(new TopicReport(topic.Name, TopicStep.Creating));
                report(await CreateAsync(admin, topic));
            }
            else if (options.Partitions is { } wanted && wanted != count)
            {
                throw new EventDeliveryException(
                    ErrorCodes.TopicShape, $"the topic {topic.Name} is there with {count} partitions, not {wanted}",
                    $"Leave partitions= out, say partitions={count}, or delete the topic.", isTransient: false);
            }
            else
            {
                report(new TopicReport(topic.Name, TopicStep.Exists));
            }
        }
    }

    private void OnError(Error error)
    {
        _reason ??= error.Reason;
        _isDown |= error.Code == ErrorCode.Local_AllBrokersDown;
    }

    // Two steps without any broker are enough; a slow one has the whole time.
    private Metadata Read(IAdminClient admin, CancellationToken cancellationToken)
    {
        for (int step = 1; ; step++)
        {
            try
            {
                return admin.GetMetadata(Step);
            }
            catch (KafkaException error)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (step * Step >= options.ConnectTimeout || (_isDown && step >= 2))
                {
                    throw new EventDeliveryException(
                        ErrorCodes.BrokerUnreachable, $"no broker answers at {options.BootstrapServers}: {_reason ?? error.Error.Reason}",
                        "Check the address, user and password, and that the broker runs.", isTransient: true, error);
                }
            }
        }
    }

    private async Task<TopicReport> CreateAsync(IAdminClient admin, EventTopic topic)
    {
        TopicSpecification specification = new()
        {
            Name = topic.Name,
            NumPartitions = options.Partitions ?? topic.Partitions,
            ReplicationFactor = (short)(options.Replicas ?? topic.Replicas),
            Configs = new Dictionary<string, string>
            {
                ["retention.ms"] = ((long)topic.Retention.TotalMilliseconds).ToString(CultureInfo.InvariantCulture),
            },
        };
        try
        {
            await admin.CreateTopicsAsync([specification]);
            return new TopicReport(topic.Name, TopicStep.Created);
        }
        catch (CreateTopicsException error)
        {
            CreateTopicReport result = error.Results[0];
            return result.Error.Code == ErrorCode.TopicAlreadyExists
                ? new TopicReport(topic.Name, TopicStep.Exists)
                : new TopicReport(topic.Name, TopicStep.Failed, result.Error.Reason);
        }
        catch (KafkaException error)
        {
            return new TopicReport(topic.Name, TopicStep.Failed, error.Error.Reason);
        }
    }
}
