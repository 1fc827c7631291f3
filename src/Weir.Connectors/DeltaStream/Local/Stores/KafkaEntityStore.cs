using System.Collections.Concurrent;
using System.Text;
using Confluent.Kafka;
using Weir.Connectors.Events;
using Weir.Connectors.Kafka;
using Weir.Core.Errors;

namespace Weir.Connectors.DeltaStream.Local.Stores;

/// <summary>
/// Entities that are topics of a Kafka: what others produce is seen, what is inserted others consume.
/// </summary>
internal sealed class KafkaEntityStore : IEntityStore
{
    private static readonly TimeSpan PropagationStep = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Propagation = TimeSpan.FromSeconds(10);

    private readonly KafkaConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly KafkaCluster _cluster;

    // A producer a topic: an idempotent one numbers its messages, and a topic that was dropped and made again does not
    // know the numbers.
    private readonly ConcurrentDictionary<string,
        Lazy<IProducer<Null, byte[]>>> _producers = new(StringComparer.Ordinal);

    private KafkaEntityStore(KafkaConnectionOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _cluster = new KafkaCluster(options);
    }

    /// <summary>Connects.</summary>
    /// <param name="time">Paces the waits for topics to appear and vanish.</param>
    /// <exception cref="EventDeliveryException">WEIR7002: no broker answers.</exception>
    public static async Task<KafkaEntityStore> ConnectAsync(
        KafkaConnectionOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        KafkaEntityStore store = new(options, time);
        try
        {
            await store._cluster.TopicsAsync(cancellationToken);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await TopicsAsync(cancellationToken)).Keys.Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async Task<EntityShape> DescribeAsync(string name, CancellationToken cancellationToken)
    {
        TopicShape topic = await TopicAsync(name, cancellationToken);
        try
        {
            return new EntityShape(topic.Partitions ?? 0, topic.Replicas ?? 0, await _cluster.ConfigsAsync(name));
        }
        catch (KafkaException error)
        {
            throw KafkaStates.Of(error, name);
        }
    }

    /// <inheritdoc/>
    public async Task CreateAsync(string name, EntityShape shape, CancellationToken cancellationToken)
    {
        try
        {
            await _cluster.CreateAsync(
                name, shape.Partitions, shape.Replicas, new Dictionary<string, string>(shape.Configs));
        }
        catch (KafkaException error)
        {
            throw KafkaStates.Of(error, name);
        }

        await UntilAsync(name, isThere: true, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task DropAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await _cluster.DeleteAsync(name);
        }
        catch (KafkaException error)
        {
            throw KafkaStates.Of(error, name);
        }

        Forget(name);
        await UntilAsync(name, isThere: false, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task InsertAsync(string name, string value, CancellationToken cancellationToken)
    {
        if (!_producers.ContainsKey(name))
        {
            await TopicAsync(name, cancellationToken);
        }

        try
        {
            await _producers.GetOrAdd(name, static (_, store) => new(store.Produce), this).Value
                .ProduceAsync(
                    name, new Message<Null, byte[]> { Value = Encoding.UTF8.GetBytes(value) }, cancellationToken);
        }
        catch (KafkaException error)
        {
            Forget(name);
            throw KafkaStates.Of(error, name);
        }
        catch (ObjectDisposedException)
        {
            throw StatementException.NoEntity(name);
        }
    }

    /// <inheritdoc/>
    public async Task<IEntityReader> OpenAsync(string name, ReadFrom from, CancellationToken cancellationToken)
    {
        int partitions = (await TopicAsync(name, cancellationToken)).Partitions ?? 0;
        try
        {
            return await Task.Run(() => KafkaEntityReader.Open(_options, name, partitions, from), cancellationToken);
        }
        catch (KafkaException error)
        {
            throw KafkaStates.Of(error, name);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (string name in _producers.Keys)
        {
            Forget(name);
        }

        _cluster.Dispose();
        return ValueTask.CompletedTask;
    }

    private IProducer<Null, byte[]> Produce() => new ProducerBuilder<Null, byte[]>(
            new ProducerConfig(KafkaCluster.Client(_options))
            {
                EnableIdempotence = true,
                Acks = Acks.All,
                LingerMs = 0,
                MessageTimeoutMs = (int)Propagation.TotalMilliseconds,
            })
        .SetErrorHandler(static (_, _) => { })
        .SetLogHandler(static (_, _) => { })
        .Build();

    private void Forget(string name)
    {
        if (_producers.TryRemove(name, out Lazy<IProducer<Null, byte[]>>? producer) && producer.IsValueCreated)
        {
            producer.Value.Dispose();
        }
    }

    private async Task<Dictionary<string, TopicShape>> TopicsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _cluster.TopicsAsync(cancellationToken);
        }
        catch (EventDeliveryException error)
        {
            throw new StatementException(SqlState.RemoteUnavailable, error.Message);
        }
    }

    private async Task<TopicShape> TopicAsync(string name, CancellationToken cancellationToken) =>
        (await TopicsAsync(cancellationToken)).TryGetValue(name, out TopicShape? topic) ? topic
            : throw StatementException.NoEntity(name);

    // The controller answers before every broker knows.
    private async Task UntilAsync(string name, bool isThere, CancellationToken cancellationToken)
    {
        long began = _time.GetTimestamp();
        while ((await TopicsAsync(cancellationToken)).ContainsKey(name) != isThere)
        {
            if (_time.GetElapsedTime(began) > Propagation)
            {
                throw new StatementException(
                    SqlState.RemoteUnavailable, $"the brokers do not agree on the topic \"{name}\" in time");
            }

            await Task.Delay(PropagationStep, _time, cancellationToken);
        }
    }
}
