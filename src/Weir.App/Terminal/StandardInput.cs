namespace Weir.App.Terminal;

/// <summary>The one reader of standard input.</summary>
internal static class StandardInput
{
    /// <summary>Text, line by line.</summary>
    public static TextReader Text => Console.In;

    /// <summary>The bytes, for whoever checks the encoding itself.</summary>
    public static Stream OpenBytes() => Console.OpenStandardInput();
}
