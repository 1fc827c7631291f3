using System.Text;
using Weir.Core.Errors;
using Weir.Core.Events;

namespace Weir.Tests.Simulation.Events;

/// <summary>Keeps what it is sent; can refuse one message.</summary>
internal sealed class MemoryEventSink : IEventSink
{
    public List<(int Topic, string Key, string Value)> Messages { get; } = [];

    /// <summary>The place of a message that is refused, counted from 0 over all attempts; -1 for none.</summary>
    public int RefusedAt { get; init; } = -1;

    /// <summary>Is called before each message.</summary>
    public Action<int>? BeforeMessage { get; init; }

    public long Delivered => Messages.Count;

    public long Failed { get; private set; }

    public long Attempts => Delivered + Failed;

    public Task OpenAsync(
        IReadOnlyList<EventTopic> topics, Action<TopicReport> report, CancellationToken cancellationToken)
    {
        foreach (EventTopic topic in topics)
        {
            report(new TopicReport(topic.Name, TopicStep.Creating));
            report(topic.Name == "mempool_data"
                ? new TopicReport(topic.Name, TopicStep.Exists)
                : new TopicReport(topic.Name, TopicStep.Created));
        }

        return Task.CompletedTask;
    }

    public ValueTask SendAsync(EventBatch events, CancellationToken cancellationToken)
    {
        for (int i = 0; i < events.Count; i++)
        {
            BeforeMessage?.Invoke((int)Attempts);
            cancellationToken.ThrowIfCancellationRequested();
            if (Attempts == RefusedAt)
            {
                Failed++;
                throw new EventDeliveryException(
                    ErrorCodes.MessagesLost, "Failed to execute SQL: no", "none", isTransient: false);
            }

            Messages.Add((
                events.Topic(i), Encoding.UTF8.GetString(events.Key(i)), Encoding.UTF8.GetString(events.Value(i))));
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
