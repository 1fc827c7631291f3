using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;
using Weir.Tests;
using Weir.Tests.App;

namespace Weir.IntegrationTests.Page;

/// <summary>The page in a real browser: from its server, as a file, as a snapshot without a network, and while blocks come.</summary>
public sealed class PageIntegrationTests(Browser browser, PageFixture served) : IClassFixture<Browser>, IClassFixture<PageFixture>
{
    private static string Committed => Path.Combine(Golden.Root, "web", "dist", "showcase.html");

    [Fact]
    public async Task From_its_server_every_chart_draws_and_asks_no_one_else()
    {
        await using Tab tab = await browser.OpenAsync(1440, 900);
        await tab.Page.GotoAsync(served.Url + "?live=0");
        await tab.DrawnAsync(hasPrices: true);
        await Assertions.Expect(tab.Page.Locator("h1")).ToContainTextAsync($"Block {PageFixture.Blocks - 1} is proven");
        Assert.All(tab.Requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)), url => Assert.StartsWith(served.Url, url, StringComparison.Ordinal));
        Assert.Empty(tab.Complaints);
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(768, ColorScheme.Dark)]
    [InlineData(375, ColorScheme.Dark)]
    public async Task It_can_be_used_by_everyone_at_any_width(int width, ColorScheme scheme)
    {
        await using Tab tab = await browser.OpenAsync(width, 900, scheme);
        await tab.Page.GotoAsync(served.Url + "?live=0");
        await tab.DrawnAsync(hasPrices: true);
        Assert.Equal(width, await tab.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        string[] faults = await tab.FaultsAsync();
        Assert.True(faults.Length == 0, string.Join('\n', faults));
        if (Environment.GetEnvironmentVariable("WEIR_UPDATE_SCREENSHOTS") == "1")
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"page-{width}-{(scheme == ColorScheme.Dark ? "dark" : "light")}.png");
            await tab.Page.SetViewportSizeAsync(width, width == 1440 ? 2_200 : 2_600);
            await tab.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Golden.Root, "docs", "images", name) });
        }
    }

    [Fact]
    public async Task Views_sliders_and_the_drawer_work_and_stand_in_the_address()
    {
        await using Tab tab = await browser.OpenAsync(1440, 900);
        IPage page = tab.Page;
        await page.GotoAsync(served.Url + "?live=0");
        await tab.DrawnAsync(hasPrices: true);

        await page.ClickAsync("#transfers-table");
        Assert.True(await page.Locator("figure[data-chart=transfers] tbody tr").CountAsync() == 8);
        await page.ClickAsync("figure[data-chart=transfers] .other .link");
        Assert.True(await page.Locator("figure[data-chart=transfers] tbody tr").CountAsync() > 8);
        await page.ClickAsync("#transfers-sql");
        await Assertions.Expect(page.Locator("figure[data-chart=transfers] pre").First).ToContainTextAsync("token_transfers");
        await page.Locator("figure[data-chart=transfers] select").First.SelectOptionAsync("bigquery");
        await Assertions.Expect(page.Locator("figure[data-chart=transfers] pre").First).ToContainTextAsync("chain_id = $1");
        Assert.Contains("view.transfers=sql", page.Url, StringComparison.Ordinal);

        string before = await page.Locator("figure[data-chart=il] .numbers").InnerTextAsync();
        await page.Locator("#il-ratio").FillAsync("1.2");
        Assert.NotEqual(before, await page.Locator("figure[data-chart=il] .numbers").InnerTextAsync());
        Assert.Contains("ratio=", page.Url, StringComparison.Ordinal);

        await page.ClickAsync("[data-block='300']");
        await Assertions.Expect(page.Locator(".drawer h3").First).ToContainTextAsync("Block 300");
        Assert.Contains("block=300", page.Url, StringComparison.Ordinal);
        await page.Locator(".drawer .tx").First.ClickAsync();
        await Assertions.Expect(page.Locator(".drawer")).ToContainTextAsync("Gas used");
        await page.ClickAsync("text=Back to the block");
        await page.FocusAsync(".heat");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator(".drawer h3").First).ToContainTextAsync("Block 301");

        await page.FocusAsync("figure[data-chart=var] .stack");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(page.Locator("figure[data-chart=var] .numbers")).ToContainTextAsync("profit or loss");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("figure[data-chart=var] .numbers")).ToContainTextAsync("expected");

        await page.ClickAsync(".code-tabs >> text=Impermanent loss");
        await Assertions.Expect(page.Locator(".code")).ToContainTextAsync("class ImpermanentLoss");
        await page.ClickAsync("#theme-button");
        Assert.Equal("dark", await page.GetAttributeAsync("html", "data-theme"));
        await page.HoverAsync("figure[data-chart=gas] .u-over");
        Assert.Empty(tab.Complaints);

        await page.ReloadAsync();
        await tab.DrawnAsync(hasPrices: true);
        await Assertions.Expect(page.Locator(".drawer h3").First).ToContainTextAsync("Block 301");
    }

    [Theory]
    [InlineData("v2", 1.18, 1.5)]
    [InlineData("v2", 0.4, 1.5)]
    [InlineData("v3", 1.3, 1.5)]
    [InlineData("v3", 0.5, 3.0)]
    [InlineData("weighted", 2.5, 1.5)]
    [InlineData("stable", 1.02, 1.5)]
    public async Task The_pages_own_impermanent_loss_is_the_models(string kind, double ratio, double width)
    {
        await using Tab tab = await browser.OpenAsync(1440, 900);
        FormattableString query = $"kind={kind}&ratio={ratio}&width={width}";
        string text = FormattableString.Invariant(query);
        await tab.Page.GotoAsync($"{served.Url}?live=0&{text}");
        await tab.DrawnAsync(hasPrices: true);
        using HttpClient client = new();
        JsonNode answer = JsonNode.Parse(await client.GetStringAsync(new Uri($"{served.Url}api/il?{text}"), TestContext.Current.CancellationToken))!;
        string shown = answer["now"]!["il_pct"]!.GetValue<double>().ToString("F2", CultureInfo.InvariantCulture).Replace('-', '−');
        await Assertions.Expect(tab.Page.Locator("figure[data-chart=il] .numbers b").First).ToHaveTextAsync($"{shown} %");
    }

    [Fact]
    public async Task As_a_file_it_shows_what_an_api_on_this_machine_says()
    {
        await using Tab tab = await browser.OpenAsync(1440, 900);
        tab.Page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await tab.Page.GotoAsync($"file://{Committed}?live=0&api={served.Url.TrimEnd('/')}");
        await tab.DrawnAsync(hasPrices: true);
        Assert.All(
            tab.Requests.Where(url => url.StartsWith("http", StringComparison.Ordinal)), url => Assert.StartsWith(served.Url, url, StringComparison.Ordinal));
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_snapshot_needs_no_network()
    {
        string file = served.Weir.Path("report.html");
        Assert.Equal(0, await served.Weir.RunAsync("showcase", "--warehouse", served.Warehouse, "--out", file));
        await using Tab tab = await browser.OpenAsync(1440, 900, isOffline: true);
        await tab.Page.GotoAsync($"file://{file}");
        await tab.DrawnAsync(hasPrices: false);
        await Assertions.Expect(tab.Page.Locator("figure[data-chart=var][data-state=empty]")).ToContainTextAsync("No prices yet");
        await Assertions.Expect(tab.Page.Locator(".drawer .tx").First).ToBeVisibleAsync();
        await tab.Page.Locator("#il-ratio").FillAsync("1.2");
        await tab.Page.ClickAsync("#gas-table");
        await tab.Page.ClickAsync("figure[data-chart=il] label:has-text('V3')");
        await Assertions.Expect(tab.Page.Locator(".code")).ToContainTextAsync("class BlockVerifier");
        Assert.DoesNotContain(tab.Requests, url => url.StartsWith("http", StringComparison.Ordinal));
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task New_blocks_and_a_reorganisation_appear_without_a_reload()
    {
        ForkingFakeChain chain = new(SimulatedChainOptions.Default, head: 150);
        await using FakeNode node = await FakeNode.StartAsync(chain, cancellationToken: TestContext.Current.CancellationToken);
        using CommandLine weir = new();
        await using RunningCommand run = weir.Start(
            "run", "--source", $"rpc:{node.SocketUrl}", "--to", $"duckdb:{weir.Path("live.duckdb")}", "--tables", "base,defi",
            "--start-block", "0", "--serve", "0");
        string url = await PageFixture.UrlOfAsync(run);
        using HttpClient client = new();
        while ((await client.GetAsync(new Uri(url + "ready"), TestContext.Current.CancellationToken)).StatusCode != System.Net.HttpStatusCode.OK)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await using Tab tab = await browser.OpenAsync(1440, 900);
        await tab.Page.GotoAsync(url);
        await tab.DrawnAsync(hasPrices: false);
        chain.Grow(3);
        await Assertions.Expect(tab.Page.Locator("h1")).ToContainTextAsync("Block 153 is proven", new() { Timeout = 120_000 });
        chain.Reorganise(2, 4);
        await Assertions.Expect(tab.Page.Locator("h1")).ToContainTextAsync("Block 155 is proven", new() { Timeout = 120_000 });
        await Assertions.Expect(tab.Page.Locator(".six")).ToContainTextAsync("deepest 2 blocks", new() { Timeout = 120_000 });
        Assert.Empty(tab.Complaints);
        Assert.Equal(0, await run.StopAsync());
    }
}
