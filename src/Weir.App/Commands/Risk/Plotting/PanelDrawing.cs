using SkiaSharp;

namespace Weir.App.Commands.Risk.Plotting;

/// <summary>Draws one panel: axes with their units, stems, bars, lines with their names at the end,
/// exceedances.</summary>
internal sealed class PanelDrawing
{
    private const float LabelGap = 8;
    private readonly SKCanvas _canvas;
    private readonly PlotTheme _theme;
    private readonly ChartType _type;
    private readonly ChartPanel _panel;
    private readonly SKRect _plot;
    private readonly SKRect _place;
    private readonly IReadOnlyList<(double At, string Text)> _yTicks;

    public PanelDrawing(SKCanvas canvas, PlotTheme theme, ChartType type, ChartPanel panel, SKRect place)
    {
        _canvas = canvas;
        _theme = theme;
        _type = type;
        _panel = panel;
        _place = place;
        _yTicks = ChartTicks.Of(panel.Y, (int)Math.Max(3, place.Height / 60));
        float left = _yTicks.Select(tick => type.Small.MeasureText(tick.Text)).DefaultIfEmpty(0).Max() + LabelGap;
        float right = panel.Lines.Select(
            line => type.Small.MeasureText(line.Label)).DefaultIfEmpty(0).Max() + LabelGap + 4;
        float names = panel.X.Kind == ChartScale.Names ? 40 : 0;
        float uprights = panel.Uprights.Count > 0 ? 14 * Math.Min(panel.Uprights.Count, Chart.MostLines) : 0;
        float titled = panel.Title.Length > 0 ? 20 : 0;
        _plot = new SKRect(
            place.Left + left,
            place.Top + titled + 24 + uprights,
            place.Right - Math.Max(right, 12),
            place.Bottom - 40 - names);
    }

    public void Draw()
    {
        Frame();
        using SKPaint stems = Paint(_theme.Stem, 1);
        float zero = Y(0);
        foreach ((double x, double y) in _panel.Stems)
        {
            _canvas.DrawLine(X(x), zero, X(x), Y(y), stems);
        }

        using SKPaint fill = new() { Color = _theme.Fill, IsAntialias = true };
        using SKPaint ink = new() { Color = _theme.Ink, IsAntialias = true };
        foreach (ChartBar bar in _panel.Bars)
        {
            float gap = X(bar.To) - X(bar.From) > 3 ? 0.5f : 0;
            SKRect area = new(
                X(bar.From) + gap, Math.Min(Y(bar.Value), zero), X(bar.To) - gap, Math.Max(Y(bar.Value), zero));
            _canvas.DrawRect(area, fill);
            if (bar.Label.Length > 0)
            {
                float at = bar.Value < 0 ? area.Bottom + 16 : area.Top - 6;
                _canvas.DrawText(bar.Label, area.MidX, at, SKTextAlign.Center, _type.Small, ink);
            }
        }

        using SKPaint edge = Paint(_theme.Edge, 1);
        _canvas.DrawLine(_plot.Left, zero, _plot.Right, zero, edge);
        Lines();
        Uprights();
        Alerts();
    }

    private float X(double value) =>
        (float)(_plot.Left + ((value - _panel.X.Low) / (_panel.X.High - _panel.X.Low) * _plot.Width));

    private float Y(double value) =>
        (float)(_plot.Bottom - ((Math.Clamp(value, _panel.Y.Low, _panel.Y.High) - _panel.Y.Low) / (
            _panel.Y.High - _panel.Y.Low) * _plot.Height));

    private static SKPaint Paint(SKColor color, float width) =>
        new() { Color = color, StrokeWidth = width, Style = SKPaintStyle.Stroke, IsAntialias = true };

    private void Frame()
    {
        using SKPaint ink = new() { Color = _theme.Ink, IsAntialias = true };
        using SKPaint mute = new() { Color = _theme.Mute, IsAntialias = true };
        using SKPaint grid = Paint(_theme.Grid, 1);
        if (_panel.Title.Length > 0)
        {
            _canvas.DrawText(ChartDrawing.Fit(
                _panel.Title, _type.PanelTitle, _place.Width), _place.Left, _place.Top + 12, _type.PanelTitle, ink);
        }

        _canvas.DrawText(
            _panel.Y.Label, _place.Left, _place.Top + (_panel.Title.Length > 0 ? 30 : 10), _type.Small, mute);
        foreach ((double at, string text) in _yTicks)
        {
            _canvas.DrawLine(_plot.Left, Y(at), _plot.Right, Y(at), grid);
            _canvas.DrawText(text, _plot.Left - LabelGap, Y(at) + 4, SKTextAlign.Right, _type.Small, mute);
        }

        bool areNames = _panel.X.Kind == ChartScale.Names;
        int about = Math.Max(3, (int)(_plot.Width / 85));
        float free = float.NegativeInfinity;
        foreach ((double at, string text) in ChartTicks.Of(_panel.X, about))
        {
            if (areNames)
            {
                Wrap(text, X(at), mute);
                continue;
            }

            float half = _type.Small.MeasureText(text) / 2;
            float middle = Math.Clamp(
                X(at), _plot.Left + half - 20, Math.Max(_plot.Left + half - 20, _place.Right - half));
            if (middle - half > free)
            {
                _canvas.DrawLine(X(at), _plot.Bottom, X(at), _plot.Bottom + 4, grid);
                _canvas.DrawText(text, middle, _plot.Bottom + 18, SKTextAlign.Center, _type.Small, mute);
                free = middle + half + 8;
            }
        }

        if (_panel.X.Label.Length > 0)
        {
            _canvas.DrawText(_panel.X.Label, _plot.Left, _plot.Bottom + 34, _type.Small, mute);
        }
    }

