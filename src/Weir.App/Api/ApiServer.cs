using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weir.App.Api.Answering;
using Weir.App.Api.Live;
using Weir.App.Operations;
using Weir.Core.Errors;

namespace Weir.App.Api;

/// <summary>The HTTP server: API, page, health and metrics.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private const int LongestLine = 8 << 10;
    private const int LargestHeaders = 16 << 10;
    private const int MostConnections = 4_096;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly WebApplication _application;
    private readonly ApiAnswers _answers;
    private readonly ApiGate _gate;
    private readonly LiveFeed _feed;
    private readonly CancellationTokenSource _stop = new();
    private readonly ILogger _log;
    private Task _feeding = Task.CompletedTask;

    private ApiServer(ApiOptions options, ApiParts parts, TimeProvider time, ILogger log)
    {
        _log = log;
        _answers = new ApiAnswers(parts, options.Limits, time);
        _feed = new LiveFeed(parts, options.Limits, time);
        _gate = new ApiGate(options, parts.Meter, time, log);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Grace);
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "text/csv"];
        });
        Telemetry.Add(builder.Services, options.SendsOtlp);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxRequestLineSize = LongestLine;
            kestrel.Limits.MaxRequestHeadersTotalSize = LargestHeaders;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Listen(options.Bind, options.Port);
        });
        _application = builder.Build();
        _application.Use(_gate.PassAsync);
        _application.UseResponseCompression();
        ApiEndpoints.Map(_application, _answers, _feed, _stop.Token);
        Telemetry.Map(_application);
        _application.MapFallback((RequestDelegate)ApiEndpoints.NotFoundAsync);
        Url = new Uri("http://127.0.0.1/");
    }

    /// <summary>Where it is reached from this machine.</summary>
    public Uri Url { get; private set; }

    /// <summary>Starts it: once this returns, it answers.</summary>
    /// <exception cref="WarehouseException">The warehouse does not open.</exception>
    /// <exception cref="ConfigException">The port is taken, or the options are not to be trusted.</exception>
    public static async Task<ApiServer> StartAsync(
        ApiOptions options, ApiParts parts, TimeProvider time, ILogger log, CancellationToken cancellationToken)
    {
        ApiServer server = new(options.Checked(), parts, time, log);
        try
        {
            await server._application.StartAsync(cancellationToken);
        }
        catch (IOException error)
        {
            await server.DisposeAsync();
            throw new ConfigException(
                ErrorCodes.ApiBinding, $"port {options.Port} cannot be listened on: {error.Message}",
                "Choose another with --port.", error);
        }

        string address = server._application.Urls.First();
        server.Url = new UriBuilder(address) { Host = options.Bind.Equals(IPAddress.Any) ? "127.0.0.1" : options.Bind.ToString() }.Uri;
        server._feeding = server._feed.RunAsync(
            error => Log.FeedFailed(log, error.Message, error.Code), server._stop.Token);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _feeding;
        await _application.DisposeAsync();
        _answers.Dispose();
        await _answers.Parts.Warehouse.DisposeAsync();
        _gate.Dispose();
        _stop.Dispose();
    }

    // Signals are the command's business.
    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
