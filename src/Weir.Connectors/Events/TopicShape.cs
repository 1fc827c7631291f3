using System.Globalization;
using Weir.Core.Errors;
using Weir.Core.Events;

namespace Weir.Connectors.Events;

/// <summary>Partitions, replicas and retention: of a topic as it is, or as it is asked for.</summary>
/// <param name="Partitions">At least 1; null where it is not known, or any will do.</param>
/// <param name="Replicas">At least 1; null likewise.</param>
/// <param name="Retention">How long messages are kept; null likewise.</param>
public sealed record TopicShape(int? Partitions, int? Replicas, TimeSpan? Retention)
{
    /// <summary>Nothing is asked.</summary>
    public static readonly TopicShape Any = new(null, null, null);

    /// <summary>The topic with what is asked in place of its own.</summary>
    public EventTopic Of(EventTopic topic) => new(
        topic.Name, Partitions ?? topic.Partitions, Replicas ?? topic.Replicas, Retention ?? topic.Retention);

    /// <summary>Refuses a topic that is there and is known to differ from what is asked.</summary>
    /// <param name="name">The topic.</param>
    /// <param name="found">What it has.</param>
    /// <exception cref="EventDeliveryException">WEIR7004.</exception>
    public void Require(string name, TopicShape found)
    {
        Require(name, "partitions", Partitions, found.Partitions);
        Require(name, "replicas", Replicas, found.Replicas);
        Require(name, "retention", Seconds(Retention), Seconds(found.Retention));
    }

    private static long? Seconds(TimeSpan? span) => span is { } known ? (long)known.TotalSeconds : null;

    private static void Require(string name, string what, long? asked, long? found)
    {
        if (asked is { } wanted && found is { } there && wanted != there)
        {
            (string unit, string suffix) = what == "retention" ? (" seconds of retention", "s")
                : (" " + what, string.Empty);
            throw new EventDeliveryException(
                ErrorCodes.TopicShape,
                string.Create(CultureInfo.InvariantCulture, $"{name} is there with {there}{unit}, not {wanted}"),
                string.Create(CultureInfo.InvariantCulture,
                    $"Leave {what}= out, say {what}={there}{suffix}, or delete it."), isTransient: false);
        }
    }
}
