namespace Weir.Core.Errors;

/// <summary>
/// SQL that the target dialect cannot say (WEIR40xx): the construct, its place, and what to write instead.
/// </summary>
public sealed class SqlUnsupportedException : WeirException
{
    public SqlUnsupportedException(string code, string message, string remedy, Exception? innerException = null)
        : base(code, message, remedy, innerException)
    {
    }

    /// <inheritdoc/>
    public override int ExitCode => 2;
}
