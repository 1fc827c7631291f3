using System.Globalization;
using System.Text.Json;
using Weir.App.Api.Answering;
using Weir.App.Api.Asking;
using Weir.Risk.Original;

namespace Weir.App.Api.Answers;

/// <summary><c>/api/mev</c>: the MEV score of each block, and how many findings of which kind it has.</summary>
/// <remarks>
/// The original's shape: blocks that have transactions. The scores are those of <c>block_features</c> where it is there,
/// else the original's from gas prices and Swap events. <c>kinds</c> is of the table <c>mev</c>.
/// </remarks>
internal static class MevAnswer
{
    /// <summary>A block with a higher score is one of high risk.</summary>
    public const double HighRisk = 66;

    private const double SomeRisk = 33;

    /// <summary>The columns of <c>mev</c> that findings are shown from.</summary>
    public static readonly string[] FindingColumns =
    [
        "mev_id", "kind", "actor_address", "actor_contract", "tx_hashes", "victim_tx_hashes", "pools", "profit_token", "profit_raw",
        "profit_usd", "gas_cost_wei", "builder_payment_wei", "victim_loss_token", "victim_loss_raw", "victim_loss_usd",
        "confidence_ratio", "evidence",
    ];

    public static ApiRoute Route { get; } = new(
        "/api/mev", "MEV score by block, and what was found.",
        [
            ApiParameters.Chain, ApiParameters.From, ApiParameters.To,
            new IntegerParameter("last", "How many blocks, where from is not given.", 1, 2_048, 512),
        ],
        AnswerAsync);

    /// <summary>The scores of a range of blocks.</summary>
    public static async Task<IReadOnlyList<Score>> ScoresAsync(ApiContext context, BlockWindow window)
    {
        if (window.IsEmpty)
        {
            return [];
        }

        object[] range = [context.Chain!.Id, window.From, window.To];
        if (context.State.Has("block_features", "mev_score", "sandwich_score", "frontrun_score", "backrun_count"))
        {
            IReadOnlyList<ApiRow> features = await context.QueryAsync("mev_features", null, range);
            if (features.Count > 0)
            {
                return
                [
                    .. features.Where(row => row.Whole(7) > 0).Select(row => new Score(
                        row.Whole(0), row.Second(1), row.Number(2), row.Number(3), row.Number(4), row.Whole(5), row.Whole(6), row.Whole(7))),
                ];
            }
        }

        return context.State.Has("logs", "topic0") && context.State.Has("transactions", "receipt_effective_gas_price")
            ? [.. (await context.QueryAsync("mev_scores", null, range)).Select(Original)] : [];
    }

