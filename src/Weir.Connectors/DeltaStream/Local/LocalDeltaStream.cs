using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>
/// DeltaStream's REST v2 protocol on the loopback address, in memory: statements on entities, results in partitions, polling, streaming
/// PRINT over a WebSocket. For tests and work without an account.
/// </summary>
public sealed class LocalDeltaStream : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly LocalDeltaStreamOptions _options;
    private readonly TimeProvider _time;
    private readonly LocalCatalog _catalog;
    private readonly ConcurrentDictionary<Guid, LocalOutcome> _outcomes = new();
    private readonly ConcurrentQueue<Guid> _order = new();
    private readonly ConcurrentQueue<string> _statements = new();
    private readonly byte[] _authorization;
    private readonly CancellationTokenSource _stop = new();
    private long _count;
    private int _faultsLeft;
    private LocalFault? _fault;

    private LocalDeltaStream(LocalDeltaStreamOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _catalog = new LocalCatalog(options.Databases, options.Stores);
        _authorization = Encoding.UTF8.GetBytes("Bearer " + options.Token);
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
        _application.Run(AnswerAsync);
    }

    /// <summary>Where it listens, with the path: <c>http://127.0.0.1:PORT/v2</c>.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/v2");

    /// <summary>Statements run so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>The last statements as they came, oldest first: at most 100,000.</summary>
    public IReadOnlyList<string> Statements => [.. _statements];

    /// <summary>What goes wrong from now on; null for nothing.</summary>
    public LocalFault? Fault
    {
        get => _fault;
        set
        {
            _faultsLeft = value?.Times ?? 0;
            _fault = value;
        }
    }

    /// <summary>Starts a server.</summary>
    /// <param name="time">The clock of <c>createdOn</c>.</param>
    public static async Task<LocalDeltaStream> StartAsync(
        LocalDeltaStreamOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.Token);
        LocalDeltaStream server = new(options, time);
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

    /// <summary>Records of an entity of the first store; 0 where there is none.</summary>
    public int Records(string entity)
    {
        try
        {
            Statement describe = new(StatementVerb.DescribeEntity, entity, null, null, new Dictionary<string, string>());
            return _catalog.Entity(describe, new SessionContext()).Count;
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
        _stop.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value ?? string.Empty;
        if (path.StartsWith("/v2/print/", StringComparison.Ordinal) && context.WebSockets.IsWebSocketRequest)
        {
            await StreamAsync(context, path["/v2/print/".Length..]);
        }
        else if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()), _authorization))
        {
            await WriteAsync(context, 401, LocalAnswer.Error("the token is missing, wrong or expired"));
        }
        else if (path == "/v2/version" && HttpMethods.IsGet(context.Request.Method))
        {
            await WriteAsync(context, 200, "{\"major\":2,\"minor\":0,\"patch\":0}"u8.ToArray());
        }
        else if (path == "/v2/statements" && HttpMethods.IsPost(context.Request.Method))
        {
            await SubmitAsync(context);
        }
        else if (path.StartsWith("/v2/statements/", StringComparison.Ordinal) && HttpMethods.IsGet(context.Request.Method)
            && Guid.TryParse(path["/v2/statements/".Length..], out Guid id) && _outcomes.TryGetValue(id, out LocalOutcome? outcome))
        {
            _ = int.TryParse(context.Request.Query["partitionID"], out int partition);
            await RespondAsync(context, outcome, partition);
        }
        else
        {
            await WriteAsync(context, 404, LocalAnswer.Error($"there is nothing at {path}"));
        }
    }

    private async Task SubmitAsync(HttpContext context)
    {
        StatementRequest request;
        try
        {
            request = await StatementRequest.ReadAsync(context.Request, context.RequestAborted);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or InvalidOperationException)
        {
            await WriteAsync(context, 400, LocalAnswer.Error($"the request cannot be read: {error.Message}"));
            return;
        }

        LocalFault? fault = Strike(request.Statement);
        if (fault?.Kind == LocalFaultKind.Status)
        {
            await WriteAsync(context, fault.Status, LocalAnswer.Error($"told to answer {fault.Status}"));
            return;
        }

        LocalOutcome outcome = Run(request);
        _outcomes[outcome.Id] = outcome;
        _order.Enqueue(outcome.Id);
        while (_order.Count > 10_000 && _order.TryDequeue(out Guid old))
        {
            _outcomes.TryRemove(old, out _);
        }

        switch (fault?.Kind)
        {
            case LocalFaultKind.CutAfterRunning:
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = 1_000;
                await context.Response.Body.WriteAsync("{\"sqlState\":"u8.ToArray(), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                break;
            case LocalFaultKind.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, context.RequestAborted);
                break;
            default:
                await RespondAsync(context, outcome, 0);
                break;
        }
    }

    private LocalOutcome Run(StatementRequest request)
    {
        LocalRows rows = LocalRows.Empty;
        Statement? print = null;
        string state = SqlState.Ok;
        string? message = null;
        _statements.Enqueue(request.Statement);
        while (_statements.Count > 100_000)
        {
            _statements.TryDequeue(out _);
        }

        int at = 0;
        IReadOnlyList<Statement> statements = [];
        try
        {
            statements = StatementParser.Parse(request.Statement);
            foreach (Statement statement in statements)
            {
                at++;
                rows = _catalog.Run(statement, request.Context);
                print = statement.Verb == StatementVerb.PrintEntity ? statement : null;
                Interlocked.Increment(ref _count);
            }
        }
        catch (StatementException error)
        {
            state = error.SqlState;
            message = statements.Count > 1 ? $"statement {at} of {statements.Count}: {error.Message}" : error.Message;
            rows = LocalRows.Empty;
            print = null;
        }

        List<IReadOnlyList<string?[]>> partitions = [.. rows.Rows.Chunk(_options.PartitionRows)];
        return new LocalOutcome(
            Guid.NewGuid(), _time.GetUtcNow().ToUnixTimeSeconds(), state, message, rows.Columns, partitions, request.Context, print)
        {
            Pending = _options.PendingPolls,
        };
    }

    private LocalFault? Strike(string statement) =>
        _fault is { } fault && statement.Contains(fault.Containing, StringComparison.Ordinal) && Interlocked.Decrement(ref _faultsLeft) >= 0
            ? fault
            : null;

    private async Task RespondAsync(HttpContext context, LocalOutcome outcome, int partition)
    {
        if (outcome.Pending > 0)
        {
            outcome.Pending--;
            await WriteAsync(context, 202, LocalAnswer.Pending(outcome));
            return;
        }

        string? print = outcome.Print is null ? null : $"{_options.StreamScheme}://{Url.Authority}/v2/print/{outcome.Id}";
        await WriteAsync(context, 200, LocalAnswer.Result(outcome, partition, print, _options.Token));
    }

    private static async Task WriteAsync(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private async Task StreamAsync(HttpContext context, string id)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, context.RequestAborted);
        byte[] buffer = new byte[64 * 1024];
        try
        {
            ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(), either.Token);
            if (!IsAuthentic(buffer.AsMemory(0, received.Count)) || !Guid.TryParse(id, out Guid statement)
                || !_outcomes.TryGetValue(statement, out LocalOutcome? outcome) || outcome.Print is not { } print)
            {
                byte[] refusal = "{\"type\":\"error\",\"headers\":{},\"message\":\"the token or the statement is wrong\",\"sqlCode\":\"42501\"}"u8.ToArray();
                await socket.SendAsync(refusal, WebSocketMessageType.Text, true, either.Token);
                await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, null, either.Token);
                return;
            }

            await socket.SendAsync(LocalAnswer.StreamHead(outcome.Columns), WebSocketMessageType.Text, true, either.Token);
            LocalEntity entity = _catalog.Entity(print, outcome.Context);
            int from = print.Parameters.ContainsKey("from_beginning") ? 0 : entity.Count;
            await Task.WhenAll(WatchAsync(socket, buffer, either), PumpAsync(socket, entity.ReadAsync(from, either.Token), either));
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or StatementException)
        {
            // The client has gone, or the server stops.
            socket.Abort();
        }
    }

    private static async Task PumpAsync(WebSocket socket, IAsyncEnumerable<string> records, CancellationTokenSource gone)
    {
        try
        {
            await foreach (string record in records)
            {
                await socket.SendAsync(LocalAnswer.StreamRow(null, record), WebSocketMessageType.Text, true, gone.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            await gone.CancelAsync();
        }
    }

    private static async Task WatchAsync(WebSocket socket, byte[] buffer, CancellationTokenSource gone)
    {
        try
        {
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(), gone.Token);
            }
            while (received.MessageType != WebSocketMessageType.Close);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, gone.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            socket.Abort();
        }

        await gone.CancelAsync();
    }

    private bool IsAuthentic(ReadOnlyMemory<byte> message)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(message);
            return json.RootElement.GetProperty("type").GetString() == "auth"
                && json.RootElement.GetProperty("accessToken").GetString() == _options.Token;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    // No messages about starting, and no handlers for Ctrl-C.
    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
