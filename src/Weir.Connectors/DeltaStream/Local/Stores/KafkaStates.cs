using Confluent.Kafka;

namespace Weir.Connectors.DeltaStream.Local.Stores;

/// <summary>DeltaStream's states for what Kafka refuses.</summary>
internal static class KafkaStates
{
    public static StatementException Of(KafkaException error, string entity) => error.Error.Code switch
    {
        ErrorCode.TopicAlreadyExists => StatementException.EntityExists(entity),
        ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition =>
            StatementException.NoEntity(entity),
        ErrorCode.InvalidPartitions or ErrorCode.InvalidReplicationFactor or ErrorCode.InvalidConfig or ErrorCode.TopicException
            or ErrorCode.PolicyViolation =>
                new StatementException(SqlState.NoParameter, $"Kafka refuses \"{entity}\": {error.Error.Reason}"),
        ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed =>
            new StatementException(SqlState.NoPrivilege, $"Kafka refuses \"{entity}\": {error.Error.Reason}"),
        ErrorCode.MsgSizeTooLarge =>
            new StatementException(SqlState.LimitExceeded, $"Kafka refuses the record: {error.Error.Reason}"),
        _ => new StatementException(
            SqlState.RemoteUnavailable, $"Kafka does not answer for \"{entity}\": {error.Error.Reason}"),
    };
}
