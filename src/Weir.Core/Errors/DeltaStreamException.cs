namespace Weir.Core.Errors;

/// <summary>A statement that DeltaStream refused, failed, or did not answer (WEIR7005 to WEIR7009).</summary>
public sealed class DeltaStreamException : WeirException
{
    private readonly bool _isTransient;

    public DeltaStreamException(
        string code, string message, string remedy, bool isTransient, string? sqlState = null, int? httpStatus = null,
        Exception? innerException = null)
        : base(code, message, remedy, innerException)
    {
        _isTransient = isTransient;
        SqlState = sqlState;
        HttpStatus = httpStatus;
    }

    /// <summary>DeltaStream's state, where the statement was run: <c>42710</c> for what exists already.</summary>
    public string? SqlState { get; }

    /// <summary>The HTTP status, where there was one.</summary>
    public int? HttpStatus { get; }

    /// <summary>Whether the object is there already.</summary>
    public bool IsDuplicate => SqlState?.StartsWith("427", StringComparison.Ordinal) == true
        || SqlState?.StartsWith("42P0", StringComparison.Ordinal) == true
        || Message.Contains("already exists", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether there is no such object.</summary>
    public bool IsNotFound => SqlState?.StartsWith("3D", StringComparison.Ordinal) == true;

    /// <inheritdoc/>
    public override bool IsTransient => _isTransient;
}
