namespace Weir.Core.Errors;

/// <summary>A block that contradicts its own hashes (WEIR21xx).</summary>
public sealed class VerificationException : WeirException
{
    public VerificationException(string code, string message, string remedy, long blockNumber)
        : base(code, message, remedy)
    {
        BlockNumber = blockNumber;
    }

    /// <summary>The block that is bad.</summary>
    public long BlockNumber { get; }

    /// <summary>Another endpoint, or the same one a moment later, may tell the truth.</summary>
    public override bool IsTransient => true;
}
