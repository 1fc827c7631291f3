using System.Text.Json;
using Weir.Risk.Historical;

namespace Weir.Risk.Tests.Commands;

/// <summary>Signs and wholes: short positions, weights, first and last, and what an answer says it is of.</summary>
public sealed class PositionAnswers
{
    [Theory]
    [InlineData("simple")]
    [InlineData("log")]
    public async Task A_short_position_has_the_VaR_of_negated_simple_returns(string returns)
    {
        using RiskRun run = new();
        string prices = run.Prices();
        JsonElement line = (await run.JsonAsync(
            "var", "--prices", prices, "--column", "eth", "--position", "-500000", "--confidence", "0.95", "--returns", returns))[0];
        double[] values = Figures.ColumnOf(prices, 1);
        double[] negated = [.. values.Skip(1).Zip(values, (next, now) => -((next / now) - 1))];
        double expected = HistoricalSimulation.Estimate(negated, 0.95).ValueAtRisk;
        Assert.Equal(expected, line.GetProperty("var").GetDouble(), 1e-12);
        Assert.Equal(500_000 * expected, line.GetProperty("varAmount").GetDouble(), 1e-6);
        Assert.Equal(-500_000, line.GetProperty("of").GetProperty("position").GetDouble());
        Assert.Equal("simple", line.GetProperty("of").GetProperty("returns").GetString());
        Assert.Equal(200, line.GetProperty("verdict").GetProperty("observations").GetInt32());
    }

