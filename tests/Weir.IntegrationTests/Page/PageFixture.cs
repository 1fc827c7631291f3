using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Weir.Tests.App;

namespace Weir.IntegrationTests.Page;

/// <summary>A simulated chain, served with prices of a file; one for the tests of a class.</summary>
public sealed partial class PageFixture : IAsyncLifetime
{
    internal const int Blocks = 400;

    private RunningCommand? _server;

    internal CommandLine Weir { get; } = new();

    internal string Url { get; private set; } = string.Empty;

    internal string Warehouse => $"duckdb:{Weir.Path("page.duckdb")}";

    /// <summary>The address that a server has said.</summary>
    internal static async Task<string> UrlOfAsync(RunningCommand server)
    {
        await server.SaidAsync("serving ");
        return Address().Match(server.Error).Value;
    }

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, await Weir.RunAsync(
            "backfill", "--source", $"sim:seed=1,blocks={Blocks}", "--to", Warehouse, "--tables", "base,defi", "--quiet"));
        StringBuilder prices = new("time,WETH\n");
        double price = 3_850;
        for (int hour = 0; hour < 241; hour++)
        {
            prices.Append(CultureInfo.InvariantCulture, $"{new DateTime(2026, 11, 19).AddHours(hour):s}Z,{price:F2}\n");
            price *= 1 + (0.004 * Math.Sin(hour * 1.7)) - (hour % 37 == 0 ? 0.02 : 0.0002);
        }

        await File.WriteAllTextAsync(Weir.Path("prices.csv"), prices.ToString(), TestContext.Current.CancellationToken);
        _server = Weir.Start("serve", "--warehouse", Warehouse, "--port", "0", "--prices", Weir.Path("prices.csv"));
        Url = await UrlOfAsync(_server);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Weir.Dispose();
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+/")]
    private static partial Regex Address();
}
