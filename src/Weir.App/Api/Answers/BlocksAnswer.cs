using Weir.App.Api.Answering;
using Weir.App.Api.Asking;

namespace Weir.App.Api.Answers;

/// <summary><c>/api/blocks</c>: blocks, newest first.</summary>
internal static class BlocksAnswer
{
    private static readonly string[] Columns =
    [
        "number", "hash", "timestamp", "miner", "transaction_count", "gas_used", "gas_limit", "base_fee_per_gas", "blob_gas_used",
        "proven",
    ];

    public static ApiRoute Route { get; } = new(
        "/api/blocks", "Blocks, newest first, with what was proven of them.",
        [ApiParameters.Chain, ApiParameters.From, ApiParameters.To, ApiParameters.Limit, ApiParameters.Cursor], AnswerAsync);

    private static async Task<ApiAnswer> AnswerAsync(ApiContext context)
    {
        long to = Page<ApiRow>.Start(context) ?? context.Request.Whole("to") ?? context.Chain?.Newest ?? -1;
        long from = context.Request.Whole("from") ?? context.Chain?.Oldest ?? 0;
        int limit = (int)context.Request.Whole("limit")!.Value;
        IReadOnlyList<ApiRow> rows = context.Chain is { } chain
            ? await context.QueryAsync("blocks", null, chain.Id, from, to) : [];
        Page<ApiRow> page = new([.. rows.Take(limit)], rows.Count > limit ? rows[limit].Whole(0) : null);
        ChainFinality finality = await context.FinalityAsync();
        BlockWindow window = page.Rows.Count == 0 ? BlockWindow.Empty
            : await context.WindowOfAsync(context.Chain!, page.Rows[^1].Whole(0), page.Rows[0].Whole(0));
        return new ApiAnswer(json =>
        {
            json.WriteStartArray("blocks");
            foreach (ApiRow row in page.Rows)
            {
                json.WriteStartObject();
                json.WriteNumber("number", row.Whole(0));
                json.WriteString("hash", row.Text(1));
                json.WriteNullable("timestamp", row.Second(2));
                json.WriteString("miner", row.TextOrNull(3));
                json.WriteNumber("transactions", row.Whole(4));
                json.WriteNullable("gas_used", row.WholeOrNull(5));
                json.WriteNullable("gas_limit", row.WholeOrNull(6));
                json.WriteNullable("base_fee_wei", row.WholeOrNull(7));
                json.WriteNullable("blob_gas_used", row.WholeOrNull(8));
                json.WriteString("proven", row.Text(9));
                json.WriteString("finality", finality.LevelOf(row.Whole(0)));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            page.WriteNext(json);
            context.WriteFrame(json, window, Bar.Block, finality, page.Rows.Count);
        })
        {
            Rows = new ApiTable(Columns, [.. page.Rows.Select(row => row.Values)]),
        };
    }
}