    [Fact]
    public async Task Percents_are_taken_for_shares_and_other_sums_are_named()
    {
        using RiskRun run = new();
        string prices = run.Prices();
        JsonElement shares = (await run.JsonAsync("var", "--prices", prices, "--weights", "0.7", "0.3"))[0];
        JsonElement percents = (await run.JsonAsync("var", "--prices", prices, "--weights", "70", "30"))[0];
        Assert.Contains("percents", run.Error, StringComparison.Ordinal);
        Assert.Equal(shares.GetProperty("var").GetDouble(), percents.GetProperty("var").GetDouble(), 1e-12);
        _ = await run.JsonAsync("var", "--prices", prices, "--weights", "0.5", "0.3");
        Assert.Contains("the weights add up to 0.8", run.Error, StringComparison.Ordinal);
        JsonElement nothing = (await run.JsonAsync("var", "--prices", prices, "--weights", "0", "0"))[0];
        Assert.Equal(0, nothing.GetProperty("var").GetDouble());
        Assert.Contains("the weights add up to 0", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_on_a_holiday_takes_the_next_row_and_last_the_one_before()
    {
        using RiskRun run = new();
        string prices = run.Prices();
        RiskRun.LeaveOut(prices, "2020-07-04", "2020-12-25");
        JsonElement of = (await run.JsonAsync(
            "var",
            "--prices",
            prices,
            "--column",
            "eth",
            "--first",
            "2020-07-04",
            "--last",
            "2020-12-25"))[0].GetProperty("of");
        Assert.Equal("2020-07-05", of.GetProperty("first").GetString());
        Assert.Equal("2020-12-24", of.GetProperty("last").GetString());
        Assert.Contains("there is no row of 2020-07-04; 2020-07-05 is taken", run.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, await run.RunAsync("var", "--prices", prices, "--column", "eth", "--last", "2030-01-01"));
    }

    [Fact]
    public async Task An_answer_says_what_it_is_of()
    {
        using RiskRun run = new();
        string prices = run.Prices(step: TimeSpan.FromMinutes(1));
        JsonElement line = (await run.JsonAsync(
            "es", "--prices", prices, "--column", "eth", "--returns", "log", "--currency", "eur", "--model", "historical", "--set", "quantileType=6", "--confidence", "0.9"))[0];
        JsonElement of = line.GetProperty("of");
        Assert.Equal(prices, of.GetProperty("source").GetString());
        Assert.Equal("eth", of.GetProperty("assets")[0].GetString());
        Assert.Equal("2020-01-01T00:00:00Z", of.GetProperty("first").GetString());
        Assert.Equal("2020-01-01T06:40:00Z", of.GetProperty("last").GetString());
        Assert.Equal(400, of.GetProperty("observations").GetInt32());
        Assert.Equal(60, of.GetProperty("barSeconds").GetDouble());
        Assert.Equal("log", of.GetProperty("returns").GetString());
        Assert.Equal("EUR", of.GetProperty("currency").GetString());
        Assert.Equal("6", of.GetProperty("choices").GetProperty("quantileType").GetString());
        Assert.Equal(0, await run.RunAsync("es", "--prices", prices, "--column", "eth", "--currency", "EUR"));
        Assert.Contains("400 simple returns of 1 minute", run.Output, StringComparison.Ordinal);
        Assert.Contains("position EUR 1,000,000 long", run.Output, StringComparison.Ordinal);
        Assert.Contains("VaR EUR", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("USD", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amounts_are_named_for_dollars_only_where_they_are_dollars()
    {
        using RiskRun run = new();
        string prices = run.Prices();
        JsonElement dollars = (await run.JsonAsync("lp", "--prices", prices, "--column", "eth"))[0];
        JsonElement euros = (await run.JsonAsync("lp", "--prices", prices, "--column", "eth", "--currency", "EUR"))[0];
        Assert.Equal(dollars.GetProperty("varUsd").GetDouble(), euros.GetProperty("var").GetDouble());
        Assert.False(euros.TryGetProperty("varUsd", out _));
        JsonElement stress = (await run.JsonAsync("stress", "--currency", "EUR"))[0];
        Assert.True(stress.TryGetProperty("profit", out _));
        Assert.True((await run.JsonAsync("stress"))[0].TryGetProperty("profitUsd", out _));
    }

    [Theory]
    [InlineData("--column eth", "there is one asset")]
    [InlineData("--position -5", "below zero")]
    public async Task A_budget_is_of_several_assets_held_long(string line, string said)
    {
        using RiskRun run = new();
        string prices = run.Prices();
        Assert.NotEqual(0, await run.RunAsync(["budget", "--prices", prices, .. line.Split(' ')]));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        JsonElement equal = (await run.JsonAsync("budget", "--prices", prices, "--confidence", "0.95"))[0];
        Assert.Equal(
            equal.GetProperty("componentVar")[0].GetDouble(), equal.GetProperty("componentVar")[1].GetDouble(), 1e-12);
        Assert.Equal(200, equal.GetProperty("verdict").GetProperty("observations").GetInt32());
    }

    [Fact]
    public async Task The_two_shortfalls_are_named_and_chosen()
    {
        using RiskRun run = new();
        string prices = run.Prices();
        Assert.Equal(0, await run.RunAsync("es", "--prices", prices));
        Assert.Contains(
            "ES of historical: mean of returns at or below the quantile", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "ES (Rockafellar-Uryasev, worst n·α exactly) and its parts", run.Output, StringComparison.Ordinal);
        foreach (string form in (string[])["tail-mean", "rockafellar-uryasev"])
        {
            JsonElement[] lines = await run.JsonAsync(
                "es", "--prices", prices, "--confidence", "0.9537", "--shortfall", form);
            Assert.Equal(lines[0].GetProperty("es").GetDouble(), lines[1].GetProperty("es").GetDouble(), 1e-12);
            Assert.Equal(
                lines[1].GetProperty("es").GetDouble(), lines[1].GetProperty("componentEs").EnumerateArray().Sum(
                    value => value.GetDouble()), 1e-12);
        }

        double first = (await run.JsonAsync(
            "lp", "--prices", prices, "--column", "eth", "--confidence", "0.9537"))[0].GetProperty("esUsd").GetDouble();
        double other = (await run.JsonAsync(
            "lp",
            "--prices",
            prices,
            "--column",
            "eth",
            "--confidence",
            "0.9537",
            "--shortfall",
            "tail-mean"))[0].GetProperty("esUsd").GetDouble();
        Assert.NotEqual(first, other);
    }
}
