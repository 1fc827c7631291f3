namespace Weir.Core.Errors;

/// <summary>Every code a user can meet; docs/errors.md explains each, and a test compares the two.</summary>
public static class ErrorCodes
{
    public const string BadFlag = "WEIR1001";
    public const string BadSource = "WEIR1002";
    public const string BadDestination = "WEIR1003";
    public const string BadRange = "WEIR1004";
    public const string BadTable = "WEIR1005";
    public const string ChainIdConflict = "WEIR1006";
    public const string MissingPath = "WEIR1007";
    public const string DeltaStreamSettings = "WEIR1008";
    public const string BadConfiguration = "WEIR1009";

    public const string MalformedBlock = "WEIR2001";
    public const string MalformedAnswer = "WEIR2002";
    public const string ConflictingFiles = "WEIR2003";
    public const string BadRlp = "WEIR2004";
    public const string BadRecording = "WEIR2005";
    public const string BadBlock = "WEIR2101";
    public const string UnknownRefused = "WEIR2102";
    public const string BrokenChain = "WEIR2103";
    public const string DeepReorganisation = "WEIR2104";
    public const string FinalizedChanged = "WEIR2105";

    public const string RpcUnreachable = "WEIR3001";
    public const string RpcHttpStatus = "WEIR3002";
    public const string RpcError = "WEIR3003";
    public const string RpcMissingBlock = "WEIR3004";
    public const string RpcNotJson = "WEIR3005";
    public const string RpcTimeout = "WEIR3006";
    public const string RpcUnauthorized = "WEIR3007";
    public const string RpcRateLimited = "WEIR3008";
    public const string RpcNoQuorum = "WEIR3009";

    public const string SqlSyntax = "WEIR4001";
    public const string SqlUnterminated = "WEIR4002";
    public const string SqlTooDeep = "WEIR4003";
    public const string SqlEmpty = "WEIR4004";
    public const string SqlBadText = "WEIR4005";
    public const string SqlTooLong = "WEIR4006";
    public const string SqlUnknownDialect = "WEIR4007";
    public const string SqlUnsupported = "WEIR4010";

    public const string WarehouseLocked = "WEIR5001";
    public const string AnotherWriter = "WEIR5002";
    public const string WarehouseWrite = "WEIR5003";
    public const string WarehouseRead = "WEIR5004";
    public const string WarehouseMissing = "WEIR5005";
    public const string WarehouseSchema = "WEIR5006";
    public const string WarehouseQuery = "WEIR5007";
    public const string WarehouseFull = "WEIR5008";
    public const string FileWrite = "WEIR5009";
    public const string StoredBranch = "WEIR5010";
    public const string WarehouseUnreachable = "WEIR5011";
    public const string WarehouseUnauthorized = "WEIR5012";

    public const string ModelInput = "WEIR6001";
    public const string ModelConfidence = "WEIR6002";
    public const string ModelTooFewObservations = "WEIR6003";
    public const string ModelNotFinite = "WEIR6004";
    public const string ModelConstantSeries = "WEIR6005";
    public const string ModelSingularCovariance = "WEIR6006";
    public const string ModelBadPrice = "WEIR6007";
    public const string ModelDomain = "WEIR6008";
    public const string ModelNoConvergence = "WEIR6009";
    public const string UnknownModel = "WEIR6010";
    public const string BadRiskRequest = "WEIR6011";
    public const string BadSeriesFile = "WEIR6012";
    public const string BadPriceQuery = "WEIR6014";

    public const string TopicRefused = "WEIR7001";
    public const string BrokerUnreachable = "WEIR7002";
    public const string MessagesLost = "WEIR7003";
    public const string TopicShape = "WEIR7004";
    public const string DeltaStreamSql = "WEIR7005";
    public const string DeltaStreamUnauthorized = "WEIR7006";
    public const string DeltaStreamStatus = "WEIR7007";
    public const string DeltaStreamUnreachable = "WEIR7008";
    public const string DeltaStreamUnknownOutcome = "WEIR7009";
    public const string TopicRecreated = "WEIR7010";
    public const string MessageVersion = "WEIR7011";
    public const string ProducerFenced = "WEIR7012";
    public const string KafkaUnauthorized = "WEIR7013";
    public const string MessageTooLarge = "WEIR7014";
    public const string MessagesExpired = "WEIR7015";
    public const string WorkLost = "WEIR7016";

    public const string ApiParameter = "WEIR8001";
    public const string ApiMissing = "WEIR8002";
    public const string ApiKey = "WEIR8003";
    public const string ApiHost = "WEIR8004";
    public const string ApiRate = "WEIR8005";
    public const string ApiTooCostly = "WEIR8006";
    public const string ApiBusy = "WEIR8007";
    public const string ApiRequest = "WEIR8008";
    public const string ApiNotReady = "WEIR8009";
    public const string ApiBinding = "WEIR8010";
    public const string ApiBroken = "WEIR8011";
}
