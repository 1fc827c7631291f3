using System.Text.Json;

namespace Weir.Risk.Tests.Commands;

/// <summary>A grade that cannot be given never takes the figure away; what cannot be fitted still refuses.</summary>
public sealed class GradeAnswers
{
    [Theory]
    [InlineData("rising")]
    [InlineData("constant")]
    [InlineData("short")]
    public async Task The_figure_stands_where_the_grade_cannot_be_given(string kind)
    {
        using RiskRun run = new();
        string prices = run.Prices(i => kind switch
        {
            "rising" => 100 * Math.Exp((0.01 * i) + (0.002 * (i % 2))),
            "constant" => 100,
            _ => 100 + (i % 7)
        }, count: kind == "short" ? 40 : 401);
        JsonElement line = (await run.JsonAsync(
            "var", "--prices", prices, "--column", "eth", "--confidence", "0.95"))[0];
        Assert.Equal(JsonValueKind.Number, line.GetProperty("var").ValueKind);
        if (kind == "short")
        {
            Assert.Equal(JsonValueKind.Null, line.GetProperty("verdict").ValueKind);
            Assert.Contains(
                "39 returns are too few", line.GetProperty("ungraded").GetString(), StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains("not losses", line.GetProperty("verdict").GetProperty("tests").GetProperty(
                "acerbi-szekely-z2").GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Five_percent_confidence_is_answered()
    {
        using RiskRun run = new();
        JsonElement line = (await run.JsonAsync(
            "var", "--prices", run.Prices(), "--column", "eth", "--confidence", "0.05"))[0];
        Assert.True(line.GetProperty("var").GetDouble() < 0);
    }

    [Fact]
    public async Task A_model_that_cannot_be_fitted_refuses()
    {
        using RiskRun run = new();
        Assert.NotEqual(
            0, await run.RunAsync("var", "--prices", run.Prices(_ => 100), "--column", "eth", "--model", "garch"));
        Assert.Contains("[WEIR6005]", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("399", "a window of 399 leaves one forecast of 400 returns")]
    [InlineData("400", "400 observations; it needs at least 401")]
    public async Task A_back_test_without_forecasts_is_an_error(string window, string said)
    {
        using RiskRun run = new();
        Assert.NotEqual(0, await run.RunAsync(
            "backtest", "--prices", run.Prices(), "--column", "eth", "--model", "historical", "--window", window));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Two_forecasts_give_no_light()
    {
        using RiskRun run = new();
        JsonElement light = (await run.JsonAsync(
            "backtest", "--prices", run.Prices(), "--column", "eth", "--model", "historical", "--window", "398", "--confidence", "0.99"))[0].GetProperty("trafficLight");
        Assert.Equal(JsonValueKind.Null, light.GetProperty("zone").ValueKind);
        Assert.Contains("2 forecasts are too few", light.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }
}
