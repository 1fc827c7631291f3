using System.Threading.Channels;
using Weir.Core.Errors;
using Weir.Core.Events;

namespace Weir.Simulation.Events.Realistic;

/// <summary>
/// Lets a generator fill batches while a sink sends others. How many there are changes the speed and never the bytes.
/// </summary>
public sealed class RealisticRun
{
    private const int FullMessages = 2_048;
    private const int FullBytes = 512 * 1024;

    private readonly RealisticGenerator _generator;
    private readonly EventClock _clock;
    private readonly IEventSink _sink;
    private readonly IEventSink? _labels;
    private readonly RunLimits _limits;

    /// <param name="labels">Where labels go; null with <see cref="RunLimits.HasLabelTopic"/> unset for none.</param>
    public RealisticRun(
        RealisticGenerator generator, EventClock clock, IEventSink sink, IEventSink? labels, RunLimits limits)
    {
        _generator = generator;
        _clock = clock;
        _sink = sink;
        _labels = labels;
        _limits = limits;
    }

    /// <summary>Runs to its limit, or until the token says stop; then flushes the sink.</summary>
    /// <exception cref="WeirException">Messages could not be sent.</exception>
    public async Task<EventTotals> RunAsync(Action<TopicReport> report, CancellationToken cancellationToken)
    {
        string? refused = null;
        await _sink.OpenAsync(
            _limits.HasLabelTopic ? EventTopics.WithLabels : EventTopics.Original,
            topic =>
            {
                refused ??= topic.Step == TopicStep.Failed ? $"{topic.Topic}: {topic.Reason}" : null;
                report(topic);
            },
            cancellationToken);
        if (refused is not null)
        {
            throw new EventDeliveryException(
                ErrorCodes.TopicRefused, $"a topic cannot be made: {refused}",
                "See the reason; make the topics by hand, or name others.", isTransient: false);
        }

        if (_labels is not null)
        {
            await _labels.OpenAsync(EventTopics.WithLabels, static _ => { }, cancellationToken);
        }

        Channel<Load> full = Channel.CreateBounded<Load>(_limits.InFlightBatches);
        Channel<Load> empty = Channel.CreateBounded<Load>(_limits.InFlightBatches);
        for (int i = 0; i < _limits.InFlightBatches; i++)
        {
            EventBatch events = new();
            empty.Writer.TryWrite(
                new Load(events, _limits.HasLabelTopic ? events : _labels is null ? null : new EventBatch()));
        }

        using CancellationTokenSource failed = new();
        Task<bool> making = MakeAsync(empty.Reader, full.Writer, failed.Token, cancellationToken);
        try
        {
            await SendAllAsync(full.Reader, empty.Writer);
        }
        catch
        {
            await failed.CancelAsync();
            await making;
            throw;
        }

        return new EventTotals(_generator.Events, _generator.Labels, _generator.Attacks, 0, await making);
    }

    // True where the user stopped it: what is made is still sent.
    private async Task<bool> MakeAsync(
        ChannelReader<Load> empty, ChannelWriter<Load> full, CancellationToken failed, CancellationToken stop)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(failed, stop);
        bool isInterrupted = false;
        try
        {
            bool hasMore = true;
            while (hasMore)
            {
                Load load = await empty.ReadAsync(either.Token);
                load.Clear();
                try
                {
                    hasMore = await FillAsync(load, either.Token);
                }
                finally
                {
                    full.TryWrite(load);
                }
            }
        }
        catch (OperationCanceledException)
        {
            isInterrupted = stop.IsCancellationRequested;
        }
        finally
        {
            full.Complete();
        }

        return isInterrupted;
    }

    private async ValueTask<bool> FillAsync(Load load, CancellationToken cancellationToken)
    {
        long last = _limits.Duration > TimeSpan.Zero
            ? _clock.StartMilliseconds + (long)_limits.Duration.TotalMilliseconds : long.MaxValue;
        do
        {
            if ((_limits.Events > 0 && _generator.Events >= _limits.Events) || _generator.NextMilliseconds >= last)
            {
                return false;
            }

            if (_clock.IsPaced)
            {
                await _clock.UntilAsync(_generator.NextMilliseconds, cancellationToken);
            }

            _generator.Step(load.Events, load.Labels);
        }
        while (_clock.IsDue(_generator.NextMilliseconds) && load.Events.Count < FullMessages
            && load.Events.Bytes < FullBytes);

        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    private async Task SendAllAsync(ChannelReader<Load> full, ChannelWriter<Load> empty)
    {
        await foreach (Load load in full.ReadAllAsync(CancellationToken.None))
        {
            await _sink.SendAsync(load.Events, CancellationToken.None);
            if (_labels is not null)
            {
                await _labels.SendAsync(load.Labels!, CancellationToken.None);
            }

            if (_clock.IsPaced)
            {
                await FlushAsync();
            }

            empty.TryWrite(load);
        }

        await FlushAsync();
    }

    private async ValueTask FlushAsync()
    {
        await _sink.FlushAsync(CancellationToken.None);
        if (_labels is not null)
        {
            await _labels.FlushAsync(CancellationToken.None);
        }
    }

    private sealed record Load(EventBatch Events, EventBatch? Labels)
    {
        public void Clear()
        {
            Events.Clear();
            Labels?.Clear();
        }
    }
}

/// <summary>Where a run ends, and how it sends.</summary>
/// <param name="Events">Stops at the first whole step at or after so many messages; zero for no end.</param>
/// <param name="Duration">Simulated time; zero for no end.</param>
/// <param name="HasLabelTopic">Whether labels are messages of a fourth topic.</param>
/// <param name="InFlightBatches">Batches in work at once, at least 1.</param>
public sealed record RunLimits(long Events, TimeSpan Duration, bool HasLabelTopic, int InFlightBatches);
