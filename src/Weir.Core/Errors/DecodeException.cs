namespace Weir.Core.Errors;

/// <summary>Bytes or JSON that are not what the protocol says (WEIR2xxx).</summary>
public sealed class DecodeException : WeirException
{
    public DecodeException(string code, string message, string remedy, Exception? innerException = null)
        : base(code, message, remedy, innerException)
    {
    }

    /// <summary>True where the bytes came from a node that may answer better when asked again.</summary>
    public override bool IsTransient => Code == ErrorCodes.MalformedAnswer;
}
