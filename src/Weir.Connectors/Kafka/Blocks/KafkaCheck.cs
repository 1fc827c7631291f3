using System.Globalization;
using Confluent.Kafka;
using Weir.Connectors.Events;
using Weir.Core.Errors;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>What <c>weir doctor</c> looks at in Kafka; nothing is changed.</summary>
public static class KafkaCheck
{
    /// <summary>Looks at brokers, topics and the ingesters' progress; brokers that are away are a result too.</summary>
    /// <param name="options">Brokers and topics.</param>
    /// <param name="isMade">Whether topics that are missing are made by what comes next.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(
        KafkaBlockOptions options, bool isMade, CancellationToken cancellationToken)
    {
        List<CheckResult> results = [];
        KafkaBlockTopics topics = new(options.TopicPrefix);
        try
        {
            using KafkaCluster cluster = new(options);
            Dictionary<string, TopicShape> there = await cluster.TopicsAsync(cancellationToken);
            results.Add(new CheckResult("brokers", true, options.BootstrapServers));
            if (!there.TryGetValue(topics.Blocks, out TopicShape? blocks))
            {
                results.Add(new CheckResult(
                    "topics", isMade, $"there is no topic {topics.Blocks}{(isMade ? " yet; the first run makes it" : string.Empty)}",
                    "weir ingest makes the topics."));
                return results;
            }

            results.Add(new CheckResult(
                "topics", true, $"{topics.Blocks}: {blocks.Partitions} partitions, {blocks.Replicas} replicas"));
            results.Add(await MessageSizeAsync(cluster, topics.Blocks, options));
            if (there.ContainsKey(topics.Progress))
            {
                await ProgressAsync(options, topics, results, cancellationToken);
            }
        }
        catch (EventDeliveryException error)
        {
            results.Add(new CheckResult("brokers", false, error.Message, error.Remedy));
        }

        return results;
    }

    private static async Task<CheckResult> MessageSizeAsync(
        KafkaCluster cluster, string topic, KafkaBlockOptions options)
    {
        try
        {
            string? text = await cluster.SettingAsync(topic, "max.message.bytes");
            long most = text is null ? long.MaxValue : long.Parse(text, CultureInfo.InvariantCulture);
            bool isGood = most > options.MostMessageBytes;
            return new CheckResult(
                "message size", isGood, $"{topic} takes {most:N0} bytes; parts have {options.MostMessageBytes:N0}",
                isGood ? null : "Raise the topic's max.message.bytes.");
        }
        catch (KafkaException error)
        {
            return new CheckResult(
                "message size", true, $"not known: the settings of {topic} cannot be read ({error.Error.Code})");
        }
    }

    private static async Task ProgressAsync(
        KafkaBlockOptions options, KafkaBlockTopics topics, List<CheckResult> results,
        CancellationToken cancellationToken)
    {
        foreach ((string name, IngestProgress progress) in await ProgressLog.ReadAsync(
            options, topics, cancellationToken))
        {
            results.Add(new CheckResult(
                $"ingester {name}", true,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"chain {progress.ChainId}, {progress.State.Sequence} commits, last block {progress.State.Position?.Block?.Number}")));
        }
    }
}
