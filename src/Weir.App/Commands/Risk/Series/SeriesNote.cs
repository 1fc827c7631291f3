namespace Weir.App.Commands.Risk.Series;

/// <summary>What the reader of a series understood or left out, for the error stream and for <c>notes</c> in
/// JSON.</summary>
/// <param name="Kind">gap, read or warning.</param>
/// <param name="Text">A sentence without its full stop.</param>
internal readonly record struct SeriesNote(string Kind, string Text)
{
    private const int Shown = 5;

    public override string ToString() => $"{Kind}: {Text}";

    public static SeriesNote Read(string text) => new("read", text);

    public static SeriesNote Warning(string text) => new("warning", text);

    /// <summary>The first few of them, and how many more; <paramref name="rest"/> is what is said of those.</summary>
    public static IEnumerable<SeriesNote> Few(string kind, IReadOnlyList<string> texts, string rest) =>
        texts.Count <= Shown
            ? texts.Select(text => new SeriesNote(kind, text))
            : texts.Take(Shown).Append(FormattableString.Invariant($"and {texts.Count - Shown} more{rest}")).Select(
                text => new SeriesNote(kind, text));
}
