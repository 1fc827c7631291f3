namespace Weir.Core.Errors;

/// <summary>A flag, an environment variable or a key that cannot be used as it was given (WEIR1xxx).</summary>
public sealed class ConfigException : WeirException
{
    public ConfigException(string code, string message, string remedy, Exception? innerException = null)
        : base(code, message, remedy, innerException)
    {
    }

    /// <inheritdoc/>
    public override int ExitCode => 2;
}
