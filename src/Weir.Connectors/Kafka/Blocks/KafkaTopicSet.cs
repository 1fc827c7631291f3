using System.Globalization;
using Confluent.Kafka;
using Weir.Connectors.Events;
using Weir.Core.Errors;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>Makes a chain's topics where they are missing.</summary>
internal sealed class KafkaTopicSet(KafkaBlockOptions options, KafkaBlockTopics topics)
{
    /// <summary>Makes what is missing.</summary>
    /// <returns>How many partitions the block topic has.</returns>
    /// <exception cref="EventDeliveryException">No broker answers, or a topic cannot be made.</exception>
    public async Task<int> EnsureAsync(CancellationToken cancellationToken)
    {
        using KafkaCluster cluster = new(options);
        Dictionary<string, TopicShape> there = await cluster.TopicsAsync(cancellationToken);
        Dictionary<string, string> compacted = new() { ["cleanup.policy"] = "compact" };
        Dictionary<string, string> kept = options.Retention is { } retention
            ? new()
            {
                ["retention.ms"] = ((long)retention.TotalMilliseconds).ToString(CultureInfo.InvariantCulture),
            }
            : [];
        (string Name, int Partitions, Dictionary<string, string> Settings)[] wanted =
        [
            (topics.Progress, 1, compacted),
            (topics.Reorgs, 1, kept),
            .. (options.IsEthereumEtl ? topics.EthereumEtl : Raw()).Select(name => (name, options.Partitions, kept)),
        ];
        foreach ((string name, int partitions, Dictionary<string, string> settings) in wanted)
        {
            if (!there.ContainsKey(name))
            {
                await CreateAsync(cluster, name, partitions, settings);
            }
        }

        string first = options.IsEthereumEtl ? topics.EthereumEtl[0] : topics.Blocks;
        return there.TryGetValue(first, out TopicShape? blocks)
            ? blocks.Partitions ?? options.Partitions
            : options.Partitions;
    }

    /// <summary>Makes the topics of tables, and those of progress and reorganisations.</summary>
    public async Task EnsureTablesAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        using KafkaCluster cluster = new(options);
        Dictionary<string, TopicShape> there = await cluster.TopicsAsync(cancellationToken);
        foreach (string name in names.Append(topics.Progress).Append(topics.Reorgs).Where(name => !there.ContainsKey(name)))
        {
            await CreateAsync(
                cluster, name, name == topics.Progress || name == topics.Reorgs ? 1 : options.Partitions,
                name == topics.Progress ? new() { ["cleanup.policy"] = "compact" } : []);
        }
    }

    /// <summary>Makes a topic of one partition where it is missing.</summary>
    public async Task EnsureAsync(string name, CancellationToken cancellationToken)
    {
        using KafkaCluster cluster = new(options);
        if (!(await cluster.TopicsAsync(cancellationToken)).ContainsKey(name))
        {
            await CreateAsync(cluster, name, 1, []);
        }
    }

    private IEnumerable<string> Raw()
    {
        yield return topics.Blocks;
        if (options.Contents.HasFlag(KafkaBlockContents.Transactions))
        {
            yield return topics.Transactions;
        }

        if (options.Contents.HasFlag(KafkaBlockContents.Logs))
        {
            yield return topics.Logs;
        }

        if (options.Contents.HasFlag(KafkaBlockContents.TokenTransfers))
        {
            yield return topics.TokenTransfers;
        }
    }

    private async Task CreateAsync(
        KafkaCluster cluster, string name, int partitions, Dictionary<string, string> settings)
    {
        try
        {
            await cluster.CreateAsync(name, partitions, options.Replicas, settings);
        }
        catch (KafkaException error) when (error.Error.Code == ErrorCode.TopicAlreadyExists)
        {
            // Another process was faster.
        }
        catch (KafkaException error)
        {
            throw error.Error.Code is ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed
                ? KafkaErrors.From(error.Error, $"the topic {name} cannot be made", options)
                : new EventDeliveryException(
                    ErrorCodes.TopicRefused, $"the topic {name} cannot be made: {error.Error.Reason}",
                    "Make it by hand, or ask for fewer replicas.", isTransient: false, error);
        }
    }
}
