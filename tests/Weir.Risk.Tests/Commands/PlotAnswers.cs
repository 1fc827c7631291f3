using System.Globalization;
using System.Text.RegularExpressions;

namespace Weir.Risk.Tests.Commands;

/// <summary>Plots: title, dates, units, marks, axes from zero, small multiples, themes, both formats.</summary>
public sealed partial class PlotAnswers
{
    [Fact]
    public async Task A_back_test_has_its_title_dates_units_exceedances_and_what_it_is_of()
    {
        using RiskRun run = new();
        string svg = await PlotAsync(
            run, "backtest --model historical --window 200 --column eth --confidence 0.9 --currency EUR");
        string text = Text(svg);
        Assert.Contains("Back-test: historical,", text, StringComparison.Ordinal);
        Assert.Contains("prices.csv: eth; 2020-01-01 to 2021-02-04", text, StringComparison.Ordinal);
        Assert.Contains("position EUR 1,000,000 long", text, StringComparison.Ordinal);
        Assert.Matches("[0-9]+ (Aug|Sep|Oct|Nov|Dec) 2020", text);
        Assert.Contains("−5 %", text, StringComparison.Ordinal);
        Assert.Contains("return in 1 day, and minus VaR", text, StringComparison.Ordinal);
        int exceeded = int.Parse(Counted().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(exceeded, 1, 60);
        Assert.Equal(exceeded, svg.Split("fill=\"#B53707\"").Length - 1);
    }

    [Fact]
    public async Task All_models_are_small_multiples_and_no_panel_has_more_than_six_lines()
    {
        using RiskRun run = new();
        string text = Text(await PlotAsync(run, "var --model all --column eth"));
        foreach (string model in (string[])["historical", "garch", "egarch", "evt-pot"])
        {
            Assert.Contains(model, text, StringComparison.Ordinal);
        }

        Assert.Equal(text.Split("returns in a bar").Length, 1 + text.Split("return in 1 day, simple").Length - 1);
        Assert.True(text.Split("returns in a bar").Length > 8);
    }

    [Fact]
    public async Task Bars_stand_on_zero()
    {
        using RiskRun run = new();
        string text = Text(await PlotAsync(run, "stress --shock -0.1 0.2"));
        Assert.Contains("profit, USD", text, StringComparison.Ordinal);
        Assert.Contains("−100,000", text, StringComparison.Ordinal);
        Assert.Contains("200,000", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Light_and_dark_PNG_and_SVG()
    {
        using RiskRun run = new();
        string prices = run.Prices();
        Assert.Contains(
            "#101413", await PlotAsync(run, "drawdown --column eth --theme dark"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("#FBFCFB", await PlotAsync(run, "drawdown --column eth"), StringComparison.OrdinalIgnoreCase);
        string png = run.Path("plot.png");
        Assert.Equal(0, await run.RunAsync("budget", "--prices", prices, "--plot", png));
        byte[] bytes = await File.ReadAllBytesAsync(png, TestContext.Current.CancellationToken);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        Assert.Equal(2400, (bytes[18] << 8) | bytes[19]);
    }

    private static async Task<string> PlotAsync(RiskRun run, string line)
    {
        string plot = run.Path("plot.svg");
        Assert.True(await run.RunAsync([.. line.Split(' '), "--prices", run.Prices(), "--plot", plot]) == 0, run.Error);
        return await File.ReadAllTextAsync(plot, TestContext.Current.CancellationToken);
    }

    /// <summary>The texts of an SVG, a line each.</summary>
    private static string Text(string svg) =>
        string.Join('\n', Texts().Matches(svg).Select(match => match.Groups[1].Value.Trim()));

    [GeneratedRegex("<text[^>]*>\\s*([^<]*)</text>")]
    private static partial Regex Texts();

    [GeneratedRegex("historical, (\\d+) of 200")]
    private static partial Regex Counted();
}