    private void Wrap(string text, float middle, SKPaint paint)
    {
        float width = _plot.Width / _panel.X.Names.Count - 6;
        List<string> lines = [];
        foreach (string word in text.Split(' '))
        {
            if (lines.Count > 0 && _type.Small.MeasureText($"{lines[^1]} {word}") <= width)
            {
                lines[^1] += $" {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        for (int i = 0; i < lines.Count; i++)
        {
            _canvas.DrawText(lines[i], middle, _plot.Bottom + 18 + (14 * i), SKTextAlign.Center, _type.Small, paint);
        }
    }

    private void Lines()
    {
        List<(string Label, float At, SKColor Color)> ends = [];
        for (int i = 0; i < _panel.Lines.Count; i++)
        {
            ChartLine line = _panel.Lines[i];
            SKColor color = _theme.Series[i % _theme.Series.Length];
            using SKPaint paint = Paint(color, 1.75f);
            float[] dashes = PlotTheme.Dashes[i % PlotTheme.Dashes.Length];
            using SKPathEffect? effect = dashes.Length > 0 ? SKPathEffect.CreateDash(dashes, 0) : null;
            paint.PathEffect = effect;
            using SKPath path = new();
            bool isOpen = false;
            float end = float.NaN;
            for (int at = 0; at < line.X.Count; at++)
            {
                if (!double.IsFinite(line.Y[at]))
                {
                    isOpen = false;
                    continue;
                }

                end = Y(line.Y[at]);
                if (isOpen)
                {
                    path.LineTo(X(line.X[at]), end);
                }
                else
                {
                    path.MoveTo(X(line.X[at]), end);
                    isOpen = true;
                }
            }

            _canvas.DrawPath(path, paint);
            if (!float.IsNaN(end))
            {
                ends.Add((line.Label, end, color));
            }
        }

        float last = float.NegativeInfinity;
        foreach ((string label, float at, SKColor color) in ends.OrderBy(end => end.At))
        {
            last = Math.Max(at + 4, last + 14);
            using SKPaint paint = new() { Color = color, IsAntialias = true };
            _canvas.DrawText(label, _plot.Right + 6, last, _type.Small, paint);
        }
    }

    private void Uprights()
    {
        // From left to right each label stands lower, so that no line crosses the label of another.
        (string Label, double At)[] ordered = [.. _panel.Uprights.OrderBy(upright => upright.At)];
        for (int i = 0; i < ordered.Length; i++)
        {
            (string label, double at) = ordered[i];
            SKColor color = _theme.Series[i % _theme.Series.Length];
            using SKPaint paint = Paint(color, 1.75f);
            float[] dashes = PlotTheme.Dashes[i % PlotTheme.Dashes.Length];
            using SKPathEffect? effect = dashes.Length > 0 ? SKPathEffect.CreateDash(dashes, 0) : null;
            paint.PathEffect = effect;
            float top = _plot.Top - (14 * (_panel.Uprights.Count - 1 - i)) - 4;
            float x = X(Math.Clamp(at, _panel.X.Low, _panel.X.High));
            _canvas.DrawLine(x, top, x, _plot.Bottom, paint);
            using SKPaint text = new() { Color = color, IsAntialias = true };
            bool fits = x + 6 + _type.Small.MeasureText(label) < _place.Right;
            _canvas.DrawText(
                label, fits ? x + 5 : x - 5, top + 6, fits ? SKTextAlign.Left : SKTextAlign.Right, _type.Small, text);
        }
    }

    private void Alerts()
    {
        using SKPaint paint = new() { Color = _theme.Alert, IsAntialias = true };
        float half = _panel.Alerts.Count switch { <= 60 => 4.5f, <= 200 => 3.5f, _ => 2.5f };
        foreach ((double x, double y) in _panel.Alerts)
        {
            using SKPath diamond = new();
            diamond.MoveTo(X(x), Y(y) - half);
            diamond.LineTo(X(x) + half, Y(y));
            diamond.LineTo(X(x), Y(y) + half);
            diamond.LineTo(X(x) - half, Y(y));
            diamond.Close();
            _canvas.DrawPath(diamond, paint);
        }
    }
}
