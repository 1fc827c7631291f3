using Microsoft.Playwright;
using Weir.Tests;

namespace Weir.IntegrationTests.Page;

/// <summary>One Chromium for the tests of a class, Debian's; they skip where there is none.</summary>
public sealed class Browser : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A window of its own.</summary>
    internal async Task<Tab> OpenAsync(int width, int height, ColorScheme scheme = ColorScheme.Light, bool isOffline = false)
    {
        Assert.SkipUnless(File.Exists(Program), $"{Program} is not here: apt-get install chromium");
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Program, Headless = true, Args = Arguments });
        IBrowserContext context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            Offline = isOffline,
        });
        context.SetDefaultTimeout(120_000);
        return new Tab(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

/// <summary>A page in a window, with all that it asked for and complained of.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private static readonly string[] Charts = ["il", "mev", "transfers", "gas", "blobs", "protocols", "pools"];

    private readonly IBrowserContext _context;

    public Tab(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>The addresses of all requests.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Waits until every chart has its data; the value at risk too where there are prices.</summary>
    public async Task DrawnAsync(bool hasPrices)
    {
        foreach (string chart in hasPrices ? ["var", .. Charts] : Charts)
        {
            ILocator figure = Page.Locator($"figure[data-chart={chart}][data-state=drawn]");
            await figure.WaitForAsync();
            Assert.True(int.Parse((await figure.GetAttributeAsync("data-points"))!, System.Globalization.CultureInfo.InvariantCulture) > 0, chart);
        }
    }

    /// <summary>Serious findings of axe-core.</summary>
    public async Task<string[]> FaultsAsync()
    {
        string axe = Path.Combine(Golden.Root, "tests", "Weir.IntegrationTests", "npm", "node_modules", "axe-core", "axe.min.js");
        Assert.SkipUnless(File.Exists(axe), "axe-core is not here: ./test installs it with npm");
        await Page.EvaluateAsync(await File.ReadAllTextAsync(axe, TestContext.Current.CancellationToken) + ";undefined");
        return await Page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document)).violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
              .map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => `${n.html.slice(0, 140)} (${n.failureSummary.slice(0, 160)})`).join(' | ')}`)
            """);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
