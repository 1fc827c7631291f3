using SkiaSharp;

namespace Weir.App.Commands.Risk.Plotting;

/// <summary>Draws a chart: title, what it is of, its panels and how to read it.</summary>
internal sealed class ChartDrawing(SKCanvas canvas, PlotTheme theme) : IDisposable
{
    private const float Margin = 32;
    private const float Gap = 24;
    private readonly ChartType _type = new();

    /// <summary>How many panels stand side by side.</summary>
    public static int ColumnsOf(Chart chart) => chart.Panels.Count switch { <= 3 => 1, 4 => 2, _ => 3 };

    public void Draw(Chart chart, float width, float height)
    {
        canvas.Clear(theme.Background);
        using SKPaint ink = new() { Color = theme.Ink, IsAntialias = true };
        using SKPaint mute = new() { Color = theme.Mute, IsAntialias = true };
        canvas.DrawText(chart.Title, Margin, 44, _type.Title, ink);
        float line = 68;
        foreach (string subtitle in chart.Subtitles)
        {
            canvas.DrawText(Fit(subtitle, _type.Body, width - (2 * Margin)), Margin, line, _type.Body, mute);
            line += 20;
        }

        canvas.DrawText(chart.Foot, Margin, height - 20, _type.Small, mute);
        int columns = ColumnsOf(chart);
        int rows = (chart.Panels.Count + columns - 1) / columns;
        float top = line;
        float bottom = height - 44;
        float panelWidth = (width - (2 * Margin) - ((columns - 1) * Gap)) / columns;
        float panelHeight = (bottom - top - ((rows - 1) * Gap)) / rows;
        for (int i = 0; i < chart.Panels.Count; i++)
        {
            SKRect place = SKRect.Create(
                Margin + (i % columns * (panelWidth + Gap)), top + (
                    i / columns * (panelHeight + Gap)), panelWidth, panelHeight);
            new PanelDrawing(canvas, theme, _type, chart.Panels[i], place).Draw();
        }
    }

    public void Dispose() => _type.Dispose();

    public static string Fit(string text, SKFont font, float width)
    {
        while (text.Length > 1 && font.MeasureText(text) > width)
        {
            text = text[..^2].TrimEnd() + "…";
        }

        return text;
    }
}
