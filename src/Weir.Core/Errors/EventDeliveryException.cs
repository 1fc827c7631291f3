namespace Weir.Core.Errors;

/// <summary>Messages or statements that a streaming system has refused or not confirmed (WEIR7xxx).</summary>
public sealed class EventDeliveryException : WeirException
{
    private readonly bool _isTransient;

    public EventDeliveryException(
        string code, string message, string remedy, bool isTransient, Exception? innerException = null)
        : base(code, message, remedy, innerException)
    {
        _isTransient = isTransient;
    }

    /// <inheritdoc/>
    public override bool IsTransient => _isTransient;
}
