using System.Globalization;
using System.Text.Json;
using Weir.Tests.App;

namespace Weir.Risk.Tests.Commands;

/// <summary>Runs <c>weir risk</c> on a file of made prices and reads its JSON.</summary>
internal sealed class RiskRun : IDisposable
{
    private readonly CommandLine _weir = new();

    public string Error => _weir.Error;

    public string Output => _weir.Output;

    public string Path(string name) => _weir.Path(name);

    /// <summary>The file of 401 daily prices of two assets.</summary>
    public string Prices(Func<int, double>? first = null, TimeSpan? step = null, int count = 401)
    {
        string path = _weir.Path("prices.csv");
        using StreamWriter file = new(path);
        file.WriteLine("time,eth,btc");
        DateTime start = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        double[] moves = Figures.StudentSample(2 * count, 77, 5, 0.03);
        double eth = 200;
        double btc = 9000;
        for (int i = 0; i < count; i++)
        {
            eth *= Math.Exp(moves[i]);
            btc *= Math.Exp((0.6 * moves[i]) + (0.5 * moves[count + i]));
            DateTime at = start + (i * (step ?? TimeSpan.FromDays(1)));
            string time = at.ToString(
                step is null ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time},{first?.Invoke(i) ?? eth:R},{btc:R}"));
        }

        return path;
    }

    /// <summary>Takes the rows of some days out of a file.</summary>
    public static void LeaveOut(string prices, params string[] days) => File.WriteAllLines(
        prices, [.. File.ReadAllLines(prices).Where(
            line => !Array.Exists(days, day => line.StartsWith(day, StringComparison.Ordinal)))]);

    /// <summary>The JSON lines of a command that must end well.</summary>
    public async Task<JsonElement[]> JsonAsync(params string[] args)
    {
        Assert.True(await _weir.RunAsync(["risk", .. args, "--json"]) == 0, _weir.Error);
        return [.. _weir.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(
            line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>The exit code of a command.</summary>
    public Task<int> RunAsync(params string[] args) => _weir.RunAsync(["risk", .. args]);

    public void Dispose() => _weir.Dispose();
}
