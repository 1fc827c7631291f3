using System.Globalization;
using Weir.App.Commands.Risk.Series;

namespace Weir.App.Commands.Risk.Plotting;

/// <summary>The charts of <c>weir risk</c>, made from its figures.</summary>
internal static class RiskCharts
{
    private const int Bins = 80;

    /// <summary>How returns are spread, with each model's loss: one panel for few figures, a panel a model for
    /// many.</summary>
    public static Chart Spread(string title, RiskSubject subject, double[] returns, IReadOnlyList<(
        string Model, double Confidence, double Loss)> figures)
    {
        double low = Math.Min(returns.Min(), figures.Select(figure => -figure.Loss).DefaultIfEmpty(0).Min());
        double high = returns.Max();
        double width = high > low ? (high - low) / Bins : 0.01;
        int[] counts = new int[Bins];
        foreach (double value in returns)
        {
            counts[Math.Clamp((int)((value - low) / width), 0, Bins - 1)]++;
        }

        ChartBar[] bars = [.. counts.Select(
            (count, i) => new ChartBar(low + (i * width), low + ((i + 1) * width), count))];
        ChartAxis x = new(
            $"return in {subject.Step}, {subject.Returns}", ChartScale.Percent, low, low + (Bins * width));
        ChartAxis y = new("returns in a bar", ChartScale.Number, 0, Math.Max(1, counts.Max()) * 1.05);
        bool isOne = figures.Count <= Chart.MostLines;
        IEnumerable<ChartPanel> panels = isOne
            ? [new ChartPanel(string.Empty, x, y) { Bars = bars, Uprights = [.. figures.Select(
                figure => (Label(figure.Model, figure.Confidence, figure.Loss), -figure.Loss))] }]
            : figures.GroupBy(figure => figure.Model).Select(group => new ChartPanel(group.Key, x, y)
            {
                Bars = bars,
                Uprights = [.. group.Select(
                    figure => (Label(string.Empty, figure.Confidence, figure.Loss), -figure.Loss))],
            });
        return new Chart(
            title, [.. subject.Lines()], "Bars count returns from zero. Upright lines: minus the figure.", [.. panels]);
    }

    /// <summary>Returns with the forecasts below them and the exceedances marked: one panel for few lines, a panel a
    /// model for many.</summary>
    public static Chart Backtest(
        RiskSubject subject, PriceTable prices, int window, double[] happened, IReadOnlyList<(
            string Model, double Confidence, double[] ValuesAtRisk)> forecasts)
    {
        int first = prices.Times.Count - happened.Length;
        double[] xs = [.. Enumerable.Range(first, happened.Length).Select(row => Place(prices, row))];
        double bottom = Math.Min(happened.Min(), -forecasts.SelectMany(
            line => line.ValuesAtRisk).Where(double.IsFinite).DefaultIfEmpty(0).Max());
        double top = Math.Max(happened.Max(), 0);
        double room = 0.05 * Math.Max(top - bottom, 1e-9);
        bool isDated = prices.Instants is not null;
        ChartAxis x = new(
            isDated ? string.Empty : "row",
            isDated ? ChartScale.Date : ChartScale.Number,
            xs[0],
            xs.Length > 1 ? xs[^1] : xs[0] + 1);
        ChartAxis y = new($"return in {subject.Step}, and minus VaR", ChartScale.Percent, bottom - room, top + room);
        (double X, double Y)[] stems = [.. xs.Zip(happened)];
        bool isOne = forecasts.Count <= Chart.MostLines && forecasts.Select(line => line.Model).Distinct().Count() == 1;
        ChartPanel[] panels = isOne
            ? [Panel(string.Empty, forecasts)]
            : [.. forecasts.GroupBy(line => line.Model).SelectMany(group => group.Chunk(Chart.MostLines)
                .Select(lines => Panel(Count(group.Key, lines), lines)))];
        string title = isOne ? "Back-test: " + Count(forecasts[0].Model, [.. forecasts]) : "Back-test of value at risk";
        return new Chart(
            title,
            [.. subject.Lines(), FormattableString.Invariant($"each forecast from the {window} returns before it")],
            "Stems: what happened. Lines: minus VaR, forecast a step before. Diamonds: losses beyond VaR at the highest confidence.",
            panels);

        ChartPanel Panel(string name, IReadOnlyList<(
            string Model, double Confidence, double[] ValuesAtRisk)> lines) => new(name, x, y)
            {
                Stems = stems,
                Lines = [.. lines.Select(
                line => new ChartLine(Percent(line.Confidence), xs, [.. line.ValuesAtRisk.Select(value => -value)]))],
                Alerts = [.. lines.Where(line => line.Confidence == lines.Max(other => other.Confidence))
                .SelectMany(line => stems.Where((stem, i) => -stem.Y > line.ValuesAtRisk[i])).Distinct()],
            };

        string Count(string model,
            (string Model,
            double Confidence,
            double[] ValuesAtRisk)[] lines) => model + ", " + string.Join(", ", lines.Select(line =>
            string.Create(CultureInfo.InvariantCulture,
                $"{happened.Where((value, i) => -value > line.ValuesAtRisk[i]).Count()} of {line.ValuesAtRisk.Count(double.IsFinite):N0} over {Percent(line.Confidence)}")));
    }

