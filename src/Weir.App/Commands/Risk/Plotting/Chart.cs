namespace Weir.App.Commands.Risk.Plotting;

/// <summary>A plot: what it shows, of what, in one panel or in small multiples with the same axes.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Subtitles">What it is of, a line each.</param>
/// <param name="Foot">How to read its marks.</param>
/// <param name="Panels">One or more.</param>
internal sealed record Chart(
    string Title, IReadOnlyList<string> Subtitles, string Foot, IReadOnlyList<ChartPanel> Panels)
{
    /// <summary>More lines than this in one panel cannot be told apart: they go into panels of their own.</summary>
    public const int MostLines = 6;
}

/// <summary>One pair of axes with what is drawn between them.</summary>
/// <param name="Title">Its own title; empty where the chart's says it.</param>
/// <param name="X">The axis below.</param>
/// <param name="Y">The axis to the left.</param>
internal sealed record ChartPanel(string Title, ChartAxis X, ChartAxis Y)
{
    public IReadOnlyList<ChartLine> Lines { get; init; } = [];

    /// <summary>Upright lines with their labels, at places of the axis below.</summary>
    public IReadOnlyList<(string Label, double At)> Uprights { get; init; } = [];

    /// <summary>Bars from zero.</summary>
    public IReadOnlyList<ChartBar> Bars { get; init; } = [];

    /// <summary>What happened, as thin stems from zero.</summary>
    public IReadOnlyList<(double X, double Y)> Stems { get; init; } = [];

    /// <summary>Exceedances, as diamonds.</summary>
    public IReadOnlyList<(double X, double Y)> Alerts { get; init; } = [];
}

/// <summary>An axis.</summary>
/// <param name="Label">What it counts, with its unit.</param>
/// <param name="Kind">How its ticks are written.</param>
/// <param name="Low">Its least value; days since 1970 for dates.</param>
/// <param name="High">Its largest.</param>
internal sealed record ChartAxis(string Label, ChartScale Kind, double Low, double High)
{
    /// <summary>Names of the places 0, 1, 2 … of an axis of names.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

/// <summary>How an axis writes its ticks.</summary>
internal enum ChartScale
{
    Number,
    Percent,
    Date,
    Names,
}

/// <summary>A line; NaN breaks it.</summary>
internal sealed record ChartLine(string Label, IReadOnlyList<double> X, IReadOnlyList<double> Y);

/// <summary>A bar from zero to a value, between two places of the axis below.</summary>
internal readonly record struct ChartBar(double From, double To, double Value, string Label = "");
