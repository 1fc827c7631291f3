namespace Weir.Connectors.DeltaStream.Local;

/// <summary>A statement that fails: its state and message go to the client.</summary>
public sealed class StatementException(string sqlState, string message) : Exception(message)
{
    public string SqlState { get; } = sqlState;

    public static StatementException NoEntity(string name) =>
        new(DeltaStream.SqlState.NoRelation, $"entity \"{name}\" not found");

    public static StatementException EntityExists(string name) =>
        new(DeltaStream.SqlState.Duplicate, $"entity \"{name}\" already exists");

    public static StatementException Unsupported(string what) =>
        new(DeltaStream.SqlState.NotSupported, $"{what} is not supported by the local server");
}
