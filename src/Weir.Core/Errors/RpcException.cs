namespace Weir.Core.Errors;

/// <summary>A node that did not answer, refused, or answered nonsense (WEIR3xxx).</summary>
public sealed class RpcException : WeirException
{
    private readonly bool _isTransient;

    public RpcException(
        string code, string message, string remedy, bool isTransient, TimeSpan? retryAfter = null,
        RpcFault fault = RpcFault.Other, Exception? innerException = null)
        : base(code, message, remedy, innerException)
    {
        _isTransient = isTransient;
        RetryAfter = retryAfter;
        Fault = fault;
    }

    /// <summary>How long the node asked to be left alone, when it said so.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>What kind of refusal it was: decides whether smaller requests may help.</summary>
    public RpcFault Fault { get; }

    /// <inheritdoc/>
    public override bool IsTransient => _isTransient;
}

/// <summary>What a failed request says about the next one.</summary>
public enum RpcFault
{
    /// <summary>Nothing in particular.</summary>
    Other,

    /// <summary>Too many requests: fewer at once, later.</summary>
    RateLimited,

    /// <summary>The request or its answer was too large: smaller batches.</summary>
    TooLarge,

    /// <summary>The node does not know the method.</summary>
    MethodNotFound,
}
