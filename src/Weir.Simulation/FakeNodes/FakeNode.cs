using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Weir.Simulation.FakeNodes;

/// <summary>
/// A node's HTTP JSON-RPC on the loopback address, answering from a simulated chain or from files, that can be told to
/// go wrong in one way at a time.
/// </summary>
public sealed class FakeNode : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly FakeNodeOptions _options;
    private readonly TimeProvider _time;
    private readonly IFakeChain _chain;
    private readonly RpcResponder _responder;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<FakeSocket, bool> _sockets = new();
    private readonly ConcurrentBag<ArrayBufferWriter<byte>> _buffers = [];
    private volatile FaultScript? _script;

    private FakeNode(IFakeChain chain, FakeNodeOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _responder = new RpcResponder(chain, options, Counts);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        _chain = chain;
        _application = builder.Build();
        _application.UseWebSockets();
        _application.Run(context => context.WebSockets.IsWebSocketRequest ? AnswerSocketAsync(context)
            : AnswerAsync(context));
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:PORT</c>.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Where its WebSocket is: the same port.</summary>
    public Uri SocketUrl => new UriBuilder(Url) { Scheme = "ws" }.Uri;

    /// <summary>What it was asked.</summary>
    public RequestCounts Counts { get; } = new();

    /// <summary>What goes wrong from now on, counted from now; null for nothing.</summary>
    public FakeNodeFault? Fault
    {
        get => _script?.Fault;
        set => _script = value is null ? null : new FaultScript(value);
    }

    /// <summary>What goes wrong at which request; <see cref="Fault"/> comes first. Null for nothing.</summary>
    public FaultSchedule? Schedule { get; set; }

    /// <summary>Starts a node.</summary>
    /// <param name="chain">What it answers from.</param>
    /// <param name="options">Its limits; go-ethereum's when null.</param>
    /// <param name="time">The clock of delays; the system's when null.</param>
    public static async Task<FakeNode> StartAsync(
        IFakeChain chain, FakeNodeOptions? options = null, TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        FakeNode node = new(chain, options ?? new FakeNodeOptions(), time ?? TimeProvider.System);
        try
        {
            await node._application.StartAsync(cancellationToken);
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }

        node.Url = new Uri(node._application.Urls.First());
        return node;
    }

    /// <summary>Closes all connections and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource atOnce = new();
        await atOnce.CancelAsync();
        await _end.CancelAsync();
        await _application.StopAsync(atOnce.Token);
        await _application.DisposeAsync();
        _end.Dispose();
    }

    /// <summary>Cuts every WebSocket, as a proxy does that restarts.</summary>
    public void CutSockets()
    {
        foreach (FakeSocket socket in _sockets.Keys)
        {
            socket.Cut();
        }
    }

    /// <summary>How many subscriptions of a kind stand.</summary>
    public int CountSubscriptions(string kind) => _sockets.Keys.Sum(socket => socket.CountSubscriptions(kind));

    /// <summary>Tells every subscriber of a kind; newHeads are told of by themselves.</summary>
    /// <param name="kind">One of <see cref="FakeNodeOptions.Subscriptions"/>.</param>
    /// <param name="result">The notification's result, as JSON.</param>
    public void Notify(string kind, string result)
    {
        byte[] json = Encoding.UTF8.GetBytes(result);
        foreach (FakeSocket socket in _sockets.Keys)
        {
            socket.Notify(kind, json);
        }
    }

    /// <summary>Whether subscribers are told of new heads; a node that forgets them says nothing.</summary>
    public bool IsSilent { get; set; }

    private async Task AnswerSocketAsync(HttpContext context)
    {
        if (!_options.HasSocket)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using FakeSocket socket = new(
            await context.WebSockets.AcceptWebSocketAsync(), _chain, _options.Subscriptions, () => IsSilent, _end.Token);
        _sockets[socket] = true;
        try
        {
            await socket.RunAsync(async (body, output) =>
            {
                Counts.AddRequest();
                FakeNodeFault? strike = Answer(body, output);
                if (strike is { Kind: FakeNodeFaultKind.Delay })
                {
                    await Task.Delay(strike.Pause ?? TimeSpan.Zero, _time, _end.Token);
                }

                return strike is { Kind: FakeNodeFaultKind.Cut or FakeNodeFaultKind.Status };
            });
        }
        finally
        {
            _sockets.TryRemove(socket, out _);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Counts.AddRequest();
        ReadOnlyMemory<byte>? read = await ReadBodyAsync(context.Request.BodyReader, context.RequestAborted);
        if (read is not { } body)
        {
            await WriteAsync(context, StatusCodes.Status413RequestEntityTooLarge, "text/plain",
                "content length too large\n"u8.ToArray());
            return;
        }

        if (body.IsEmpty)
        {
            // As go-ethereum does, so that something can look whether it is alive.
            return;
        }

        ArrayBufferWriter<byte> output = _buffers.TryTake(out ArrayBufferWriter<byte>? used) ? used
            : new ArrayBufferWriter<byte>(4096);
        try
        {
            output.ResetWrittenCount();
            await AnswerAsync(context, body, output);
        }
        finally
        {
            _buffers.Add(output);
        }
    }

    private async Task AnswerAsync(HttpContext context, ReadOnlyMemory<byte> body, ArrayBufferWriter<byte> output)
    {
        FakeNodeFault? strike = Answer(body, output);
        switch (strike?.Kind)
        {
            case FakeNodeFaultKind.Status:
                if (strike.Pause is { } after)
                {
                    context.Response.Headers.RetryAfter =
                        ((long)after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                }

                await WriteAsync(context, strike.Code, "text/plain", Encoding.UTF8.GetBytes(strike.Text));
                break;
            case FakeNodeFaultKind.Html:
                await WriteAsync(context, StatusCodes.Status200OK, "text/html", Encoding.UTF8.GetBytes(strike.Text));
                break;
            case FakeNodeFaultKind.MalformedJson:
                await WriteAsync(
                    context, StatusCodes.Status200OK, "application/json", Encoding.UTF8.GetBytes(strike.Text));
                break;
            case FakeNodeFaultKind.Cut:
                await CutAsync(context, output.WrittenMemory);
                break;
            case FakeNodeFaultKind.Delay:
                await Task.Delay(strike.Pause ?? TimeSpan.Zero, _time, context.RequestAborted);
                await WriteAsync(context, StatusCodes.Status200OK, "application/json", output.WrittenMemory);
                break;
            default:
                await WriteAsync(context, StatusCodes.Status200OK, "application/json", output.WrittenMemory);
                break;
        }
    }

    // The answer, and the fault that strikes the request as a whole.
    private FakeNodeFault? Answer(ReadOnlyMemory<byte> body, ArrayBufferWriter<byte> output)
    {
        FaultScript? script = _script ?? Schedule?.Next();
        List<RpcCall> calls;
        bool isBatch;
        try
        {
            calls = RpcCall.ReadAll(body.Span, out isBatch);
        }
        catch (JsonException)
        {
            RpcResponder.WriteError(output, default, RpcAnswer.Error(RpcAnswer.ParseError, "parse error"));
            return null;
        }

        FakeNodeFault? strike = script is not null
            && script.StrikesRequest(CollectionsMarshal.AsSpan(calls))
                ? script.Fault
                : null;
        if (strike?.Kind is not (FakeNodeFaultKind.Status or FakeNodeFaultKind.Html or FakeNodeFaultKind.MalformedJson))
        {
            _responder.Answer(calls, isBatch, body.Span, script, strike, output);
        }

        return strike;
    }

    private async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult result = await reader.ReadAsync(cancellationToken);
            if (result.Buffer.Length > _options.MostRequestBytes)
            {
                reader.AdvanceTo(result.Buffer.End);
                return null;
            }

            if (result.IsCompleted)
            {
                byte[] body = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return body;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private static async Task WriteAsync(HttpContext context, int status, string mediaType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    private static async Task CutAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body[..(body.Length / 2)], context.RequestAborted);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    // The node belongs to whoever started it, so it does not listen for Ctrl-C.
    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
