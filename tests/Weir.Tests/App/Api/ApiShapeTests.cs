using System.Globalization;
using System.Text.Json.Nodes;
using Weir.App.Api;
using Weir.App.Commands.Risk.Series;

namespace Weir.Tests.App.Api;

/// <summary>The original's routes: its keys and kinds of values are all there, and its figures where its model is sound.</summary>
public sealed class ApiShapeTests(ServedChainFixture served) : IClassFixture<ServedChainFixture>
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    [Theory]
    [InlineData("mev", "/api/mev")]
    [InlineData("il", "/api/il")]
    [InlineData("transfers", "/api/transfers")]
    [InlineData("var", "/api/var")]
    public async Task Every_key_of_the_original_is_there_with_its_kind(string key, string path)
    {
        JsonNode original = Golden()[key]!;
        JsonNode ours = JsonNode.Parse(await served.GetAsync(path))!;
        Compare(original, ours, path, isEmpty: key == "var");
    }

    [Fact]
    public async Task Without_prices_the_value_at_risk_is_empty_with_all_its_keys()
    {
        JsonNode var = JsonNode.Parse(await served.GetAsync("/api/var"))!;
        foreach (string key in (string[])["labels", "prices", "var_series", "cvar_series", "stress_test"])
        {
            Assert.Empty(var[key]!.AsArray());
        }

        Assert.Empty(var["summary"]!.AsObject());
    }

    [Fact]
    public async Task The_originals_prices_give_the_originals_value_at_risk()
    {
        JsonNode golden = Golden();
        double[] returns = [.. golden["daily_returns"]!.AsArray().Select(value => value!.GetValue<double>())];
        List<double> prices = [2_200];
        foreach (double step in returns)
        {
            prices.Add(prices[^1] * (1 + step));
        }

        PriceTable table = new(
            [.. Enumerable.Range(0, prices.Count).Select(day => new DateTime(2023, 12, 31).AddDays(day).ToString("yyyy-MM-dd", Invariant))],
            ["ETH"], [[.. prices]])
        {
            Instants = [.. Enumerable.Range(0, prices.Count).Select(day => new DateTimeOffset(2023, 12, 31, 0, 0, 0, TimeSpan.Zero).AddDays(day))],
        };
        ApiServer server = await served.StartAsync(new ApiOptions(), table);
        using HttpResponseMessage response = await served.SendAsync(server.Url, "/api/var?window=30&range=all");
        JsonNode ours = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        JsonNode theirs = golden["var"]!;
        Compare(theirs, ours, "var", isEmpty: false);
        foreach (string key in (string[])["prices", "var_series", "cvar_series"])
        {
            Assert.Equal(theirs[key]!.AsArray().Count, ours[key]!.AsArray().Count);
            for (int i = 0; i < ours[key]!.AsArray().Count; i++)
            {
                Near(theirs[key]![i]?.GetValue<double>(), ours[key]![i]?.GetValue<double>(), $"{key}[{i}]");
            }
        }

        Assert.Equal(theirs["labels"]!.ToJsonString(), ours["labels"]!.ToJsonString());
        Near(38_672.17, ours["summary"]!["var_95"]!.GetValue<double>(), "var_95");
        Near(48_081.13, ours["summary"]!["cvar_95"]!.GetValue<double>(), "cvar_95");
        Assert.Equal("historical_simulation", ours["summary"]!["method"]!.GetValue<string>());
        Assert.Equal(
            [-100_000, -200_000, -300_000, -500_000, -800_000],
            ours["stress_test"]!.AsArray().Select(row => row!["pnl_usd"]!.GetValue<double>()));
    }

    [Fact]
    public async Task Impermanent_loss_is_the_originals_and_the_value_of_the_position_is_mended()
    {
        JsonNode theirs = Golden()["il"]!;
        JsonNode ours = JsonNode.Parse(await served.GetAsync("/api/il"))!;
        Assert.Equal(theirs["labels"]!.ToJsonString(), ours["labels"]!.ToJsonString());
        for (int i = 0; i < 99; i++)
        {
            Near(theirs["il_pct"]![i]!.GetValue<double>(), ours["il_pct"]![i]!.GetValue<double>(), $"il_pct[{i}]", 0.0011);
            Near(theirs["hold_values"]![i]!.GetValue<double>(), ours["hold_values"]![i]!.GetValue<double>(), $"hold_values[{i}]");

            // V·√r, where the original has V·(1 + loss).
            Near(10_000 * Math.Sqrt((10 + (5 * i)) / 100.0), ours["lp_values"]![i]!.GetValue<double>(), $"lp_values[{i}]");
        }

        // At half the price the original reports a gain of 1,928.09; it is a loss.
        Near(-428.93, ours["key_points"]!["0.5x"]!["loss_usd"]!.GetValue<double>(), "0.5x");
    }

    [Fact]
    public async Task Scores_are_those_of_the_rows_and_colours_follow_them()
    {
        JsonNode mev = JsonNode.Parse(await served.GetAsync("/api/mev?last=100"))!;
        double[] scores = [.. mev["scores"]!.AsArray().Select(score => score!.GetValue<double>())];
        Assert.NotEmpty(scores);
        Assert.Equal(scores.Max(), mev["summary"]!["max_score"]!.GetValue<double>());
        Assert.Equal(scores.Length, mev["summary"]!["blocks_analyzed"]!.GetValue<int>());
        for (int i = 0; i < scores.Length; i++)
        {
            string colour = scores[i] > 66 ? "252,129,129" : scores[i] > 33 ? "246,173,85" : "104,211,145";
            Assert.Contains(colour, mev["colors"]![i]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    // Every key there, with the same kind of value, as deep as it goes; more keys may be there.
    private static void Compare(JsonNode? theirs, JsonNode? ours, string path, bool isEmpty)
    {
        if (theirs is null)
        {
            return;
        }

        Assert.True(ours is not null, $"{path} is missing");
        switch (theirs)
        {
            case JsonObject members:
                foreach ((string name, JsonNode? value) in members)
                {
                    if (isEmpty && path.EndsWith("summary", StringComparison.Ordinal))
                    {
                        continue;
                    }

                    Compare(value, ours!.AsObject()[name], $"{path}.{name}", isEmpty);
                }

                break;
            case JsonArray items:
                JsonArray found = ours!.AsArray();
                JsonNode? their = items.FirstOrDefault(item => item is not null);
                JsonNode? mine = found.FirstOrDefault(item => item is not null);
                if (their is not null && mine is not null)
                {
                    Compare(their, mine, $"{path}[]", isEmpty);
                }

                break;
            default:
                Assert.True(theirs.GetValueKind() == ours!.GetValueKind(), $"{path}: {ours!.GetValueKind()}, not {theirs.GetValueKind()}");
                break;
        }
    }

    private static void Near(double? expected, double? actual, string what, double within = 0.0101) => Assert.True(
        expected is null == actual is null && Math.Abs((expected ?? 0) - (actual ?? 0)) <= within, $"{what}: {actual}, not {expected}");

    private static JsonNode Golden() => JsonNode.Parse(File.ReadAllBytes(SharedData.PathOrSkip("seed-golden.json")))!;
}
