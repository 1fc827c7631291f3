using System.Net;
using Weir.App;
using Weir.App.Api;
using Weir.App.Api.Answering;
using Weir.App.Commands.Risk.Series;
using Weir.App.Commands.Serve;
using Weir.App.Settings;
using Weir.App.Terminal;

namespace Weir.Tests.App.Api;

/// <summary>A simulated chain in a DuckDB file, served on the loopback address; one for the tests of a class.</summary>
public sealed class ServedChainFixture : IAsyncLifetime
{
    /// <summary>Blocks of the chain, block 0 included.</summary>
    internal const int Blocks = 240;

    private readonly CommandLine _weir = new();
    private readonly List<ApiServer> _others = [];
    private ApiServer? _server;

    internal HttpClient Client { get; } = new();

    internal Uri Url => _server!.Url;

    internal string WarehousePath => _weir.Path("served.duckdb");

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, await _weir.RunAsync(
            "backfill", "--source", $"sim:seed=7,blocks={Blocks}", "--to", $"duckdb:{WarehousePath}", "--tables", "base,defi", "--quiet"));
        _server = await StartAsync(new ApiOptions { Limits = new ApiLimits { RequestsPerSecond = 0 } });
        Client.BaseAddress = _server.Url;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        foreach (ApiServer server in _others)
        {
            await server.DisposeAsync();
        }

        _weir.Dispose();
    }

    /// <summary>Another server on the same rows; it ends with the fixture.</summary>
    internal async Task<ApiServer> StartAsync(ApiOptions options, PriceTable? prices = null)
    {
        WeirHost host = new(new Screen(TextWriter.Null, TextWriter.Null, false), TimeProvider.System);
        ApiServer server = await ServedWarehouse.StartAsync(
            host, new WarehouseSpec("duckdb", WarehousePath), new WarehouseSettings("500MB"), options with { Port = 0 }, prices, null,
            TestContext.Current.CancellationToken);
        _others.Add(server);
        return server;
    }

    /// <summary>Asks, with headers.</summary>
    internal async Task<HttpResponseMessage> SendAsync(
        Uri server, string path, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method ?? HttpMethod.Get, new Uri(server, path));
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks, and demands a status.</summary>
    internal async Task<string> GetAsync(string path, HttpStatusCode status = HttpStatusCode.OK, string? accept = null)
    {
        using HttpResponseMessage response = await SendAsync(
            Url, path, null, accept is null ? [] : [("Accept", accept)]);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, $"{path}: {(int)response.StatusCode} {text}");
        return text;
    }
}
