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
