using Weir.App.Api.Answering;
using Weir.App.Api.Asking;

namespace Weir.App.Api.Answers;

/// <summary><c>/api/tokens</c>: tokens by how often they moved.</summary>
internal static class TokensAnswer
{
    public static ApiRoute Route { get; } = new(
        "/api/tokens", "Tokens by how often they moved, each with its own exact amount.",
        [.. ApiParameters.Window, ApiParameters.Limit, ApiParameters.Cursor], AnswerAsync);

    private static async Task<ApiAnswer> AnswerAsync(ApiContext context)
    {
        BlockWindow window = context.State.Has("token_transfers") ? await context.WindowAsync() : BlockWindow.Empty;
        IReadOnlyList<ApiRow> rows = window.IsEmpty ? [] : await context.QueryAsync("tokens", null, context.Chain!.Id, window.From, window.To);
        Page<ApiRow> page = Page<ApiRow>.Of(rows, context);
        TokenNames names = await TokenNames.ReadAsync(context);
        ChainFinality finality = await context.FinalityAsync();
        return new ApiAnswer(json =>
        {
            json.WriteStartArray("tokens");
            foreach (ApiRow row in page.Rows)
            {
                json.WriteStartObject();
                json.WriteString("address", row.Text(0));
                json.WriteString("symbol", names.SymbolOf(row.Text(0)));
                json.WriteString("standard", row.Text(1));
                json.WriteNumber("transfers", row.Whole(2));
                json.WriteNumber("senders", row.Whole(3));
                json.WriteNumber("receivers", row.Whole(4));
                json.WriteString("value_raw", row.TextOrNull(5));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            page.WriteNext(json);
            context.WriteFrame(json, window, null, finality, page.Rows.Count);
        })
        {
            Rows = new ApiTable(
                ["token_address", "standard", "transfers", "senders", "receivers", "value_raw"], [.. page.Rows.Select(row => row.Values)]),
        };
    }
}
