using System.Globalization;

namespace Weir.App.Api.Live;

/// <summary>Where a client of the stream is: the last block it has, and how many reorganisations it knows of.</summary>
/// <remarks>It is all in the warehouse, so a client resumes with it after the server was started again, too.</remarks>
internal readonly record struct FeedPosition(long Block, long Reorganisations)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Block}.{Reorganisations}");

    /// <summary>The position of a Last-Event-ID; null for another text.</summary>
    public static FeedPosition? Parse(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length == 2 && parts[0].Length <= 18 && parts[1].Length <= 18
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long block)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long reorganisations)
            ? new FeedPosition(block, reorganisations) : null;
    }
}
