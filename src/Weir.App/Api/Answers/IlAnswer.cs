using System.Globalization;
using Weir.App.Api.Answering;
using Weir.App.Api.Asking;
using Weir.Risk.Liquidity;

namespace Weir.App.Api.Answers;

/// <summary><c>/api/il</c>: the impermanent loss of a liquidity position over price ratios.</summary>
/// <remarks>The original's shape; its wrong lp_value away from the entry price is mended (value, not value times loss).
/// </remarks>
internal static class IlAnswer
{
    private static readonly double[] KeyRatios = [0.5, 1, 2, 3, 5];
    private static readonly double[] Ratios = [.. Enumerable.Range(0, 99).Select(step => (10 + (5 * step)) / 100.0)];

    public static ApiRoute Route { get; } = new(
        "/api/il", "Impermanent loss of a liquidity position over price ratios: a model, it needs no chain data.",
        [
            new ChoiceParameter("kind", "The pool's curve.", "v2", ["v2", "v3", "weighted", "stable"]),
            new NumberParameter("entry", "Price at entry, quote a base token; a stable pool's stands at its peg, 1.", 1e-9, 1e12, 2_000),
            new NumberParameter("value", "Value at entry, USD.", 1e-2, 1e12, 10_000),
            new NumberParameter("width", "A v3 range: from entry / width to entry * width.", 1.001, 1_000, 1.5),
            new NumberParameter("weight", "The base token's share of a weighted pool.", 0.01, 0.99, 0.8),
            new NumberParameter("amplification", "What a stable pool's A() returns.", 1, 100_000, 100),
            new NumberParameter("fee", "The pool's fee, a share of what is traded.", 0, 0.5, 0.003),
            new NumberParameter("ratio", "Price now over the price at entry.", 0.01, 100, 1.18),
        ],
        context => Task.FromResult(Answer(context)));

    private static ApiAnswer Answer(ApiContext context)
    {
        ApiRequest asked = context.Request;
        string kind = asked.Text("kind")!;
        double entry = kind == "stable" ? 1 : asked.Number("entry")!.Value;
        double value = asked.Number("value")!.Value;
        LpPosition pool = PositionOf(asked, kind, entry).WithValue(value, entry);
        double now = asked.Number("ratio")!.Value;
        double fee = asked.Number("fee")!.Value;
        Point[] points = [.. Ratios.Select(ratio => At(pool, entry, ratio))];
        Point current = At(pool, entry, now);
        return new ApiAnswer(json =>
        {
            json.WriteTexts("labels", Ratios.Select(Label));
            json.WriteNumbers("ratios", Ratios.Select(ratio => (double?)ratio), 4);
            json.WriteNumbers("il_pct", points.Select(point => (double?)(point.Loss * 100)), 3);
            json.WriteNumbers("lp_values", points.Select(point => (double?)point.Value), 2);
            json.WriteNumbers("hold_values", points.Select(point => (double?)point.Hold), 2);
            json.WriteStartObject("key_points");
            foreach (double ratio in KeyRatios)
            {
                Point point = At(pool, entry, ratio);
                json.WriteStartObject(Label(ratio));
                json.WriteRounded("il_pct", point.Loss * 100, 4);
                json.WriteRounded("lp_value", point.Value, 2);
                json.WriteRounded("loss_usd", point.Value - point.Hold, 2);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartObject("now");
            json.WriteNumber("ratio", now);
            json.WriteRounded("il_pct", current.Loss * 100, 6);
            json.WriteRounded("loss_usd", current.Value - current.Hold, 4);
            json.WriteRounded("breakeven_turnover", fee > 0 ? -current.Loss * current.Hold / (fee * value) : null, 4);
            json.WriteEndObject();
            json.WriteStartObject("config");
            json.WriteNumber("entry_price", entry);
            json.WriteNumber("initial_usd", value);
            json.WriteString("protocol", Protocol(asked, kind));
            json.WriteString("kind", kind);
            json.WriteNumber("fee", fee);
            json.WriteEndObject();
            context.WriteFrame(json, BlockWindow.Empty, null, ChainFinality.Unknown, points.Length);
        })
        {
            Rows = new ApiTable(
                ["price_ratio", "il_pct", "lp_value_usd", "hold_value_usd"],
                [.. points.Select((point, i) => (object?[])[Ratios[i], point.Loss * 100, point.Value, point.Hold])]),
        };
    }

    private static LpPosition PositionOf(ApiRequest asked, string kind, double entry) => kind switch
    {
        "v3" => new ConcentratedPosition(entry / asked.Number("width")!.Value, entry * asked.Number("width")!.Value),
        "weighted" => new WeightedPosition(asked.Number("weight")!.Value),
        "stable" => new StableswapPosition(asked.Number("amplification")!.Value),
        _ => new ConstantProductPosition(1),
    };

    private static Point At(LpPosition pool, double entry, double ratio)
    {
        double price = entry * ratio;
        return new Point(
            ImpermanentLoss.Ratio(pool, entry, price) + 0.0, pool.Value(price), pool.HoldingsAt(entry).Value(price));
    }

    private static string Label(double ratio) =>
        ratio.ToString(Math.Abs((ratio * 10) - Math.Round(ratio * 10)) < 1e-9 ? "0.0" : "0.00", CultureInfo.InvariantCulture) + "x";

    private static string Protocol(ApiRequest asked, string kind) => kind switch
    {
        "v3" => string.Create(CultureInfo.InvariantCulture, $"Uniswap V3 (÷{asked.Number("width")} to ×{asked.Number("width")})"),
        "weighted" => string.Create(CultureInfo.InvariantCulture, $"Balancer weighted ({asked.Number("weight"):P0} base)"),
        "stable" => string.Create(CultureInfo.InvariantCulture, $"Curve stableswap (A {asked.Number("amplification")})"),
        _ => "Uniswap V2 (x*y=k)",
    };

    private readonly record struct Point(double Loss, double Value, double Hold);
}
