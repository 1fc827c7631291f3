using Weir.Connectors.DeltaStream;
using Weir.Connectors.Events;
using Weir.Core.Errors;

namespace Weir.Tests.Connectors.DeltaStream;

/// <summary>What DESCRIBE ENTITY answers in its known forms, and what is refused for it.</summary>
public sealed class EntityDescriptionTests
{
    private static readonly TopicShape Asked = new(3, 1, TimeSpan.FromDays(7));

    [Theory]
    [InlineData("3", "1", "{\"retention.ms\":\"604800000\"}", null)]
    [InlineData("3", "1", "{\"retention.ms\":604800000}", null)]
    [InlineData(null, null, null, null)]
    [InlineData("three", "", "not json", null)]
    [InlineData("4", "1", null, "4 partitions, not 3")]
    [InlineData("3", "3", null, "3 replicas, not 1")]
    [InlineData("3", "1", "{\"retention.ms\":\"1000\"}", "1 seconds of retention, not 604800")]
    public void A_shape_that_is_known_to_differ_is_refused(
        string? partitions, string? replicas, string? configs, string? said)
    {
        EntityDescription found =
            EntityDescription.Of(Row("e", "topic", partitions, replicas, null, string.Empty, configs));
        if (said is null)
        {
            found.Require("e", Asked);
            return;
        }

        EventDeliveryException error = Assert.Throws<EventDeliveryException>(() => found.Require("e", Asked));
        Assert.Equal(ErrorCodes.TopicShape, error.Code);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        found.Require("e", TopicShape.Any);
    }

    [Theory]
    [InlineData("keys.pb", null)]
    [InlineData(null, "values.pb")]
    public void A_descriptor_means_that_json_cannot_be_inserted(string? key, string? value)
    {
        EntityDescription found = EntityDescription.Of(Row("e", "topic", "3", "1", key, value, "{}"));
        EventDeliveryException error = Assert.Throws<EventDeliveryException>(() => found.Require("e", TopicShape.Any));
        Assert.Contains($"the descriptor {key ?? value}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_properties_and_values_say_nothing_of_the_shape()
    {
        EntityDescription.Of(Row("Name", "e")).Require("e", Asked);
        EntityDescription.Of(new DeltaStreamResult(Guid.NewGuid(), [], [], null)).Require("e", Asked);
    }

    private static DeltaStreamResult Row(params string?[] cells) => new(Guid.NewGuid(), [], [cells], null);
}
