using System.Globalization;
using Weir.App.Api.Answering;
using Weir.App.Api.Asking;
using Weir.Risk.Models;
using Weir.Risk.Original;
using Weir.Risk.Rolling;

namespace Weir.App.Api.Answers;

/// <summary><c>/api/var</c>: rolling value at risk and expected shortfall of a position, with what then happened.</summary>
/// <remarks>The original's shape. The forecast of a bar rests on the window before it and not on the bar itself; it is
/// null until a window is full.</remarks>
internal static class VarAnswer
{
    private const double OriginalConfidence = 0.95;
    private const int LongestWindow = 120;

    // Models that fit by search are fitted anew at most so often along a series.
    private const int MostFits = 60;

    private static readonly string[] Methods =
        ["historical", "age-weighted", "normal", "student-t", "cornish-fisher", "ewma", "fhs"];

    public static ApiRoute Route { get; } = new(
        "/api/var", "Rolling value at risk and expected shortfall of a position; empty without prices.",
        [
            .. ApiParameters.Window, ApiParameters.Bucket,
            new TextParameter(
                "asset", "A symbol or an address; without it, the asset with the most prices.", ApiParameters.Asset(),
                "Write a symbol or an address."),
            new NumberParameter("position", "The position, USD.", 0.01, 1e15, OriginalHistoricalVar.DefaultPositionUsd),
            new NumberParameter("confidence", "Probability that the loss stays below the value at risk.", 0.5, 0.9999, OriginalConfidence),
            new IntegerParameter("window", "Bars that each forecast rests on; without it 120, or a third of the returns where there are fewer.", 2, 5_000),
            new ChoiceParameter("method", "The model.", "historical", [.. Methods.Where(name => ForecastModels.Find(name) is not null)]),
        ],
        AnswerAsync);

