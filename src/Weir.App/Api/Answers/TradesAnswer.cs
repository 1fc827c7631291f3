using System.Text.Json;
using Weir.App.Api.Answering;
using Weir.App.Api.Asking;

namespace Weir.App.Api.Answers;

/// <summary><c>/api/trades</c>: trades by protocol, and the trades themselves, newest first.</summary>
internal static class TradesAnswer
{
    private static readonly string[] Columns =
    [
        "block_number", "block_time", "project", "version", "tx_hash", "tx_index", "evt_index", "taker", "pool_id", "token_sold_address",
        "token_sold_amount_raw", "token_bought_address", "token_bought_amount_raw",
    ];

    public static ApiRoute Route { get; } = new(
        "/api/trades", "Trades by protocol, and the trades themselves, newest first.",
        [
            .. ApiParameters.Window, ApiParameters.Limit, ApiParameters.Cursor,
            new TextParameter("protocol", "Only trades of this protocol.", ApiParameters.Protocol(), "Write its name as the answer has it."),
            new TextParameter("pool", "Only trades of this pool.", ApiParameters.Pool(), "Write 0x and 40 or 64 hexadecimal digits.") { IsLowered = true },
        ],
        AnswerAsync);

    private static async Task<ApiAnswer> AnswerAsync(ApiContext context)
    {
        BlockWindow window = context.State.Has("dex_trades") ? await context.WindowAsync() : BlockWindow.Empty;
        object[] range = window.IsEmpty ? [] : [context.Chain!.Id, window.From, window.To];
        IReadOnlyList<ApiRow> protocols = window.IsEmpty ? [] : await context.QueryAsync("trades_by_protocol", null, range);
        TokenNames names = await TokenNames.ReadAsync(context);
        IReadOnlyList<Pool> pools = await PoolsAnswer.ReadAsync(context, window, names);
        string? protocol = context.Request.Text("protocol");
        string? pool = context.Request.Text("pool");
        IReadOnlyList<ApiRow> trades = window.IsEmpty ? [] : await context.QueryAsync("trades", null, range);
        Page<ApiRow> page = Page<ApiRow>.Of(
            [.. trades.Where(row => (protocol is null || row.Text(2) == protocol) && (pool is null || row.Text(8) == pool))], context);
        ChainFinality finality = await context.FinalityAsync();
        return new ApiAnswer(json =>
        {
            json.WriteStartArray("protocols");
            foreach (ApiRow row in protocols)
            {
                WriteProtocol(json, row, pools);
            }

            json.WriteEndArray();
            json.WriteStartArray("pools");
            foreach (Pool best in pools.Take(10))
            {
                best.Write(json);
            }

            json.WriteEndArray();
            json.WriteNumber("other_pools_trades", pools.Skip(10).Sum(other => other.Trades));
            json.WriteStartArray("trades");
            foreach (ApiRow row in page.Rows)
            {
                WriteTrade(json, row, names);
            }

            json.WriteEndArray();
            page.WriteNext(json);
            context.WriteFrame(json, window, null, finality, protocols.Count);
        })
        {
            Rows = new ApiTable(Columns, [.. page.Rows.Select(row => row.Values)]),
        };
    }

    private static void WriteProtocol(Utf8JsonWriter json, ApiRow row, IReadOnlyList<Pool> pools)
    {
        double?[] volumes =
        [
            .. pools.Where(pool => pool.Project == row.Text(0) && pool.Version == row.Text(1) && pool.VolumeUsd is not null)
                .Select(pool => pool.VolumeUsd),
        ];
        json.WriteStartObject();
        json.WriteString("project", row.Text(0));
        json.WriteString("version", row.Text(1));
        json.WriteNumber("trades", row.Whole(2));
        json.WriteNumber("takers", row.Whole(3));
        json.WriteNumber("pools", row.Whole(4));
        json.WriteRounded("volume_usd", volumes.Length > 0 ? volumes.Sum() : null, 2);
        json.WriteEndObject();
    }

    private static void WriteTrade(Utf8JsonWriter json, ApiRow row, TokenNames names)
    {
        json.WriteStartObject();
        json.WriteNumber("block", row.Whole(0));
        json.WriteNullable("time", row.Second(1));
        json.WriteString("project", row.Text(2));
        json.WriteString("version", row.Text(3));
        json.WriteString("tx", row.Text(4));
        json.WriteString("taker", row.TextOrNull(7));
        json.WriteString("pool", row.TextOrNull(8));
        json.WriteString("sold", row.TextOrNull(9));
        json.WriteString("sold_name", names.NameOf(row.TextOrNull(9)));
        json.WriteString("sold_raw", row.TextOrNull(10));
        json.WriteString("bought", row.TextOrNull(11));
        json.WriteString("bought_name", names.NameOf(row.TextOrNull(11)));
        json.WriteString("bought_raw", row.TextOrNull(12));
        json.WriteEndObject();
    }
}
