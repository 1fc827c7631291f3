using System.Globalization;
using System.Text.Json;
using Weir.App.Api.Answering;
using Weir.App.Api.Asking;

namespace Weir.App.Api.Answers;

/// <summary><c>/api/mev/{id}</c>: a block, or the block of a finding: its score, its transactions and the evidence.</summary>
internal static class MevBlockAnswer
{
    public static ApiRoute Route { get; } = new(
        "/api/mev/{id}", "A block's score, its transactions and the evidence for what was found in it.",
        [
            new TextParameter(
                "id", "A block's number, or the id of a finding.", ApiParameters.MevId(), "Write a block's number, or 0x and a finding's digits.")
            {
                IsInPath = true,
                IsLowered = true,
            },
            ApiParameters.Chain,
        ],
        AnswerAsync);

    private static async Task<ApiAnswer> AnswerAsync(ApiContext context)
    {
        StoredChain chain = context.Chain ?? throw ApiException.Missing("there are no blocks yet", "Load some: weir backfill.");
        bool isDetected = context.State.Has("mev", MevAnswer.FindingColumns);
        long block = await BlockAsync(context, chain, isDetected);
        BlockWindow window = await context.WindowOfAsync(chain, block, block);
        if (window.IsEmpty)
        {
            throw ApiException.Missing(
                FormattableString.Invariant($"block {block} is not stored"),
                FormattableString.Invariant($"Ask for one from {chain.Oldest} to {chain.Newest}."));
        }

        IReadOnlyList<MevAnswer.Score> scores = await MevAnswer.ScoresAsync(context, window);
        IReadOnlyList<ApiRow> transactions = context.State.Has("transactions")
            ? await context.QueryAsync("mev_transactions", null, chain.Id, block) : [];
        IReadOnlyList<ApiRow> swaps = context.State.Has("logs") ? await context.QueryAsync("mev_swaps", null, chain.Id, block) : [];
        IReadOnlyList<ApiRow> findings = isDetected ? await context.QueryAsync("mev_findings", null, chain.Id, block, block) : [];
        TokenNames names = await TokenNames.ReadAsync(context);
        ChainFinality finality = await context.FinalityAsync();
        ILookup<string, ApiRow> swapsOf = swaps.ToLookup(row => row.Text(1));
        return new ApiAnswer(json =>
        {
            json.WriteNumber("block", block);
            json.WriteNullable("time", window.LastAt?.ToUnixTimeSeconds());
            MevAnswer.Score? score = scores.Count > 0 ? scores[0] : null;
            json.WriteRounded("score", score?.Total ?? 0, 2);
            json.WriteRounded("sandwich", score?.Sandwich ?? 0, 2);
            json.WriteRounded("frontrun", score?.Frontrun ?? 0, 2);
            json.WriteNumber("backrun", score?.Backruns ?? 0);
            json.WriteNumber("swaps", score?.Swaps ?? 0);
            json.WriteBoolean("proven", window.Proven == 1);
            json.WriteBoolean("detected", isDetected);
            json.WriteStartArray("findings");
            foreach (ApiRow row in findings)
            {
                WriteFinding(json, row, names);
            }

            json.WriteEndArray();
            json.WriteStartArray("transactions");
            foreach (ApiRow row in transactions)
            {
                WriteTransaction(json, row, swapsOf[row.Text(1)]);
            }

            json.WriteEndArray();
            context.WriteFrame(json, window, Bar.Block, finality, transactions.Count);
        })
        {
            Rows = new ApiTable(
                ["transaction_index", "hash", "from_address", "to_address", "method_id", "gas_price_gwei", "gas_used", "status", "swaps"],
                [.. transactions.Select(row => (object?[])[.. row.Values, swapsOf[row.Text(1)].Sum(swap => swap.Whole(3))])]),
        };
    }

    private static async Task<long> BlockAsync(ApiContext context, StoredChain chain, bool isDetected)
    {
        string id = context.Request.Text("id")!;
        if (!id.StartsWith("0x", StringComparison.Ordinal))
        {
            return long.Parse(id, CultureInfo.InvariantCulture);
        }

        IReadOnlyList<ApiRow> blocks = isDetected ? await context.QueryAsync("mev_finding_block", null, chain.Id, id) : [];
        return blocks is [{ } row, ..] ? row.Whole(0)
            : throw ApiException.Missing("there is no finding of this id", "A reorganisation may have withdrawn it; ask for the block.");
    }

    private static void WriteTransaction(Utf8JsonWriter json, ApiRow row, IEnumerable<ApiRow> swaps)
    {
        json.WriteStartObject();
        json.WriteNumber("index", row.Whole(0));
        json.WriteString("hash", row.Text(1));
        json.WriteString("from", row.Text(2));
        json.WriteString("to", row.TextOrNull(3));
        json.WriteString("method", row.TextOrNull(4));
        json.WriteRounded("gas_price_gwei", row.NumberOrNull(5), 6);
        json.WriteNullable("gas_used", row.WholeOrNull(6));
        json.WriteNullable("status", row.WholeOrNull(7));
        json.WriteStartArray("pools");
        foreach (ApiRow swap in swaps)
        {
            json.WriteStringValue(swap.Text(2));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, ApiRow row, TokenNames names)
    {
        json.WriteStartObject();
        json.WriteString("id", row.Text(0));
        json.WriteString("kind", row.Text(1));
        json.WriteString("actor", row.TextOrNull(3));
        json.WriteString("contract", row.TextOrNull(4));
        json.WriteTexts("transactions", row.Texts(5));
        json.WriteTexts("victims", row.Texts(6));
        json.WriteTexts("pools", row.Texts(7));
        json.WriteRounded("profit_usd", row.NumberOrNull(10), 2);
        WriteAmount(json, "profit", row, 8, names);
        json.WriteString("gas_cost_wei", row.TextOrNull(11));
        json.WriteString("builder_payment_wei", row.TextOrNull(12));
        json.WriteRounded("victim_loss_usd", row.NumberOrNull(15), 2);
        WriteAmount(json, "victim_loss", row, 13, names);
        json.WriteRounded("confidence", row.NumberOrNull(16), 4);
        json.WritePropertyName("evidence");
        if (row.TextOrNull(17) is { Length: > 0 } evidence)
        {
            json.WriteRawValue(evidence);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndObject();
    }

    private static void WriteAmount(Utf8JsonWriter json, string name, ApiRow row, int token, TokenNames names)
    {
        if (row.TextOrNull(token) is not { } address)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("token", address);
        json.WriteString("name", names.NameOf(address));
        json.WriteString("raw", row.TextOrNull(token + 1));
        json.WriteRounded("amount", names.Scale(address, row.Exact(token + 1)), 8);
        json.WriteEndObject();
    }
}
