namespace Weir.Core.Errors;

/// <summary>A block that contradicts its own hashes (WEIR21xx).</summary>
public sealed class VerificationException : WeirException
{
    private readonly bool _isTransient;

    public VerificationException(
        string code, string message, string remedy, long blockNumber, BlockVerdict? verdict = null,
        bool isTransient = true)
        : base(code, message, remedy)
    {
        BlockNumber = blockNumber;
        Verdict = verdict;
        _isTransient = isTransient;
    }

    /// <summary>The block that is bad.</summary>
    public long BlockNumber { get; }

    /// <summary>What was found out about the block, where it was verified.</summary>
    public BlockVerdict? Verdict { get; }

    /// <summary>Whether another endpoint, or the same one a moment later, may tell the truth.</summary>
    public override bool IsTransient => _isTransient;
}