    private static async Task<ApiAnswer> AnswerAsync(ApiContext context)
    {
        BlockWindow window = await context.WindowAsync();
        PriceSeries series = await PriceSource.ReadAsync(context, window, await TokenNames.ReadAsync(context));
        ChainFinality finality = await context.FinalityAsync();
        ApiRequest asked = context.Request;
        double position = asked.Number("position")!.Value;
        double confidence = asked.Number("confidence")!.Value;
        double[] returns = Returns(series.Prices);
        int steps = (int)(asked.Whole("window") ?? Math.Clamp(returns.Length / 3, 2, LongestWindow));
        string method = asked.Text("method")!;
        ForecastSeries? forecasts = Forecast(returns, method, confidence, steps);
        double?[] var = Aligned(forecasts, returns.Length, position, made => made.ValuesAtRisk);
        double?[] cvar = Aligned(forecasts, returns.Length, position, made => made.Shortfalls);
        int[] exceeded = [.. Enumerable.Range(0, returns.Length).Where(i => var[i] is { } limit && -returns[i] * position > limit)];
        int made = var.Count(value => value is not null);
        string[] labels = [.. Enumerable.Range(1, returns.Length).Select(i => LabelOf(series, i))];
        return new ApiAnswer(json =>
        {
            json.WriteTexts("labels", labels);
            json.WriteWholes("times", series.Seconds.Skip(1).Select(second => (long?)second));
            json.WriteNumbers("prices", series.Prices.Skip(1).Select(price => (double?)price), series.Prices is [< 1, ..] ? 8 : 2);
            json.WriteNumbers("var_series", var, 2);
            json.WriteNumbers("cvar_series", cvar, 2);
            json.WriteNumbers("pnl", returns.Select(step => (double?)(step * position)), 2);
            json.WriteWholes("exceedances", exceeded.Select(i => (long?)i));
            json.WriteStartObject("summary");
            if (returns.Length > 0)
            {
                WriteSummary(json, returns, position, confidence, method);
                json.WriteRounded("var_now", var.LastOrDefault(), 2);
                json.WriteRounded("cvar_now", cvar.LastOrDefault(), 2);
                json.WriteNumber("window", steps);
                json.WriteNumber("forecasts", made);
                json.WriteNumber("exceeded", exceeded.Length);
                json.WriteRounded("expected", made * (1 - confidence), 1);
            }

            json.WriteEndObject();
            json.WriteStartArray("stress_test");
            foreach (OriginalStressRow row in returns.Length > 0 ? OriginalHistoricalVar.StressTest(null, position) : [])
            {
                json.WriteStartObject();
                json.WriteRounded("shock_pct", row.ShockPercent, 4);
                json.WriteRounded("pnl_usd", row.PnlUsd, 2);
                json.WriteRounded("position_remaining", row.PositionRemainingUsd, 2);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("asset", series.Asset);
            json.WriteString("currency", series.Currency);
            json.WriteString("bar", series.Bar);
            json.WriteTexts("assets", series.Assets);
            context.WriteFrame(
                json, context.Parts.Prices is null ? window : BlockWindow.Empty,
                Bar.All.FirstOrDefault(bar => bar.Name == series.Bar), finality, returns.Length);
        })
        {
            Rows = new ApiTable(
                ["time", "price", "profit_or_loss_usd", "var_usd", "cvar_usd", "exceeded"],
                [
                    .. returns.Select((step, i) => (object?[])[
                        series.Labels is null ? DateTimeOffset.FromUnixTimeSeconds(series.Seconds[i + 1]) : labels[i],
                        series.Prices[i + 1], step * position, var[i], cvar[i], exceeded.Contains(i)]),
                ]),
        };
    }

    private static void WriteSummary(
        System.Text.Json.Utf8JsonWriter json, double[] returns, double position, double confidence, string method)
    {
        OriginalVarResult original = OriginalHistoricalVar.Compute(returns, OriginalConfidence, positionUsd: position);
        OriginalVarResult asked = OriginalHistoricalVar.Compute(returns, confidence, positionUsd: position);
        json.WriteRounded("var_95", original.VarUsd, 2);
        json.WriteRounded("cvar_95", original.CvarUsd, 2);
        json.WriteRounded("var", asked.VarUsd, 2);
        json.WriteRounded("cvar", asked.CvarUsd, 2);
        json.WriteNumber("confidence", confidence);
        json.WriteNumber("position_usd", position);
        json.WriteNumber("returns_used", returns.Length);
        json.WriteString("method", method == "historical" ? "historical_simulation" : method);
    }

    // Nothing is forecast from fewer returns than a window and one.
    private static ForecastSeries? Forecast(double[] returns, string method, double confidence, int window)
    {
        if (returns.Length <= window)
        {
            return null;
        }

        RollingOptions options = new()
        {
            WindowSteps = window,
            RefitSteps = method is "historical" or "age-weighted" ? 1 : Math.Max(1, (returns.Length - window) / MostFits),
        };
        return RollingForecasts.Run(returns, ForecastModels.Find(method)!, [confidence], options)[0];
    }

    private static double?[] Aligned(ForecastSeries? forecasts, int count, double position, Func<ForecastSeries, double[]> part)
    {
        double?[] values = new double?[count];
        for (int i = 0; forecasts is not null && i < forecasts.IsMade.Length; i++)
        {
            values[forecasts.First + i] = forecasts.IsMade[i] ? part(forecasts)[i] * position : null;
        }

        return values;
    }

    private static double[] Returns(double[] prices)
    {
        double[] returns = new double[Math.Max(0, prices.Length - 1)];
        for (int i = 0; i < returns.Length; i++)
        {
            returns[i] = (prices[i + 1] / prices[i]) - 1;
        }

        return returns;
    }

    private static string LabelOf(PriceSeries series, int row) => series.Labels is { } labels && series.Bar == "step"
        ? labels[row]
        : DateTimeOffset.FromUnixTimeSeconds(series.Seconds[row]).ToString(
            series.Bar switch { "day" => "MMM dd", "block" => "HH:mm:ss", _ => "MMM dd HH:mm" }, CultureInfo.InvariantCulture);
}
