using System.Globalization;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>Which topic it is beyond its name: a topic that is deleted and made anew has another id.</summary>
/// <param name="Cluster">The cluster's id.</param>
/// <param name="Topic">The topic's id.</param>
public sealed record TopicIdentity(string Cluster, string Topic)
{
    /// <summary>A position as a warehouse keeps it: <c>CLUSTER/TOPIC/PARTITION@OFFSET</c>.</summary>
    public string Cursor(int partition, long offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{Cluster}/{Topic}/{partition}@{offset}");

    /// <summary>The offset of a cursor of this topic and partition; null where it is of another.</summary>
    public long? OffsetOf(string cursor, int partition)
    {
        string[] halves = cursor.Split('@');
        return halves.Length == 2 && halves[0] == string.Create(
            CultureInfo.InvariantCulture, $"{Cluster}/{Topic}/{partition}")
            && long.TryParse(halves[1], NumberStyles.None, CultureInfo.InvariantCulture, out long offset)
            ? offset : null;
    }
}
