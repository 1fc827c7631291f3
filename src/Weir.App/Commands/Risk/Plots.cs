using Weir.Core.Errors;

namespace Weir.App.Commands.Risk;

/// <summary>Plots to PNG or SVG, by the file's ending.</summary>
internal static class Plots
{
    private const int Width = 1200;
    private const int Height = 700;

    /// <summary>Returns as a histogram, with each loss figure as a line.</summary>
    public static void Histogram(string path, double[] returns, IReadOnlyList<(string Label, double Loss)> figures)
    {
        using ScottPlot.Plot plot = new();
        ScottPlot.Statistics.Histogram histogram = ScottPlot.Statistics.Histogram.WithBinCount(80, returns);
        _ = plot.Add.Histogram(histogram);
        foreach ((string label, double loss) in figures)
        {
            plot.Add.VerticalLine(-loss).LegendText = label;
        }

        plot.XLabel("return");
        plot.YLabel("count");
        Save(plot, path);
    }

    /// <summary>Lines over one axis.</summary>
    public static void Lines(string path, string x, string y, double[] xs, IReadOnlyList<(string Label, double[] Values)> lines)
    {
        using ScottPlot.Plot plot = new();
        foreach ((string label, double[] values) in lines)
        {
            ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(xs, values);
            line.LegendText = label;
        }

        plot.XLabel(x);
        plot.YLabel(y);
        Save(plot, path);
    }

    /// <summary>Returns as points, forecasts of loss as lines below them.</summary>
    public static void Backtest(string path, double[] returns, IReadOnlyList<(string Label, double[] ValuesAtRisk)> forecasts)
    {
        double[] steps = [.. Enumerable.Range(0, returns.Length).Select(i => (double)i)];
        using ScottPlot.Plot plot = new();
        ScottPlot.Plottables.Scatter points = plot.Add.ScatterPoints(steps, returns);
        points.MarkerSize = 3;
        points.LegendText = "return";
        foreach ((string label, double[] values) in forecasts)
        {
            plot.Add.ScatterLine(steps, [.. values.Select(value => -value)]).LegendText = label;
        }

        plot.XLabel("forecast");
        plot.YLabel("return, and minus VaR");
        Save(plot, path);
    }

    /// <summary>A bar a name.</summary>
    public static void Bars(string path, string y, IReadOnlyList<(string Name, double Value)> bars)
    {
        using ScottPlot.Plot plot = new();
        _ = plot.Add.Bars([.. bars.Select(bar => bar.Value)]);
        plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, bars.Count).Select(i => (double)i)], [.. bars.Select(bar => bar.Name)]);
        plot.YLabel(y);
        Save(plot, path);
    }

    private static void Save(ScottPlot.Plot plot, string path)
    {
        if (SkiaSharp.SKFontManager.Default.FontFamilyCount == 0)
        {
            throw new ConfigException(
                ErrorCodes.PlotFontMissing, "no font is installed, so a plot would have no text", "Install one: on Debian, apt install fonts-dejavu-core.");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new ConfigException(ErrorCodes.BadFlag, $"--plot {path}: there is no folder {folder}", "Make it first.");
        }

        _ = plot.ShowLegend();
        string ending = Path.GetExtension(path).ToUpperInvariant();
        _ = ending switch
        {
            ".PNG" => plot.SavePng(path, Width, Height),
            ".SVG" => plot.SaveSvg(path, Width, Height),
            _ => throw new ConfigException(ErrorCodes.BadFlag, $"--plot {path} ends neither in .png nor in .svg", "Choose one of them."),
        };
    }
}
