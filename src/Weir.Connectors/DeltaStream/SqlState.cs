namespace Weir.Connectors.DeltaStream;

/// <summary>
/// The states of DeltaStream's answers that are met here (its Go, TypeScript and Python clients list them all).
/// </summary>
internal static class SqlState
{
    public const string Ok = "00000";
    public const string NotYetComplete = "03000";
    public const string NotSupported = "0A000";
    public const string NoDatabase = "3D002";
    public const string NoStore = "3D006";
    public const string NoParameter = "3D008";
    public const string NoRelation = "3D020";
    public const string StoreNotReady = "3E001";
    public const string NoDescriptorSource = "3D011";
    public const string NoFunctionSource = "3D018";
    public const string MissingParameter = "3D021";
    public const string RelationNotReady = "3E003";
    public const string NoPrivilege = "42501";
    public const string Syntax = "42601";
    public const string Duplicate = "42710";
    public const string DuplicateFunctionSource = "42P016";
    public const string LimitExceeded = "53000";
    public const string RemoteUnavailable = "57015";
    public const string Internal = "XX000";
}
