using System.Globalization;
using System.Numerics;
using Weir.App.Api.Answering;
using Weir.App.Api.Asking;

namespace Weir.App.Api.Answers;

/// <summary><c>/api/transfers</c>: token transfers by bar and standard.</summary>
/// <remarks>
/// The original's shape. It summed amounts of different tokens; here <c>erc20_vol</c> is one token's amount where a token
/// is asked for, else USD where prices are known, else a count, and <c>erc20_vol_unit</c> says which.
/// </remarks>
internal static class TransfersAnswer
{
    private const int MostContracts = 4;
    private static readonly string[] Standards = ["erc20", "erc721", "erc1155"];

    public static ApiRoute Route { get; } = new(
        "/api/transfers", "Token transfers by bar and standard.",
        [
            .. ApiParameters.Window, ApiParameters.Token, ApiParameters.Bucket,
            new ChoiceParameter("standard", "Only transfers of this standard.", null, Standards),
        ],
        AnswerAsync);

    private static async Task<ApiAnswer> AnswerAsync(ApiContext context)
    {
        BlockWindow window = context.State.Has("token_transfers") ? await context.WindowAsync() : BlockWindow.Empty;
        Bar bar = window.BarOf(context.Request);
        string? token = context.Request.Text("token");
        Series series = window.IsEmpty ? new Series() : await ReadAsync(context, window, bar, token);
        if (context.Request.Text("standard") is { } only)
        {
            series.Keep(only);
        }

        IReadOnlyList<ApiRow> tokens = window.IsEmpty ? [] : await context.QueryAsync("tokens", null, context.Chain!.Id, window.From, window.To);
        TokenNames names = await TokenNames.ReadAsync(context);
        (string unit, double?[] volumes) = await VolumesAsync(context, window, bar, token, series, names);
        ChainFinality finality = await context.FinalityAsync();
        long[] bars = [.. series.Bars];
        return new ApiAnswer(json =>
        {
            json.WriteTexts("labels", bars.Select(second => Label(second, bar)));
            json.WriteWholes("times", bars.Select(second => (long?)second));
            json.WriteNumbers("erc20_vol", volumes, 2);
            json.WriteString("erc20_vol_unit", unit);
            json.WriteWholes("erc721_cnt", series.Of("erc721"));
            json.WriteWholes("erc20_cnt", series.Of("erc20"));
            json.WriteWholes("erc1155_cnt", series.Of("erc1155"));
            json.WriteStartObject("summary");
            json.WriteNumber("total_transfers", Standards.Sum(series.Total));
            json.WriteNumber("erc20_transfers", series.Total("erc20"));
            json.WriteNumber("erc721_transfers", series.Total("erc721"));
            json.WriteNumber("erc1155_transfers", series.Total("erc1155"));
            json.WriteNumber("unique_contracts", token is null ? tokens.Select(row => row.Text(0)).Distinct().Count() : Math.Min(1, bars.Length));
            json.WriteRounded("total_volume_eth", volumes.Sum() ?? 0, 2);
            json.WriteEndObject();
            json.WriteStartArray("top_contracts");
            foreach (ApiRow row in tokens.Where(row => row.Text(1) == "erc20").Take(MostContracts))
            {
                json.WriteStartObject();
                json.WriteString("contract", row.Text(0)[..10] + "...");
                json.WriteString("address", row.Text(0));
                json.WriteString("symbol", names.SymbolOf(row.Text(0)));
                json.WriteRounded("volume_eth", names.Scale(row.Text(0), row.Exact(5)), 2);
                json.WriteNumber("transfers", row.Whole(2));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            context.WriteFrame(json, window, bar, finality, bars.Length);
        })
        {
            Rows = new ApiTable(
                ["time", "erc20_transfers", "erc721_transfers", "erc1155_transfers", $"erc20_volume_{unit}"],
                [
                    .. bars.Select((second, i) => (object?[])[
                        DateTimeOffset.FromUnixTimeSeconds(second), series.At(second, "erc20"), series.At(second, "erc721"),
                        series.At(second, "erc1155"), volumes[i]]),
                ]),
        };
    }

    private static async Task<Series> ReadAsync(ApiContext context, BlockWindow window, Bar bar, string? token)
    {
        IReadOnlyList<ApiRow> rows = token is null
            ? await context.QueryAsync("transfers", bar, context.Chain!.Id, window.From, window.To)
            : await context.QueryAsync("transfers_of_token", bar, context.Chain!.Id, window.From, window.To, token);
        Series series = new();
        foreach (ApiRow row in rows)
        {
            series.Add(row.Second(0)!.Value, row.Text(1), row.Whole(2), token is null ? null : row.Exact(3));
        }

        return series;
    }

    private static async Task<(string Unit, double?[] Volumes)> VolumesAsync(
        ApiContext context, BlockWindow window, Bar bar, string? token, Series series, TokenNames names)
    {
        if (token is not null)
        {
            return ("tokens", [.. series.Bars.Select(second => names.Scale(token, series.AmountAt(second)) ?? 0)]);
        }

        if (!window.IsEmpty && context.State.Has("tokens", "decimals") && await PriceSource.QuoteAsync(context, window) is { } quote)
        {
            IReadOnlyList<ApiRow> usd = await context.QueryAsync("transfers_usd", bar, context.Chain!.Id, window.From, window.To, quote);
            Dictionary<long, double> at = usd.ToDictionary(row => row.Second(0)!.Value, row => row.Number(1));
            return ("usd", [.. series.Bars.Select(second => (double?)at.GetValueOrDefault(second))]);
        }

        return ("transfers", [.. series.Of("erc20").Select(count => (double?)count)]);
    }

    private static string Label(long second, Bar bar) => DateTimeOffset.FromUnixTimeSeconds(second).ToString(
        bar.Name switch { "day" => "MMM dd", "block" => "HH:mm:ss", _ => "HH:mm" }, CultureInfo.InvariantCulture);

    // Counts by bar and standard; an amount by bar where they are of one token.
    private sealed class Series
    {
        private readonly SortedDictionary<long, Dictionary<string, long>> _bars = [];
        private readonly Dictionary<long, BigInteger> _amounts = [];

        public IEnumerable<long> Bars => _bars.Keys;

        public void Add(long second, string standard, long count, BigInteger? amount)
        {
            if (!_bars.TryGetValue(second, out Dictionary<string, long>? bar))
            {
                _bars[second] = bar = [];
            }

            bar[standard] = count;
            _amounts[second] = _amounts.GetValueOrDefault(second) + (amount ?? 0);
        }

        public void Keep(string standard)
        {
            foreach (Dictionary<string, long> bar in _bars.Values)
            {
                foreach (string other in Standards.Where(other => other != standard))
                {
                    bar.Remove(other);
                }
            }
        }

        public long At(long second, string standard) => _bars[second].GetValueOrDefault(standard);

        public BigInteger AmountAt(long second) => _amounts[second];

        public IEnumerable<long?> Of(string standard) => Bars.Select(second => (long?)At(second, standard));

        public long Total(string standard) => Of(standard).Sum() ?? 0;
    }
}
