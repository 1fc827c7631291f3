using Weir.App.Api.Answering;
using Weir.App.Api.Asking;

namespace Weir.App.Api.Answers;

/// <summary><c>/api/gas</c>: gas prices paid, and the blob base fee, by bar.</summary>
internal static class GasAnswer
{
    public static ApiRoute Route { get; } = new(
        "/api/gas", "Gas prices paid (tenth, fiftieth and ninetieth percentile, gwei) and the blob base fee (wei) by bar.",
        [.. ApiParameters.Window, ApiParameters.Bucket], AnswerAsync);

    private static async Task<ApiAnswer> AnswerAsync(ApiContext context)
    {
        BlockWindow window = context.State.Has("transactions") ? await context.WindowAsync() : BlockWindow.Empty;
        Bar bar = window.BarOf(context.Request);
        IReadOnlyList<ApiRow> gas = window.IsEmpty ? [] : await context.QueryAsync("gas", bar, context.Chain!.Id, window.From, window.To);
        IReadOnlyList<ApiRow> blobs = window.IsEmpty ? [] : await context.QueryAsync("blobs", bar, context.Chain!.Id, window.From, window.To);
        ChainFinality finality = await context.FinalityAsync();
        return new ApiAnswer(json =>
        {
            json.WriteWholes("times", gas.Select(row => row.Second(0)));
            json.WriteNumbers("p10_gwei", gas.Select(row => row.NumberOrNull(1)), 6);
            json.WriteNumbers("median_gwei", gas.Select(row => row.NumberOrNull(2)), 6);
            json.WriteNumbers("p90_gwei", gas.Select(row => row.NumberOrNull(3)), 6);
            json.WriteWholes("transactions", gas.Select(row => row.WholeOrNull(4)));
            json.WriteStartObject("blobs");
            json.WriteWholes("times", blobs.Select(row => row.Second(0)));
            json.WriteNumbers("low_wei", blobs.Select(row => row.NumberOrNull(1)), 0);
            json.WriteNumbers("high_wei", blobs.Select(row => row.NumberOrNull(2)), 0);
            json.WriteWholes("transactions", blobs.Select(row => row.WholeOrNull(3)));
            json.WriteEndObject();
            context.WriteFrame(json, window, bar, finality, gas.Count);
        })
        {
            Rows = new ApiTable(
                ["time", "p10_gwei", "median_gwei", "p90_gwei", "transactions", "blob_fee_low_wei", "blob_fee_high_wei"],
                [.. gas.Select(row => Row(row, blobs.FirstOrDefault(blob => blob.Second(0) == row.Second(0))))]),
        };
    }

    private static object?[] Row(ApiRow gas, ApiRow blob) =>
    [
        gas.Instant(0), gas.NumberOrNull(1), gas.NumberOrNull(2), gas.NumberOrNull(3), gas.WholeOrNull(4),
        blob.Values is null ? null : blob.NumberOrNull(1), blob.Values is null ? null : blob.NumberOrNull(2),
    ];
}
