namespace Weir.App.Commands.Risk.Series;

/// <summary>A row of a file with a number for every wanted column.</summary>
internal sealed record SeriesRow(int Line, string Time, DateTimeOffset? Instant, double[] Values);
