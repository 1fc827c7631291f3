using System.Globalization;
using Confluent.Kafka;
using Weir.Connectors.Events;
using Weir.Core.Errors;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>Makes a chain's topics where they are missing.</summary>
internal sealed class KafkaTopicSet(KafkaBlockOptions options, KafkaBlockTopics topics)
{
    private const int MostAttempts = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

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
            .. (options.Envelope == KafkaEnvelope.EthereumEtl ? topics.EthereumEtl : Raw()).Select(name => (name, options.Partitions, kept)),
        ];
        foreach ((string name, int partitions, Dictionary<string, string> settings) in wanted)
        {
            if (!there.ContainsKey(name))
            {
                await CreateAsync(cluster, name, partitions, settings, cancellationToken);
            }
        }

        string first = options.Envelope == KafkaEnvelope.EthereumEtl ? topics.EthereumEtl[0] : topics.Blocks;
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
                name == topics.Progress ? new() { ["cleanup.policy"] = "compact" } : [], cancellationToken);
        }
    }

    /// <summary>Makes the topic of work where it is missing; its messages stay, however long a backfill takes.</summary>
    /// <returns>How many partitions it has: so many workers have something to do at once.</returns>
    public async Task<int> EnsureWorkAsync(int partitions, CancellationToken cancellationToken)
    {
        using KafkaCluster cluster = new(options);
        if ((await cluster.TopicsAsync(cancellationToken)).TryGetValue(topics.Work, out TopicShape? work))
        {
            return work.Partitions ?? partitions;
        }

        await CreateAsync(cluster, topics.Work, partitions, new() { ["retention.ms"] = "-1" }, cancellationToken);
        return partitions;
    }

    /// <summary>Makes a topic of one partition where it is missing.</summary>
    public async Task EnsureAsync(string name, CancellationToken cancellationToken)
    {
        using KafkaCluster cluster = new(options);
        if (!(await cluster.TopicsAsync(cancellationToken)).ContainsKey(name))
        {
            await CreateAsync(cluster, name, 1, [], cancellationToken);
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
        KafkaCluster cluster, string name, int partitions, Dictionary<string, string> settings,
        CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await cluster.CreateAsync(name, partitions, options.Replicas, settings);
                return;
            }
            catch (KafkaException error) when (error.Error.Code == ErrorCode.TopicAlreadyExists)
            {
                // Another process was faster, or the answer to an earlier attempt was lost.
                return;
            }
            catch (KafkaException error)
            {
                EventDeliveryException failure =
                    KafkaErrors.From(error.Error, $"the topic {name} cannot be made", options);
                if (failure.Code is ErrorCodes.BrokerUnreachable && attempt < MostAttempts)
                {
                    // The broker that was asked has gone: another one is asked.
                    await Task.Delay(Pause, cancellationToken);
                    continue;
                }

                throw failure.Code is ErrorCodes.KafkaUnauthorized or ErrorCodes.BrokerUnreachable ? failure
                    : new EventDeliveryException(
                        ErrorCodes.TopicRefused, $"the topic {name} cannot be made: {error.Error.Reason}",
                        "Make it by hand, or ask for fewer replicas.", isTransient: false, error);
            }
        }
    }
}
