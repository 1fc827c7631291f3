namespace Weir.Connectors.DeltaStream.Local;

/// <summary>What goes wrong with statements that contain a text.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Status">The HTTP status of <see cref="LocalFaultKind.Status"/>.</param>
/// <param name="Times">How often; then all is well again.</param>
/// <param name="Containing">Only statements with this text; empty for all.</param>
public sealed record LocalFault(LocalFaultKind Kind, int Status = 0, int Times = int.MaxValue, string Containing = "");

/// <summary>The faults.</summary>
public enum LocalFaultKind
{
    /// <summary>An error status; the statement is not run.</summary>
    Status,

    /// <summary>The statement is run, and the connection is cut in the middle of the answer.</summary>
    CutAfterRunning,

    /// <summary>The statement is run, and no answer comes.</summary>
    Silence,
}
