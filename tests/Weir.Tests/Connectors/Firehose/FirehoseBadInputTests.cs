using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;
using Weir.Tests.App;

namespace Weir.Tests.Connectors.Firehose;

/// <summary>What is no Firehose, or a broken one: one clear message, and nothing half written.</summary>
public sealed class FirehoseBadInputTests : IDisposable
{
    private readonly CommandLine _weir = new();

    public void Dispose() => _weir.Dispose();

    [Fact]
    public async Task A_server_of_http_1_is_named_as_such()
    {
        await using FakeNode node = await FakeNode.StartAsync(
            new SimulatedFakeChain(SimulatedChainOptions.Parse("blocks=3")), cancellationToken: TestContext.Current.CancellationToken);
        await FailsAsync($"firehose:{node.Url}", "does not speak HTTP/2");
    }

    [Fact]
    public async Task A_closed_port_is_said() =>
        await FailsAsync("firehose:http://127.0.0.1:1", "WEIR3001");

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 own = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        using X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), null);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UseHttps(certificate);
            }));
        await using WebApplication application = builder.Build();
        await application.StartAsync(TestContext.Current.CancellationToken);
        await FailsAsync("firehose:" + application.Urls.First(), "certificate is not trusted");
    }

    [Fact]
    public async Task Blocks_of_another_chain_are_refused_before_anything_is_stored()
    {
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(new FirehoseChain(
            new SimulatedFakeChain(SimulatedChainOptions.Parse("blocks=6,chain=1337"))));
        firehose.ChainName = "matic";
        await FailsAsync(firehose.Source, "serves Polygon PoS (chain 137), not chain 1337", 2);
        firehose.ChainName = "a name of their own";
        await FailsAsync(firehose.Source, "not blocks of chain 31337", 1, "--chain-id", "31337", "--blocks", "1:5");
        firehose.TypeUrl = "type.googleapis.com/sf.solana.type.v1.Block";
        await FailsAsync(firehose.Source, "serves type.googleapis.com/sf.solana.type.v1.Block", 2);
    }

    [Fact]
    public async Task A_block_that_breaks_off_is_not_stored_in_part()
    {
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(new FirehoseChain(
            new SimulatedFakeChain(SimulatedChainOptions.Parse("blocks=6,chain=1337"))));
        firehose.IsTruncating = true;
        await FailsAsync(firehose.Source, "breaks off or is not protobuf");
    }

    [Fact]
    public async Task A_changed_block_is_refused_as_bad()
    {
        FirehoseChain chain = new(new SimulatedFakeChain(SimulatedChainOptions.Parse("blocks=6,chain=1337")));
        Weir.Connectors.Firehose.Wire.Block changed = chain.Head.Clone();
        changed.TransactionTraces[0].Value = null;
        changed.TransactionTraces[0].Nonce += 7;
        chain.Put(changed);
        await using FirehoseServer firehose = await FirehoseServer.StartAsync(chain);
        Assert.Equal(1, await RunAsync(firehose.Source));
        Assert.Contains("WEIR2101", _weir.Error, StringComparison.Ordinal);
        Assert.True(await _weir.RunAsync(
            "query", "SELECT max(number)::int AS n FROM blocks", "--warehouse", $"duckdb:{_weir.Path("w.duckdb")}") == 0, _weir.Error);
        Assert.Contains("4", _weir.Output, StringComparison.Ordinal);
    }

    private async Task FailsAsync(string source, string expected, int code = 1, params string[] more)
    {
        Assert.Equal(code, await RunAsync(source, more));
        Assert.True(_weir.Error.Contains(expected, StringComparison.Ordinal), _weir.Error);
        string path = _weir.Path("w.duckdb");
        if (File.Exists(path))
        {
            Assert.True(await _weir.RunAsync(
                "query", "SELECT count(*)::int AS n FROM blocks", "--json", "--warehouse", $"duckdb:{path}") == 0, _weir.Error);
            Assert.Contains("\"n\":0", _weir.Output, StringComparison.Ordinal);
        }
    }

    private Task<int> RunAsync(string source, params string[] more) => _weir.RunAsync(
        [
            "backfill", "--source", source, "--to", $"duckdb:{_weir.Path("w.duckdb")}", "--retries", "1", "--timeout", "5",
            .. more.Length > 0 ? more : ["--chain-id", "1337"],
        ]);
}
