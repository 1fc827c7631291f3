using Confluent.Kafka;
using Weir.Core.Errors;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>What brokers say, as the errors that a user is told; by code, never by text.</summary>
internal static class KafkaErrors
{
    /// <summary>The error of a client of these brokers.</summary>
    /// <param name="error">What the client says.</param>
    /// <param name="doing">What was being done, such as <c>the topic x cannot be read</c>.</param>
    /// <param name="options">Whose brokers; user and password are not shown.</param>
    public static EventDeliveryException From(Error error, string doing, KafkaConnectionOptions options)
    {
        string what = $"{options.BootstrapServers}: {doing}: {error.Reason} ({error.Code})";
        return error.Code switch
        {
            ErrorCode.Local_Fenced or ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch => new(
                ErrorCodes.ProducerFenced, what,
                "Another ingester of the same name has taken over; let one run at a time.", isTransient: false),
            ErrorCode.IllegalGeneration or ErrorCode.UnknownMemberId or ErrorCode.FencedInstanceId => new(
                ErrorCodes.WorkLost, what, "Another worker goes on with it; nothing is lost.", isTransient: false),
            ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed
                or ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed
                or ErrorCode.ClusterAuthorizationFailed or ErrorCode.TransactionalIdAuthorizationFailed => new(
                ErrorCodes.KafkaUnauthorized, what,
                "Check WEIR_KAFKA_USER and WEIR_KAFKA_PASSWORD, and the user's rights on topics, group and "
                + "transactional id.", isTransient: false),
            ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge => new(
                ErrorCodes.MessageTooLarge, what,
                "Raise the topic's max.message.bytes, or lower --part-bytes.", isTransient: false),
            ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange or ErrorCode.Local_NoOffset => new(
                ErrorCodes.MessagesExpired, what,
                "The topic has deleted messages that were not read yet: load those blocks with weir backfill, or "
                + "ingest them again.", isTransient: false),
            ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition => new(
                ErrorCodes.TopicRefused, what, "Make the topics first: weir ingest does, where it may.",
                isTransient: false),
            ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Transport or ErrorCode.Local_Resolve
                or ErrorCode.Local_TimedOut or ErrorCode.Local_MsgTimedOut => new(
                ErrorCodes.BrokerUnreachable, what, "Check the address, and that the brokers run.", isTransient: true),
            _ => new(
                ErrorCodes.MessagesLost, what, "See the reason; what was committed stays.",
                isTransient: !error.IsFatal),
        };
    }
}