    /// <summary>One line over the returns of a series, from zero.</summary>
    public static Chart OverTime(string title, RiskSubject subject, PriceTable prices, string y, double[] values)
    {
        double[] xs = [.. Enumerable.Range(
            prices.Times.Count - values.Length, values.Length).Select(row => Place(prices, row))];
        ChartAxis x = new(
            prices.Instants is null ? "row" : string.Empty,
            prices.Instants is null ? ChartScale.Number : ChartScale.Date,
            xs[0],
            xs[^1] > xs[0] ? xs[^1] : xs[0] + 1);
        return Lines(title, [.. subject.Lines()], x, y, ChartScale.Percent, xs, [(string.Empty, values)]);
    }

    /// <summary>Lines over one axis.</summary>
    public static Chart Lines(
        string title, IReadOnlyList<string> subtitles, ChartAxis x, string y, ChartScale scale, double[] xs,
        IReadOnlyList<(string Label, double[] Values)> lines)
    {
        double low = lines.SelectMany(line => line.Values).Append(0).Min();
        double high = lines.SelectMany(line => line.Values).Append(0).Max();
        double room = 0.05 * (high - low);
        ChartPanel panel = new(string.Empty, x, new ChartAxis(
            y, scale, low < 0 ? low - room : low, high > 0 || low == high ? high + Math.Max(room, 1e-9) : high))
        {
            Lines = [.. lines.Select(line => new ChartLine(line.Label, xs, line.Values))],
        };
        return new Chart(title, subtitles, string.Empty, [panel]);
    }

    /// <summary>A bar a name, from zero.</summary>
    public static Chart Bars(
        string title, IReadOnlyList<string> subtitles, string y, IReadOnlyList<(string Name, double Value)> bars)
    {
        double low = Math.Min(0, bars.Min(bar => bar.Value));
        double high = Math.Max(0, bars.Max(bar => bar.Value));
        double room = 0.06 * Math.Max(high - low, 1e-9);
        ChartAxis x = new(
            string.Empty, ChartScale.Names, -0.5, bars.Count - 0.5)
        { Names = [.. bars.Select(bar => bar.Name)] };
        ChartPanel panel = new(string.Empty, x, new ChartAxis(
            y, ChartScale.Number, low < 0 ? low - room : 0, high > 0 || low == 0 ? high + room : 0))
        {
            Bars = [.. bars.Select((bar, i) => new ChartBar(i - 0.35, i + 0.35, bar.Value, bar.Value.ToString(
                "N0", CultureInfo.InvariantCulture).Replace('-', '−')))],
        };
        return new Chart(title, subtitles, string.Empty, [panel]);
    }

    /// <summary>Days since 1970, or the row where there are no times.</summary>
    private static double Place(PriceTable prices, int row) =>
        prices.Instants is { } instants ? instants[row].UtcTicks / (double)TimeSpan.TicksPerDay - (
            DateTimeOffset.UnixEpoch.UtcTicks / (double)TimeSpan.TicksPerDay) : row;

    private static string Label(string model, double confidence, double loss) =>
        string.Create(CultureInfo.InvariantCulture, $"{model} {Percent(confidence)}: {100 * loss:0.00} %").TrimStart();

    private static string Percent(double ratio) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * ratio:0.####} %");
}
