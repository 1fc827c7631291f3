using System.Text;
using SkiaSharp;
using Weir.Core.Errors;

namespace Weir.App.Commands.Risk.Plotting;

/// <summary>Writes a chart as PNG or SVG, by the file's ending.</summary>
internal static class ChartFile
{
    private const int Width = 1200;
    private const int SinglePanelHeight = 700;
    private const int RowHeight = 280;
    private const int Frame = 150;

    /// <summary>A PNG has two pixels a unit.</summary>
    private const int Scale = 2;

    /// <exception cref="ConfigException">Another ending; no such folder.</exception>
    public static void Write(string path, Chart chart, PlotTheme theme)
    {
        string ending = Path.GetExtension(path).ToUpperInvariant();
        if (ending is not (".PNG" or ".SVG"))
        {
            throw new ConfigException(
                ErrorCodes.BadFlag, $"--plot {path} ends neither in .png nor in .svg", "Choose one of them.");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new ConfigException(
                ErrorCodes.BadFlag, $"--plot {path}: there is no folder {folder}", "Make it first.");
        }

        int rows = (chart.Panels.Count + ChartDrawing.ColumnsOf(chart) - 1) / ChartDrawing.ColumnsOf(chart);
        int height = chart.Panels.Count == 1 ? SinglePanelHeight : (rows * RowHeight) + Frame;
        if (ending == ".SVG")
        {
            File.WriteAllText(path, Svg(chart, theme, height));
            return;
        }

        using FileStream file = File.Create(path);

        using SKBitmap bitmap = new(Width * Scale, height * Scale);
        using (SKCanvas canvas = new(bitmap))
        {
            canvas.Scale(Scale);
            Draw(canvas, chart, theme, height);
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        data.SaveTo(file);
    }

    /// <summary>The text of an SVG; a reader without the font takes its own, each letter in its place.</summary>
    private static string Svg(Chart chart, PlotTheme theme, int height)
    {
        using MemoryStream text = new();
        using (SKManagedWStream stream = new(text))
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(Width, height), stream))
        {
            Draw(canvas, chart, theme, height);
        }

        return Encoding.UTF8.GetString(text.ToArray()).Replace(
            "IBM Plex Sans\"", "IBM Plex Sans, sans-serif\"", StringComparison.Ordinal);
    }

    private static void Draw(SKCanvas canvas, Chart chart, PlotTheme theme, int height)
    {
        using ChartDrawing drawing = new(canvas, theme);
        drawing.Draw(chart, Width, height);
    }
}
