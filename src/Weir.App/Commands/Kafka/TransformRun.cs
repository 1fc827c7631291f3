using Weir.App.Settings;
using Weir.Connectors;
using Weir.Connectors.Kafka.Blocks;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.App.Commands.Kafka;

/// <summary>What a transformer is to do.</summary>
/// <param name="Kafka">Brokers and topics.</param>
/// <param name="Group">The consumer group.</param>
/// <param name="Warehouse">Where rows go.</param>
/// <param name="Settings">Limits of its engine.</param>
/// <param name="Tables">The tables to fill.</param>
/// <param name="Blocks">How blocks are checked.</param>
/// <param name="ChainId">The chain of the topics.</param>
/// <param name="IsToEnd">Whether to end where the topic ends now.</param>
/// <param name="To">Brokers where rows go as messages, in place of a warehouse.</param>
internal sealed record TransformPlan(
    KafkaBlockOptions Kafka, string Group, WarehouseSpec Warehouse, WarehouseSettings Settings,
    IReadOnlyList<TableSchema> Tables, BlockSourceOptions Blocks, long ChainId, bool IsToEnd,
    KafkaBlockOptions? To = null)
{
    /// <summary>Opens the warehouse in another way than as it is named; null for that.</summary>
    public Func<ISink>? OpenSink { get; init; }

    /// <summary>Whether it follows a chain: then indexes are made first, for few rows change at a time.</summary>
    public bool IsLive { get; init; }

    /// <summary>As it is shown to the user.</summary>
    public string Show(Warehouses warehouses) =>
        To is { } brokers ? $"kafka:{brokers.BootstrapServers}" : warehouses.Show(Warehouse);
}

/// <summary>One member of the consumer group: a pipeline for each partition that is its own.</summary>
/// <param name="host">Warehouses, clock and log.</param>
/// <param name="plan">What to do.</param>
/// <param name="report">Called after every commit, by one pipeline at a time.</param>
internal sealed class TransformRun(WeirHost host, TransformPlan plan, Action<PipelineProgress> report)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();

    /// <summary>Runs until the end or a stop.</summary>
    /// <returns>How many messages went to the dead-letter topic.</returns>
    public async Task<long> RunAsync(CancellationToken stop)
    {
        using DeadLetters deadLetters = new(plan.Kafka, what => Log.DeadLetter(host.Logger, what));
#pragma warning disable CA2025 // The consumer waits for every pipeline before it ends.
        KafkaBlockConsumer consumer = new(
            plan.Kafka, plan.Group, partition => RunAsync(partition, deadLetters, stop));
#pragma warning restore CA2025
        Log.TransformStarted(
            host.Logger, plan.Kafka.BootstrapServers, plan.ChainId, plan.Show(host.Warehouses), plan.Group);
        await consumer.RunAsync(plan.IsToEnd, stop);
        return deadLetters.Count;
    }

    // A pipeline of its own, opened anew where another writer was met or the warehouse was away.
    private async Task RunAsync(KafkaPartition partition, DeadLetters deadLetters, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await RunOnceAsync(partition, deadLetters, stop);
                return;
            }
            catch (OperationCanceledException) when (partition.Lost.IsCancellationRequested)
            {
                return;
            }
            catch (WeirException error) when (
                error.IsTransient || error.Code is ErrorCodes.AnotherWriter or ErrorCodes.ProducerFenced)
            {
                if (partition.Lost.IsCancellationRequested)
                {
                    return;
                }

                host.WarnOfRetry(error, Pause);
                await Task.Delay(Pause, host.Time, CancellationToken.None);
            }
        }
    }

    private async Task RunOnceAsync(KafkaPartition partition, DeadLetters deadLetters, CancellationToken stop)
    {
        await using ISink sink = OpenSink();
        TableSchema[] tables = plan.To is null ? [.. plan.Tables, QuarantineBatch.Table] : [.. plan.Tables];
        string name = $"transform/{plan.Kafka.TopicPrefix}{partition.Number}"
            + (plan.To is null ? string.Empty : $"/{string.Join('+', plan.Tables)}");
        SinkRequest request = new(new PipelineKey(plan.ChainId, name), tables, plan.Blocks.Level.Asked());
        SinkState state = await sink.OpenAsync(request, partition.Lost);
        host.WarehouseOpened?.Invoke();
        if (plan.IsLive && sink is ILoadSink live)
        {
            await live.CompleteLoadAsync(partition.Lost);
        }

        KafkaBlockSource source = new(partition, plan.ChainId, plan.Blocks, deadLetters, host.Time);
        PipelineRunner<BlockRun> runner = new(
            source, Decoders.For(plan.Tables), request.Tables, sink,
            new PipelineOptions { Observer = host.Meter }, host.Time);
        await runner.RunAsync(state, step => Report(partition, step), partition.Lost);
        if (sink is ILoadSink load && plan.IsToEnd && !partition.Lost.IsCancellationRequested)
        {
            await load.CompleteLoadAsync(stop);
        }
    }

    private ISink OpenSink()
    {
        if (plan.To is { } brokers)
        {
            return new KafkaTableSink(brokers, host.Time, host.WarnOfRetry);
        }

        return plan.OpenSink?.Invoke() ?? host.Warehouses.OpenSink(plan.Warehouse, plan.Settings);
    }

    private void Report(KafkaPartition partition, PipelineProgress step)
    {
        // Several partitions have one line of progress.
        lock (_lock)
        {
            host.Meter.Stored(step);
            report(step);
        }

        partition.OnStored();
    }
}
