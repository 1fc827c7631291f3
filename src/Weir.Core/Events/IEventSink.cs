namespace Weir.Core.Events;

/// <summary>Where generated messages go: they have no block and no position, only an order.</summary>
public interface IEventSink : IAsyncDisposable
{
    /// <summary>Messages that the other side has confirmed.</summary>
    long Delivered { get; }

    /// <summary>Messages that the other side has refused for good; each was an error or was counted.</summary>
    long Failed { get; }

    /// <summary>Makes the topics that are missing, and tells of each step.</summary>
    /// <param name="topics">Every topic that messages will name by its place in this list.</param>
    /// <param name="report">Is told of each topic, in order. A topic that cannot be made is reported, not
    /// thrown.</param>
    /// <exception cref="Errors.WeirException">The destination cannot be used at all.</exception>
    Task OpenAsync(IReadOnlyList<EventTopic> topics, Action<TopicReport> report, CancellationToken cancellationToken);

    /// <summary>Takes the messages in their order; keeps nothing of the batch once the task is done.</summary>
    /// <exception cref="Errors.WeirException">A message could not be sent.</exception>
    ValueTask SendAsync(EventBatch events, CancellationToken cancellationToken);

    /// <summary>Waits until every message taken is confirmed.</summary>
    /// <exception cref="Errors.WeirException">Messages are lost: how many, and the first reason.</exception>
    ValueTask FlushAsync(CancellationToken cancellationToken);
}
