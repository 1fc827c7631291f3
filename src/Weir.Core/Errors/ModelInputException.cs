namespace Weir.Core.Errors;

/// <summary>
/// A number that a model cannot take (WEIR6xxx): names the model, the field, the value and the allowed range.
/// </summary>
public sealed class ModelInputException : WeirException
{
    public ModelInputException(string code, string message, string remedy)
        : base(code, message, remedy)
    {
    }
}
