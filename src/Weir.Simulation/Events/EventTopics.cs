using Weir.Core.Events;

namespace Weir.Simulation.Events;

/// <summary>The topics of the event generator, by their place in the list that sinks are opened with.</summary>
public static class EventTopics
{
    /// <summary><c>onchain_transactions</c>: one transfer of a token.</summary>
    public const int Transactions = 0;

    /// <summary><c>dex_prices</c>: a pool's price after a trade.</summary>
    public const int Prices = 1;

    /// <summary><c>mempool_data</c>: the gas price of a block's pending transactions.</summary>
    public const int Mempool = 2;

    /// <summary><c>labels</c>: which transactions belong to a scenario; only where it is asked for.</summary>
    public const int Labels = 3;

    /// <summary>The three topics of the original, with its settings: 3 partitions, 1 replica, 7 days.</summary>
    public static IReadOnlyList<EventTopic> Original { get; } =
        [Topic("onchain_transactions"), Topic("dex_prices"), Topic("mempool_data")];

    /// <summary>The three topics and the labels.</summary>
    public static IReadOnlyList<EventTopic> WithLabels { get; } = [.. Original, Topic("labels")];

    private static EventTopic Topic(string name) => new(name, 3, 1, TimeSpan.FromDays(7));
}