    private static async Task<ApiAnswer> AnswerAsync(ApiContext context)
    {
        BlockWindow window = await WindowAsync(context);
        IReadOnlyList<Score> scores = await ScoresAsync(context, window);
        IReadOnlyList<ApiRow> unproven = window.IsEmpty ? [] : await context.QueryAsync("unproven", null, context.Chain!.Id, window.From, window.To);
        bool isDetected = !window.IsEmpty && context.State.Has("mev", FindingColumns);
        IReadOnlyList<ApiRow> kinds = isDetected
            ? await context.QueryAsync("mev_kinds", null, context.Chain!.Id, window.From, window.To) : [];
        IReadOnlyList<ApiRow> findings = isDetected
            ? await context.QueryAsync("mev_by_block", null, context.Chain!.Id, window.From, window.To) : [];
        ChainFinality finality = await context.FinalityAsync();
        return new ApiAnswer(json =>
        {
            json.WriteTexts("blocks", scores.Select(score => "#" + score.Block.ToString(CultureInfo.InvariantCulture)));
            json.WriteWholes("numbers", scores.Select(score => (long?)score.Block));
            json.WriteWholes("times", scores.Select(score => score.Second));
            json.WriteNumbers("scores", scores.Select(score => (double?)score.Total), 1);
            json.WriteNumbers("sandwich", scores.Select(score => (double?)score.Sandwich), 1);
            json.WriteNumbers("frontrun", scores.Select(score => (double?)score.Frontrun), 1);
            json.WriteWholes("backrun", scores.Select(score => (long?)score.Backruns));
            json.WriteWholes("swaps", scores.Select(score => (long?)score.Swaps));
            json.WriteTexts("colors", scores.Select(score => Colour(score.Total)));
            json.WriteStartObject("summary");
            if (scores.Count > 0)
            {
                json.WriteRounded("avg_score", scores.Average(score => score.Total), 1);
                json.WriteRounded("max_score", scores.Max(score => score.Total), 1);
                json.WriteNumber("high_risk_blocks", scores.Count(score => score.Total > HighRisk));
                json.WriteNumber("blocks_analyzed", scores.Count);
            }

            json.WriteEndObject();
            json.WriteWholes("unproven", unproven.Select(row => (long?)row.Whole(0)));
            WriteKinds(json, kinds, findings, isDetected);
            context.WriteFrame(json, window, Bar.Block, finality, scores.Count);
        })
        {
            Rows = new ApiTable(
                ["block_number", "time", "score", "sandwich", "frontrun", "backrun_pools", "swaps", "transactions"],
                [
                    .. scores.Select(score => (object?[])[
                        score.Block, score.Second is { } second ? DateTimeOffset.FromUnixTimeSeconds(second) : null, score.Total,
                        score.Sandwich, score.Frontrun, score.Backruns, score.Swaps, score.Transactions]),
                ]),
        };
    }

    private static async Task<BlockWindow> WindowAsync(ApiContext context)
    {
        if (context.Chain is not { } chain)
        {
            return BlockWindow.Empty;
        }

        long to = Math.Min(context.Request.Whole("to") ?? chain.Newest, chain.Newest);
        long most = context.Request.Whole("last")!.Value;
        long from = context.Request.Whole("from") ?? Math.Max(chain.Oldest, to - most + 1);
        return to - from < 2_048 && from <= to ? await context.WindowOfAsync(chain, from, to) : throw ApiException.Parameter(
            "from", "it gives no range of at most 2,048 blocks", "Give from at or before to, and not far before it.");
    }

    private static void WriteKinds(Utf8JsonWriter json, IReadOnlyList<ApiRow> kinds, IReadOnlyList<ApiRow> findings, bool isDetected)
    {
        json.WriteBoolean("detected", isDetected);
        json.WriteStartArray("kinds");
        foreach (ApiRow row in kinds)
        {
            json.WriteStartObject();
            json.WriteString("kind", row.Text(0));
            json.WriteNumber("findings", row.Whole(1));
            json.WriteNumber("blocks", row.Whole(2));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (ApiRow row in findings)
        {
            json.WriteStartObject();
            json.WriteNumber("block", row.Whole(0));
            json.WriteString("kind", row.Text(1));
            json.WriteNumber("count", row.Whole(2));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // The query brings what the model looks at: the median and the highest gas price, and pools by number of swaps.
    private static Score Original(ApiRow row)
    {
        long block = row.Whole(0);
        long busy = row.Whole(6);
        List<string> pools = [];
        for (long pool = 0; pool < row.Whole(7); pool++)
        {
            pools.AddRange(Enumerable.Repeat(pool.ToString(CultureInfo.InvariantCulture), pool < busy ? 3 : 2));
        }

        MevBlockScore score = OriginalMevExposure.Score(block, [row.Number(3), row.Number(3), row.Number(2)], pools);
        return new Score(
            block, row.Second(1), score.MevScore, score.SandwichRisk, score.FrontrunRisk, score.BackrunOpportunities,
            row.Whole(5), row.Whole(4));
    }

    private static string Colour(double score) => score > HighRisk ? "rgba(252,129,129,0.75)"
        : score > SomeRisk ? "rgba(246,173,85,0.75)" : "rgba(104,211,145,0.75)";

    /// <summary>A block's score and its parts.</summary>
    internal sealed record Score(
        long Block, long? Second, double Total, double Sandwich, double Frontrun, long Backruns, long Swaps, long Transactions);
}
