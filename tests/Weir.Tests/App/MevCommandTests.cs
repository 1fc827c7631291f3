using System.Globalization;
using System.Text.Json;

namespace Weir.Tests.App;

/// <summary>A simulated chain with actors, loaded, asked and explained through the program.</summary>
public sealed class MevCommandTests : IDisposable
{
    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task Findings_are_loaded_proven_explained_and_asked_about()
    {
        string warehouse = $"duckdb:{_line.Path("a.duckdb")}";
        string labels = _line.Path("labels.jsonl");
        await Run($"backfill --source sim:seed=2,blocks=90,actors=on,labels={labels} --to {warehouse} --tables all");
        Assert.True((await File.ReadAllLinesAsync(labels, TestContext.Current.CancellationToken)).Length > 50);

        string proofs = await Run($"verify {warehouse} --proofs --json");
        Assert.DoesNotContain("\"bad\"", proofs, StringComparison.Ordinal);

        string kinds = await Ask("SELECT kind, count(*) AS n, count(profit_usd) AS usd FROM mev GROUP BY 1 ORDER BY 1");
        foreach (string kind in new[] { "arbitrage", "backrun", "jit", "jit_sandwich", "liquidation", "sandwich" })
        {
            Assert.Contains($"\"{kind}\"", kinds, StringComparison.Ordinal);
        }

        Assert.NotEqual("0", Value(await Ask("SELECT count(*) AS n FROM dex.trades WHERE amount_usd > 0"), "n"));
        Assert.NotEqual("0", Value(await Ask("SELECT count(*) AS n FROM prices.usd WHERE symbol = 'WETH'"), "n"));
        Assert.NotEqual("0", Value(await Ask("SELECT count(*) AS n FROM dex.sandwiches"), "n"));
        Assert.NotEqual("0", Value(await Ask("SELECT count(*) AS n FROM dex.sandwiched"), "n"));
        Assert.Equal("0", Value(await Ask(
            "SELECT count(*) AS n FROM mev AS m WHERE m.part_of IS NOT NULL AND NOT EXISTS "
            + "(SELECT 1 FROM mev AS w WHERE w.mev_id = m.part_of)"), "n"));

        foreach (string kind in new[] { "sandwich", "jit", "arbitrage", "liquidation" })
        {
            string id = Value(await Ask($"SELECT mev_id FROM mev WHERE kind = '{kind}' ORDER BY mev_id LIMIT 1"), "mev_id");
            using JsonDocument explained = JsonDocument.Parse(await Run($"explain {id} --warehouse {warehouse} --json"));
            Assert.Equal("same", explained.RootElement.GetProperty("verdict").GetString());
            Assert.NotEmpty(explained.RootElement.GetProperty("logs").EnumerateArray());
            Assert.Contains("the same", await Run($"explain {id} --warehouse {warehouse}"), StringComparison.Ordinal);
        }

        string pool = Value(await Ask(
            "SELECT pool_id FROM pool_features WHERE reserve0_raw IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"),
            "pool_id");
        using JsonDocument risk = JsonDocument.Parse(await Run(
            $"risk mev --pool {pool} --amount 50 --slippage 0.02 --warehouse {warehouse} --json"));
        Assert.True(risk.RootElement.GetProperty("worst_loss").GetDouble() >= 0);
        Assert.True(risk.RootElement.GetProperty("quote").GetDouble() > 0);
        Assert.Contains("pool", await Run($"risk mev --pool {pool} --warehouse {warehouse}"), StringComparison.Ordinal);
        Assert.Contains("VaR", await Run(
            $"risk var --token 0x8a7ba9ed7d81e9d1085a55e1f9514a79f130bf76 --warehouse {warehouse}"),
            StringComparison.OrdinalIgnoreCase);

        async Task<string> Ask(string sql)
        {
            int code = await _line.RunAsync("query", sql, "--warehouse", warehouse, "--json");
            Assert.True(code == 0, _line.Error);
            return _line.Output;
        }
    }

