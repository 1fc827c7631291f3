using Weir.App.Api.Answering;
using Weir.App.Api.Asking;

namespace Weir.App.Api.Answers;

/// <summary><c>/api/pools</c>: pools by how many trades they saw, with their volume where prices are known.</summary>
internal static class PoolsAnswer
{
    public static ApiRoute Route { get; } = new(
        "/api/pools", "Pools by how many trades they saw, with their volume in USD where prices are known.",
        [.. ApiParameters.Window, ApiParameters.Limit, ApiParameters.Cursor], AnswerAsync);

    /// <summary>The pools of a range.</summary>
    public static async Task<IReadOnlyList<Pool>> ReadAsync(ApiContext context, BlockWindow window, TokenNames names)
    {
        if (window.IsEmpty)
        {
            return [];
        }

        IReadOnlyList<ApiRow> rows = await context.QueryAsync("pools", null, context.Chain!.Id, window.From, window.To);
        Dictionary<string, ApiRow> tokens = context.State.Has("pools_known", "tokens", "fee_ppm")
            ? (await context.LookUpAsync("pool_tokens", context.Chain.Id)).ToDictionary(row => row.Text(0)) : [];
        Dictionary<string, double> usd = context.State.Has("pool_features", "pool_id", "volume_usd")
            ? (await context.QueryAsync("pool_volumes", null, context.Chain.Id, window.From, window.To))
                .ToDictionary(row => row.Text(0), row => row.Number(1))
            : [];
        return
        [
            .. rows.Select(row => tokens.TryGetValue(row.Text(0), out ApiRow known)
                ? new Pool(row, known.Texts(1), known.WholeOrNull(2), usd.TryGetValue(row.Text(0), out double volume) ? volume : null, names)
                : new Pool(row, [], null, usd.TryGetValue(row.Text(0), out double other) ? other : null, names)),
        ];
    }

    private static async Task<ApiAnswer> AnswerAsync(ApiContext context)
    {
        BlockWindow window = context.State.Has("dex_trades") ? await context.WindowAsync() : BlockWindow.Empty;
        Page<Pool> page = Page<Pool>.Of(await ReadAsync(context, window, await TokenNames.ReadAsync(context)), context);
        ChainFinality finality = await context.FinalityAsync();
        return new ApiAnswer(json =>
        {
            json.WriteStartArray("pools");
            foreach (Pool pool in page.Rows)
            {
                pool.Write(json);
            }

            json.WriteEndArray();
            page.WriteNext(json);
            context.WriteFrame(json, window, null, finality, page.Rows.Count);
        })
        {
            Rows = new ApiTable(
                ["pool_id", "project", "version", "tokens", "fee_ppm", "trades", "takers", "volume_usd"],
                [
                    .. page.Rows.Select(pool => (object?[])[
                        pool.Id, pool.Project, pool.Version, string.Join(' ', pool.Tokens), pool.FeePpm, pool.Trades, pool.Takers, pool.VolumeUsd]),
                ]),
        };
    }
}

/// <summary>A pool and what happened in it.</summary>
internal sealed class Pool(ApiRow row, IReadOnlyList<string> tokens, long? feePpm, double? volumeUsd, TokenNames names)
{
    public string Id { get; } = row.Text(0);

    public string Project { get; } = row.Text(1);

    public string Version { get; } = row.Text(2);

    public long Trades { get; } = row.Whole(3);

    public long Takers { get; } = row.Whole(4);

    public IReadOnlyList<string> Tokens { get; } = tokens;

    public long? FeePpm { get; } = feePpm;

    public double? VolumeUsd { get; } = volumeUsd;

    public void Write(System.Text.Json.Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("pool", Id);
        json.WriteString("project", Project);
        json.WriteString("version", Version);
        json.WriteTexts("tokens", Tokens);
        json.WriteString("name", Tokens.Count > 0 ? string.Join('/', Tokens.Select(names.NameOf)) : null);
        json.WriteNullable("fee_ppm", FeePpm);
        json.WriteNumber("trades", Trades);
        json.WriteNumber("takers", Takers);
        json.WriteRounded("volume_usd", VolumeUsd, 2);
        json.WriteEndObject();
    }
}
