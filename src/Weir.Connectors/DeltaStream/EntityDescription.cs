using System.Globalization;
using System.Text.Json;
using Weir.Connectors.Events;
using Weir.Core.Errors;

namespace Weir.Connectors.DeltaStream;

/// <summary>What DESCRIBE ENTITY says of an entity in a Kafka store.</summary>
/// <param name="Shape">What is known of partitions, replicas and retention.</param>
/// <param name="Descriptors">Descriptors of keys and values: with one, records are not JSON.</param>
internal sealed record EntityDescription(TopicShape Shape, IReadOnlyList<string> Descriptors)
{
    /// <summary>
    /// Reads the row of seven columns that DeltaStream's Terraform provider reads; of any other form nothing is known.
    /// </summary>
    public static EntityDescription Of(DeltaStreamResult described)
    {
        if (described.Rows.Count != 1
            || described.Rows[0] is not [_, _, var partitions, var replicas, var key, var value, var configs])
        {
            return new EntityDescription(TopicShape.Any, []);
        }

        return new EntityDescription(
            new TopicShape(Whole(partitions), Whole(replicas), Retention(configs)),
            [.. new[] { key, value }.OfType<string>().Where(descriptor => descriptor.Length > 0)]);
    }

    /// <summary>Refuses an entity that JSON cannot be inserted into, or that differs from what is asked.</summary>
    /// <exception cref="EventDeliveryException">WEIR7004.</exception>
    public void Require(string name, TopicShape asked)
    {
        if (Descriptors.Count > 0)
        {
            throw new EventDeliveryException(
                ErrorCodes.TopicShape,
                $"the entity {name} is there with the descriptor {Descriptors[0]}, so its records are not JSON",
                "Use another store or database, or drop the entity.", isTransient: false);
        }

        asked.Require($"the entity {name}", Shape);
    }

    private static int? Whole(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static TimeSpan? Retention(string? configs)
    {
        try
        {
            using JsonDocument? json = configs is null ? null : JsonDocument.Parse(configs);
            return json?.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("retention.ms", out JsonElement value)
                && long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                    out long milliseconds)
                    ? TimeSpan.FromMilliseconds(milliseconds)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