    // The chain's own numbers by another way: shares and liquidity by SQL, the value by what the pool says of itself.
    [Fact]
    public async Task Positions_come_from_mints_burns_and_collects()
    {
        string warehouse = $"duckdb:{_line.Path("p.duckdb")}";
        await Run($"backfill --source sim:seed=2,blocks=120,actors=on --to {warehouse} --tables all");
        // The pair that is traded most is the one whose price is the dollar's.
        string pair = Value(await Ask(
            "SELECT l.pool_id FROM liquidity_events AS l JOIN pools_known AS p ON p.pool_id = l.pool_id "
            + "JOIN tokens_known AS k ON k.address = p.tokens[1] WHERE l.kind = 'sync' AND k.symbol = 'USDC' "
            + "GROUP BY l.pool_id ORDER BY count(*) DESC, l.pool_id LIMIT 1"), "pool_id");
        using JsonDocument held = JsonDocument.Parse(Line(await Run($"risk lp --position {pair} --warehouse {warehouse} --json")));
        double reserve = double.Parse(Value(await Ask(
            $"SELECT amount_raw FROM liquidity_events WHERE pool_id = '{pair}' AND kind = 'sync' AND token_index = 0 "
            + "ORDER BY block_number DESC, evt_index DESC LIMIT 1"), "amount_raw"), CultureInfo.InvariantCulture);

        // But for the thousand shares that nobody has, one account owns the pair, and half of its worth is in dollars.
        Assert.Equal(2 * reserve / 1e6, held.RootElement.GetProperty("value").GetDouble(), 2 * reserve / 1e6 * 1e-6);

        string ranges = await Ask(
            "SELECT pool_id, provider, tick_lower, tick_upper, sum(CASE WHEN kind = 'mint' THEN liquidity WHEN kind = 'burn' "
            + "THEN -liquidity ELSE 0 END) AS l FROM liquidity_events WHERE tick_lower IS NOT NULL AND provider IS NOT NULL "
            + "AND token_index = 0 GROUP BY 1, 2, 3, 4 HAVING sum(CASE WHEN kind = 'mint' THEN liquidity WHEN kind = 'burn' "
            + "THEN -liquidity ELSE 0 END) > 0 ORDER BY 1, 2, 3");
        string[] open = ranges.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(open.Length >= 2, ranges);
        foreach (string line in open)
        {
            string position = $"{Value(line, "pool_id")}/{Value(line, "provider")}/{Value(line, "tick_lower")}:{Value(line, "tick_upper")}";
            using JsonDocument range = JsonDocument.Parse(
                Line(await Run($"risk lp --position {position} --warehouse {warehouse} --json")));
            Assert.True(range.RootElement.GetProperty("value").GetDouble() > 0, position);
        }

        Assert.NotEqual(0, await _line.RunAsync(
            "risk", "lp", "--position", $"{pair}/0x{new string('9', 40)}", "--warehouse", warehouse));
        Assert.Contains("no open position", _line.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, await _line.RunAsync("risk", "lp", "--position", "mine", "--warehouse", warehouse));
        Assert.Contains("POOL/OWNER", _line.Error, StringComparison.Ordinal);

        async Task<string> Ask(string sql)
        {
            int code = await _line.RunAsync("query", sql, "--warehouse", warehouse, "--json");
            Assert.True(code == 0, _line.Error);
            return _line.Output;
        }
    }

    private static string Line(string lines) => lines.Split('\n')[0];

    private async Task<string> Run(string text)
    {
        int code = await _line.RunAsync(text.Split(' '));
        Assert.True(code == 0, $"{text}: {_line.Error}{_line.Output}");
        return _line.Output;
    }

    private static string Value(string lines, string name)
    {
        using JsonDocument row = JsonDocument.Parse(lines.Split('\n')[0]);
        return row.RootElement.GetProperty(name).ToString();
    }
}
