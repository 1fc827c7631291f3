namespace Weir.Core.Errors;

/// <summary>A warehouse that cannot be opened, read or written (WEIR5xxx).</summary>
public sealed class WarehouseException : WeirException
{
    private readonly bool _isTransient;

    public WarehouseException(
        string code, string message, string remedy, bool isTransient = false, Exception? innerException = null)
        : base(code, message, remedy, innerException)
    {
        _isTransient = isTransient;
    }

    /// <inheritdoc/>
    public override bool IsTransient => _isTransient;
}
