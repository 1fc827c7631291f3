namespace Weir.Core.Errors;

/// <summary>The root of every failure that a user is told about: what happened, and what to do.</summary>
/// <remarks>Misuse by our own code is a CLR exception; expected bad rows go to the quarantine table instead.</remarks>
public abstract class WeirException : Exception
{
    protected WeirException(string code, string message, string remedy, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        Remedy = remedy;
    }

    /// <summary>A stable code, <c>WEIR</c> and four digits, listed in docs/errors.md.</summary>
    public string Code { get; }

    /// <summary>What the user can do about it, one sentence.</summary>
    public string Remedy { get; }

    /// <summary>Whether the same request may succeed when it is made again.</summary>
    public virtual bool IsTransient => false;

    /// <summary>
    /// The process exit code that this failure leads to: 1 failed, 2 wrong usage, configuration or SQL.
    /// </summary>
    public virtual int ExitCode => 1;
}
