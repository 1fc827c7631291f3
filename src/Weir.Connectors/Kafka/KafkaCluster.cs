using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Weir.Connectors.Events;
using Weir.Core.Errors;
using Weir.Core.Events;

namespace Weir.Connectors.Kafka;

/// <summary>
/// Brokers as an administrator sees them: which topics there are, their shapes, and making and deleting them.
/// </summary>
internal sealed class KafkaCluster : IDisposable
{
    private const string RetentionMilliseconds = "retention.ms";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly KafkaConnectionOptions _options;
    private readonly IAdminClient _admin;
    private volatile string? _reason;
    private volatile bool _isDown;

    public KafkaCluster(KafkaConnectionOptions options)
    {
        _options = options;
        _admin = new AdminClientBuilder(Client(options))
            .SetErrorHandler((_, error) => OnError(error))
            .SetLogHandler(static (_, _) => { })
            .Build();
    }

    /// <summary>What every client of these brokers is configured with.</summary>
    public static ClientConfig Client(KafkaConnectionOptions options) => new()
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

    /// <summary>The topics that are there with their partitions and replicas, without Kafka's own.</summary>
    /// <exception cref="EventDeliveryException">WEIR7002: no broker answers.</exception>
    public Task<Dictionary<string, TopicShape>> TopicsAsync(CancellationToken cancellationToken) => Task.Run(
        () => Read(cancellationToken).Topics
            .Where(topic => !topic.Error.IsError && !topic.Topic.StartsWith("__", StringComparison.Ordinal))
            .ToDictionary(
                topic => topic.Topic,
                topic => new TopicShape(
                    topic.Partitions.Count, topic.Partitions.FirstOrDefault()?.Replicas.Length, null),
                StringComparer.Ordinal),
        cancellationToken);

    /// <summary>Which cluster and topic it is, beyond their names.</summary>
    /// <exception cref="EventDeliveryException">The topic is not there, or the brokers refuse.</exception>
    public async Task<Blocks.TopicIdentity> IdentifyAsync(string topic, CancellationToken cancellationToken)
    {
        if (!(await TopicsAsync(cancellationToken)).ContainsKey(topic))
        {
            throw new EventDeliveryException(
                ErrorCodes.TopicRefused, $"{_options.BootstrapServers}: there is no topic {topic}",
                "Make it first: weir ingest does.", isTransient: false);
        }

        try
        {
            DescribeClusterResult cluster = await _admin.DescribeClusterAsync(
                new DescribeClusterOptions { RequestTimeout = _options.ConnectTimeout });
            DescribeTopicsResult topics = await _admin.DescribeTopicsAsync(
                TopicCollection.OfTopicNames([topic]),
                new DescribeTopicsOptions { RequestTimeout = _options.ConnectTimeout });
            return new Blocks.TopicIdentity(cluster.ClusterId, topics.TopicDescriptions[0].TopicId.ToString());
        }
        catch (KafkaException error)
        {
            throw Blocks.KafkaErrors.From(error.Error, $"the topic {topic} cannot be described", _options);
        }
    }

    /// <summary>The settings that were given to a topic itself (<c>retention.ms</c>, …).</summary>
    /// <exception cref="KafkaException">There is no such topic, or the broker refuses.</exception>
    public async Task<SortedDictionary<string, string>> ConfigsAsync(string topic)
    {
        SortedDictionary<string, string> configs = new(StringComparer.Ordinal);
        foreach (ConfigEntryResult entry in (await EntriesAsync(topic)).Values.Where(
            entry => entry.Source == ConfigSource.DynamicTopicConfig))
        {
            configs[entry.Name] = entry.Value;
        }

        return configs;
    }

    /// <summary>
    /// How long a topic keeps its messages, be it by its own setting or the broker's; null where that is not said.
    /// </summary>
    /// <exception cref="KafkaException">There is no such topic, or the broker refuses.</exception>
    public async Task<TimeSpan?> RetentionAsync(string topic) =>
        (await EntriesAsync(topic)).TryGetValue(RetentionMilliseconds, out ConfigEntryResult? entry)
        && long.TryParse(
            entry.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    /// <summary>A setting of a topic, be it its own or the broker's; null where that is not said.</summary>
    /// <exception cref="KafkaException">There is no such topic, or the broker refuses.</exception>
    public async Task<string?> SettingAsync(string topic, string name) =>
        (await EntriesAsync(topic)).TryGetValue(name, out ConfigEntryResult? entry) ? entry.Value : null;

    /// <summary>Makes a topic with its retention.</summary>
    /// <exception cref="KafkaException">The brokers refuse.</exception>
    public Task CreateAsync(EventTopic topic) => CreateAsync(
        topic.Name, topic.Partitions, topic.Replicas, new Dictionary<string, string>
        {
            [RetentionMilliseconds] = ((long)topic.Retention.TotalMilliseconds).ToString(CultureInfo.InvariantCulture),
        });

    /// <summary>Makes a topic.</summary>
    /// <exception cref="KafkaException">The brokers refuse, with the reason for this topic.</exception>
    public async Task CreateAsync(string name, int partitions, int replicas, Dictionary<string, string> configs)
    {
        TopicSpecification specification =
            new() { Name = name, NumPartitions = partitions, ReplicationFactor = (short)replicas, Configs = configs };
        try
        {
            await _admin.CreateTopicsAsync(
                [specification], new CreateTopicsOptions { RequestTimeout = _options.ConnectTimeout });
        }
        catch (CreateTopicsException error)
        {
            throw new KafkaException(error.Results[0].Error, error);
        }
    }

    /// <summary>Deletes a topic with all that is in it.</summary>
    /// <exception cref="KafkaException">The brokers refuse, with the reason for this topic.</exception>
    public async Task DeleteAsync(string name)
    {
        try
        {
            await _admin.DeleteTopicsAsync(
                [name], new DeleteTopicsOptions { RequestTimeout = _options.ConnectTimeout });
        }
        catch (DeleteTopicsException error)
        {
            throw new KafkaException(error.Results[0].Error, error);
        }
    }

    public void Dispose() => _admin.Dispose();

    private async Task<Dictionary<string, ConfigEntryResult>> EntriesAsync(string topic)
    {
        ConfigResource resource = new() { Type = ResourceType.Topic, Name = topic };
        try
        {
            return (await _admin.DescribeConfigsAsync(
                [resource], new DescribeConfigsOptions { RequestTimeout = _options.ConnectTimeout }))[0].Entries;
        }
        catch (DescribeConfigsException error)
        {
            throw new KafkaException(error.Results[0].Error, error);
        }
    }

    private void OnError(Error error)
    {
        _reason ??= error.Reason;
        _isDown |= error.Code == ErrorCode.Local_AllBrokersDown;
    }

    // Two steps without any broker are enough; a slow one has the whole time.
    private Metadata Read(CancellationToken cancellationToken)
    {
        for (int step = 1; ; step++)
        {
            try
            {
                return _admin.GetMetadata(Step);
            }
            catch (KafkaException error)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (step * Step >= _options.ConnectTimeout || (_isDown && step >= 2))
                {
                    throw new EventDeliveryException(
                        ErrorCodes.BrokerUnreachable,
                        $"no broker answers at {_options.BootstrapServers}: {_reason ?? error.Error.Reason}",
                        "Check the address, user and password, and that the broker runs.", isTransient: true, error);
                }
            }
        }
    }
}
