using SkiaSharp;

namespace Weir.App.Commands.Risk.Plotting;

/// <summary>The colours of a plot: the page's tokens, light or dark.</summary>
internal sealed record PlotTheme
{
    public required SKColor Background { get; init; }

    public required SKColor Grid { get; init; }

    public required SKColor Edge { get; init; }

    public required SKColor Mute { get; init; }

    public required SKColor Ink { get; init; }

    /// <summary>Bars.</summary>
    public required SKColor Fill { get; init; }

    /// <summary>What was observed: points and thin stems.</summary>
    public required SKColor Stem { get; init; }

    /// <summary>Exceedances.</summary>
    public required SKColor Alert { get; init; }

    /// <summary>Lines, in order; each has its dashes too (<see cref="Dashes"/>).</summary>
    public required SKColor[] Series { get; init; }

    /// <summary>Dashes of the lines, in pixels on and off: no two alike, so that no line is known by its colour
    /// alone.</summary>
    public static float[][] Dashes { get; } = [[], [7, 4], [2, 3], [14, 4], [10, 3, 2, 3], [14, 3, 2, 3, 2, 3]];

    public static PlotTheme Light { get; } = new()
    {
        Background = SKColor.Parse("#fbfcfb"),
        Grid = SKColor.Parse("#dce2e0"),
        Edge = SKColor.Parse("#76817d"),
        Mute = SKColor.Parse("#566260"),
        Ink = SKColor.Parse("#141918"),
        Fill = SKColor.Parse("#007371"),
        Stem = SKColor.Parse("#87928e"),
        Alert = SKColor.Parse("#b53707"),
        Series = [.. new[] { "#006965", "#b7853c", "#5b2a73", "#3a94c4", "#141918", "#566260" }.Select(SKColor.Parse)],
    };

    public static PlotTheme Dark { get; } = new()
    {
        Background = SKColor.Parse("#101413"),
        Grid = SKColor.Parse("#2a312f"),
        Edge = SKColor.Parse("#74807c"),
        Mute = SKColor.Parse("#9aa6a2"),
        Ink = SKColor.Parse("#e8ecea"),
        Fill = SKColor.Parse("#379b93"),
        Stem = SKColor.Parse("#5f6c68"),
        Alert = SKColor.Parse("#f8875a"),
        Series = [.. new[] { "#66d0c3", "#a06c10", "#b08aef", "#3f7fa6", "#e8ecea", "#9aa6a2" }.Select(SKColor.Parse)],
    };

    public static PlotTheme Of(string name) => name == "dark" ? Dark : Light;
}
