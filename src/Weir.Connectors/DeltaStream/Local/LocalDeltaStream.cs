using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weir.Connectors.DeltaStream.Local.Stores;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>
/// DeltaStream's REST v2 protocol on the loopback address, in memory or before a Kafka: statements on entities, results
/// in partitions, polling, the dataplane, streams over a WebSocket, downloads. For tests and work without an account.
/// </summary>
public sealed class LocalDeltaStream : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly LocalCatalog _catalog;
    private readonly LocalStatements _statements;
    private readonly CancellationTokenSource _stop = new();

    private LocalDeltaStream(
        LocalDeltaStreamOptions options, IReadOnlyList<(string Name, IEntityStore Store)> stores, TimeProvider time)
    {
        _catalog = new LocalCatalog(options.Databases, stores);
        _statements = new LocalStatements(_catalog, options, time);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        _application = builder.Build();
        _application.UseWebSockets();
        LocalRoutes routes = new(options, _catalog, _statements, time, _stop.Token);
        _application.Run(routes.AnswerAsync);
    }

    /// <summary>Where it listens, with the path: <c>http://127.0.0.1:PORT/v2</c>.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/v2");

    /// <summary>Statements run so far.</summary>
    public long Count => _statements.Count;

    /// <summary>The last statements as they came, oldest first: at most 100,000.</summary>
    public IReadOnlyList<string> Statements => _statements.History;

    /// <summary>What goes wrong from now on; null for nothing.</summary>
    public LocalFault? Fault
    {
        get => _statements.Fault;
        set => _statements.Fault = value;
    }

    /// <summary>Starts a server.</summary>
    /// <param name="time">The clock of <c>createdOn</c>.</param>
    /// <exception cref="Core.Errors.EventDeliveryException">The Kafka behind it does not answer.</exception>
    public static async Task<LocalDeltaStream> StartAsync(
        LocalDeltaStreamOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.Token);
        List<(string Name, IEntityStore Store)> stores = [];
        foreach (string name in options.Stores)
        {
            stores.Add((name, stores.Count == 0 && options.Kafka is { } kafka
                ? await KafkaEntityStore.ConnectAsync(kafka, time, cancellationToken)
                : new MemoryEntityStore()));
        }

        LocalDeltaStream server = new(options, stores, time);
        try
        {
            await server._application.StartAsync(cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        server.Url = new Uri(new Uri(server._application.Urls.First()), "/v2");
        return server;
    }

    /// <summary>Records that an entity of the first store has now; 0 where there is none.</summary>
    public async Task<int> RecordsAsync(string entity, CancellationToken cancellationToken)
    {
        try
        {
            int count = 0;
            await using IEntityReader reader =
                await _catalog.DefaultStore.OpenAsync(entity, ReadFrom.Stored, cancellationToken);
            while (await reader.NextAsync(cancellationToken) is not null)
            {
                count++;
            }

            return count;
        }
        catch (StatementException)
        {
            return 0;
        }
    }

    /// <summary>Closes all connections and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        using CancellationTokenSource atOnce = new();
        await atOnce.CancelAsync();
        await _application.StopAsync(atOnce.Token);
        await _application.DisposeAsync();
        await _catalog.DisposeAsync();
        _stop.Dispose();
    }

    // No messages about starting, and no handlers for Ctrl-C.
    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
