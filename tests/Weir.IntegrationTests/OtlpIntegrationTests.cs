using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Weir.Tests.App;

namespace Weir.IntegrationTests;

/// <summary>Metrics and traces arrive at a collector that is named by the variables of OpenTelemetry.</summary>
public sealed class OtlpIntegrationTests
{
    [Fact]
    public async Task A_collector_gets_metrics_and_traces()
    {
        using CommandLine weir = new();
        Assert.Equal(0, await weir.RunAsync(
            "backfill", "--source", "sim:blocks=20", "--to", $"duckdb:{weir.Path("o.duckdb")}", "--quiet"));
        ConcurrentDictionary<string, string> received = new();
        await using WebApplication collector = Collector(received);
        await collector.StartAsync(TestContext.Current.CancellationToken);
        int port = Loopback.FreePort();
        ProcessStartInfo start = new("dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "weir.dll"), "serve", "--warehouse", $"duckdb:{weir.Path("o.duckdb")}",
                "--port", port.ToString(CultureInfo.InvariantCulture),
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single();
        start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        start.Environment["OTEL_METRIC_EXPORT_INTERVAL"] = "300";
        start.Environment["OTEL_BSP_SCHEDULE_DELAY"] = "300";
        using Process server = Process.Start(start)!;
        try
        {
            using HttpClient http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            for (long began = Stopwatch.GetTimestamp(); received.Count < 2; await Task.Delay(200))
            {
                Assert.False(server.HasExited, "the server ended");
                Assert.True(
                    Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60), $"received {string.Join(' ', received.Keys)}");
                try
                {
                    await http.GetStringAsync(new Uri("/api/blocks?limit=1", UriKind.Relative));
                }
                catch (HttpRequestException)
                {
                    // It is not up yet.
                }
            }
        }
        finally
        {
            server.Kill();
        }

        Assert.Contains("weir_api_requests", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("/api/blocks", received["/v1/traces"], StringComparison.Ordinal);
    }

    // Protobuf keeps its texts as they are: what is named in it can be looked for without a schema.
    private static WebApplication Collector(ConcurrentDictionary<string, string> received)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication collector = builder.Build();
        collector.Run(async http =>
        {
            using MemoryStream body = new();
            await http.Request.Body.CopyToAsync(body);
            received.AddOrUpdate(http.Request.Path, Encoding.Latin1.GetString(body.ToArray()),
                (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
            http.Response.StatusCode = StatusCodes.Status200OK;
        });
        return collector;
    }
}
