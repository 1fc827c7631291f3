namespace Weir.App.Terminal;

/// <summary>Where a command writes: results on one stream, everything else on the other.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Progress, warnings and errors.</param>
/// <param name="IsInteractive">Whether a person looks at the error stream, so that a bar may be drawn.</param>
/// <param name="OutputBytes">Results as UTF-8 past the text writer, where there is such a way; faster.</param>
internal sealed record Screen(TextWriter Output, TextWriter Error, bool IsInteractive, Stream? OutputBytes = null);
