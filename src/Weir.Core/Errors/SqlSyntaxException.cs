namespace Weir.Core.Errors;

/// <summary>SQL that cannot be parsed (WEIR40xx): says line, column and shows the place with a caret.</summary>
public sealed class SqlSyntaxException : WeirException
{
    public SqlSyntaxException(string code, string message, string remedy, Exception? innerException = null)
        : base(code, message, remedy, innerException)
    {
    }

    /// <inheritdoc/>
    public override int ExitCode => 2;
}
