namespace Weir.Risk.Tests.Series;

/// <summary>A file of prices.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Bytes">Its content.</param>
/// <param name="Prices">What it must be read as; null where that is not the point.</param>
/// <param name="Said">What must be said of it.</param>
/// <param name="IsRefused">Whether it must be an error.</param>
internal sealed record SeriesSample(string Name, byte[] Bytes, double[]? Prices, string Said, bool IsRefused)
{
    /// <summary>The column asked for; null for the default.</summary>
    public string? Column { get; init; }
}
