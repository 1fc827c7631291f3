using Weir.Connectors.Events;
using Weir.Core.Events;
using Weir.Simulation.Events;

namespace Weir.App.Commands.Simulate;

/// <summary>Sends a recording again, byte for byte, at the pace of its own timestamps.</summary>
internal sealed class Replay
{
    private const int FullMessages = 2_048;

    private readonly EventRecording _recording;
    private readonly EventClock _clock;
    private readonly IEventSink _sink;
    private readonly EventBatch _batch = new();

    public Replay(string path, EventClock clock, IEventSink sink)
    {
        _recording = new EventRecording(path, [.. EventTopics.WithLabels.Select(topic => topic.Name)]);
        _clock = clock;
        _sink = sink;
    }

    public async Task<EventTotals> RunAsync(CancellationToken cancellationToken)
    {
        await _sink.OpenAsync(EventTopics.WithLabels, static _ => { }, cancellationToken);
        long events = 0;
        long labels = 0;
        long? first = null;
        bool isInterrupted = false;
        try
        {
            await foreach (RecordedEvent message in _recording.ReadAsync(cancellationToken))
            {
                if (_clock.IsPaced && message.Milliseconds is { } time)
                {
                    first ??= time;
                    await _clock.UntilAsync(_clock.StartMilliseconds + time - first.Value, cancellationToken);
                }

                _batch.Add(message.Topic, message.Key, message.Value);
                _ = message.Topic == EventTopics.Labels ? labels++ : events++;
                if (_clock.IsPaced || _batch.Count == FullMessages)
                {
                    await SendAsync(CancellationToken.None);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            isInterrupted = true;
        }

        await SendAsync(CancellationToken.None);
        await _sink.FlushAsync(CancellationToken.None);
        return new EventTotals(events, labels, 0, 0, isInterrupted);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        await _sink.SendAsync(_batch, cancellationToken);
        _batch.Clear();
        if (_clock.IsPaced)
        {
            await _sink.FlushAsync(cancellationToken);
        }
    }
}
