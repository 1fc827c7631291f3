using System.Globalization;
using System.Text.Json;

namespace Weir.Tests.App;

/// <summary><c>weir risk</c> from the command line: its tables, JSON, plots and refusals.</summary>
public sealed class RiskCommandTests
{
    public static TheoryData<string> Plotted => new()
    {
        "var --model historical",
        "es --model normal",
        "stress",
        "backtest --model historical cornish-fisher --window 60",
        "lp --column eth",
        "il",
    };

    public static TheoryData<string, string> Refused => new()
    {
        { "var --confidence 1", "WEIR6002" },
        { "var --confidence 0", "WEIR6002" },
        { "var --model nothing", "WEIR6010" },
        { "var --set nothing=1", "WEIR6011" },
        { "var --weights 1", "WEIR6001" },
        { "var --column nothing", "WEIR6012" },
        { "var --first 2019-01-01", "WEIR6011" },
        { "var --query SELECT", "WEIR6011" },
        { "es --model garch --column eth --last 2020-01-20", "WEIR6003" },
        { "backtest --window 100000", "WEIR6003" },
        { "backtest --model nothing", "WEIR6010" },
        { "lp", "WEIR6011" },
        { "lp --column eth --kind concentrated --lower 5 --upper 4", "WEIR6001" },
        { "stress --shock -2", "WEIR6001" },
        { "var --plot FOLDER/none/x.svg", "WEIR1001" },
        { "var --plot FOLDER/x.pdf", "WEIR1001" },
    };

    [Fact]
    public async Task Parts_of_several_assets_add_up_and_each_figure_has_its_verdict()
    {
        using CommandLine weir = new();
        string prices = Prices(weir);
        Assert.True(await weir.RunAsync(
            "risk", "var", "--prices", prices, "--model", "historical", "normal", "--weights", "0.7", "0.3", "--confidence", "0.95", "--json") == 0, weir.Error);
        JsonElement[] lines = [.. weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(
            line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["historical", "normal", "portfolio-historical", "portfolio-normal"],
            lines.Select(line => line.GetProperty("model").GetString()));
        foreach (JsonElement figure in lines[..2])
        {
            Assert.Equal(150, figure.GetProperty("verdict").GetProperty("observations").GetInt32());
        }

        foreach ((JsonElement figure, JsonElement parts) in lines[..2].Zip(lines[2..]))
        {
            double valueAtRisk = figure.GetProperty("var").GetDouble();
            Assert.Equal(valueAtRisk, parts.GetProperty("var").GetDouble(), 1e-12);
            Assert.Equal(
                valueAtRisk, parts.GetProperty("componentVar").EnumerateArray().Sum(value => value.GetDouble()), 1e-12);
            Assert.Equal("eth", parts.GetProperty("assets")[0].GetString());
        }

        Assert.True(await weir.RunAsync("risk", "es", "--prices", prices) == 0, weir.Error);
        Assert.Contains("incremental", weir.Output, StringComparison.Ordinal);
        Assert.Contains("diversification", weir.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Plotted))]
    public async Task Every_command_draws_its_plot(string line)
    {
        using CommandLine weir = new();
        string plot = weir.Path("plot.svg");
        string[] prices = line == "il" ? [] : ["--prices", Prices(weir)];
        int code = await weir.RunAsync(["risk", .. line.Split(' '), .. prices, "--plot", plot]);
        Assert.True(code == 0, weir.Error);
        Assert.Contains(
            "<svg", await File.ReadAllTextAsync(plot, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_cannot_be_answered_is_one_error_with_its_code(string line, string code)
    {
        using CommandLine weir = new();
        string folder = Path.GetDirectoryName(weir.Path("x"))!;
        string[] args = [.. line.Split(' ').Select(part => part.Replace("FOLDER", folder, StringComparison.Ordinal))];
        Assert.NotEqual(0, await weir.RunAsync(["risk", .. args, "--prices", Prices(weir)]));
        Assert.Contains($"[{code}]", weir.Error, StringComparison.Ordinal);
    }

    private static string Prices(CommandLine weir)
    {
        string path = weir.Path("prices.csv");
        using StreamWriter file = new(path);
        file.WriteLine("time,eth,btc");
        DateOnly day = new(2020, 1, 1);
        for (int i = 0; i <= 300; i++)
        {
            double eth = 200 * Math.Exp(0.05 * Math.Sin(i * 1.7)) * Math.Exp(0.03 * Math.Cos(i * i));
            double btc = 9000 * Math.Exp(0.04 * Math.Sin(i * 1.1)) * Math.Exp(0.02 * Math.Cos(i * 3.3));
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{day.AddDays(i):yyyy-MM-dd},{eth:R},{btc:R}"));
        }

        return path;
    }
}
