using Weir.App.Api.Asking;

namespace Weir.App.Api.Answering;

/// <summary>The blocks that an answer is about.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
/// <param name="FirstAt">When the first was made; null where the chain does not say.</param>
/// <param name="LastAt">When the last was made.</param>
/// <param name="Blocks">How many of them are stored.</param>
/// <param name="Proven">How many of those have header, transactions and receipts proven.</param>
internal sealed record BlockWindow(
    long From, long To, DateTimeOffset? FirstAt, DateTimeOffset? LastAt, long Blocks, long Proven)
{
    /// <summary>No block at all.</summary>
    public static BlockWindow Empty { get; } = new(0, -1, null, null, 0, 0);

    public bool IsEmpty => Blocks == 0;

    /// <summary>How long it lasted.</summary>
    public TimeSpan Span => LastAt - FirstAt ?? TimeSpan.Zero;

    /// <summary>The bar that its series have.</summary>
    /// <exception cref="ApiException">400: the bar that was asked for is too small for the range.</exception>
    public Bar BarOf(ApiRequest request)
    {
        if (request.Text("bucket") is not { } name)
        {
            return Bar.For(Span);
        }

        Bar bar = Bar.Named(name);
        return bar.CountIn(Span, Blocks) <= Bar.Most ? bar : throw ApiException.Parameter(
            "bucket", FormattableString.Invariant($"the range has more than {Bar.Most:N0} bars of a {bar.Name}"),
            "Choose a larger bar or a shorter range.");
    }
}
