using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Weir.Simulation.FakeNodes;

/// <summary>
/// One WebSocket of a <see cref="FakeNode"/>: answers requests, and tells subscribers of <c>newHeads</c> what the chain
/// grows.
/// </summary>
internal sealed class FakeSocket : IDisposable
{
    private const string Heads = "\"newHeads\"";

    private readonly WebSocket _socket;
    private readonly IFakeChain _chain;
    private readonly Func<bool> _isSilent;
    private readonly CancellationTokenSource _end;
    // As many notifications as go-ethereum keeps for a slow client.
    private readonly Channel<ReadOnlyMemory<byte>> _out = Channel.CreateBounded<ReadOnlyMemory<byte>>(20_000);
    private readonly List<(string Id, string Kind)> _subscriptions = [];
    private readonly IReadOnlyCollection<string> _offered;

    public FakeSocket(
        WebSocket socket, IFakeChain chain, IReadOnlyCollection<string> offered, Func<bool> isSilent, CancellationToken end)
    {
        _socket = socket;
        _offered = offered;
        _chain = chain;
        _isSilent = isSilent;
        _end = CancellationTokenSource.CreateLinkedTokenSource(end);
        chain.Subscribe(Tell);
    }

    /// <summary>Breaks the connection without a word.</summary>
    public void Cut()
    {
        _end.Cancel();
        _socket.Abort();
    }

    /// <summary>Answers until the other side leaves.</summary>
    /// <param name="answer">Writes the answer to a request, and says whether the connection breaks instead.</param>
    public async Task RunAsync(Func<ReadOnlyMemory<byte>, ArrayBufferWriter<byte>, Task<bool>> answer)
    {
        Task sending = SendAsync();
        try
        {
            while (await ReceiveAsync() is { } body)
            {
                ArrayBufferWriter<byte> output = new();
                if (TrySubscribe(body, output))
                {
                    _out.Writer.TryWrite(output.WrittenMemory);
                }
                else if (await answer(body, output))
                {
                    Cut();
                }
                else
                {
                    _out.Writer.TryWrite(output.WrittenMemory);
                }
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            // The other side left, or the node ends.
        }
        finally
        {
            _chain.Unsubscribe(Tell);
            _out.Writer.TryComplete();
            await _end.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _chain.Unsubscribe(Tell);
        _socket.Dispose();
        _end.Dispose();
    }

    private void Tell(FakeBlock head)
    {
        if (_isSilent())
        {
            return;
        }

        Notify(Heads, head.JsonWithHashes.Span);
    }

    /// <summary>How many subscriptions of a kind it has.</summary>
    public int CountSubscriptions(string kind)
    {
        lock (_subscriptions)
        {
            return _subscriptions.Count(one => one.Kind == kind);
        }
    }

    /// <summary>Tells those who subscribed to a kind.</summary>
    /// <param name="kind">As it was subscribed to: the parameters' JSON without brackets.</param>
    /// <param name="result">The notification's result, as JSON.</param>
    public void Notify(string kind, ReadOnlySpan<byte> result)
    {
        lock (_subscriptions)
        {
            foreach ((string id, _) in _subscriptions.Where(one => one.Kind == kind))
            {
                ArrayBufferWriter<byte> json = new();
                json.Write(Encoding.UTF8.GetBytes(
                    $"{{\"jsonrpc\":\"2.0\",\"method\":\"eth_subscription\",\"params\":{{\"subscription\":\"{id}\",\"result\":"));
                json.Write(result);
                json.Write("}}"u8);
                _out.Writer.TryWrite(json.WrittenMemory);
            }
        }
    }

    // eth_subscribe stands alone in a request, or in a batch of one.
    private bool TrySubscribe(ReadOnlyMemory<byte> body, ArrayBufferWriter<byte> output)
    {
        if (body.Span.IndexOf("\"eth_subscribe\""u8) < 0)
        {
            return false;
        }

        using JsonDocument document = JsonDocument.Parse(body);
        bool isBatch = document.RootElement.ValueKind == JsonValueKind.Array;
        JsonElement call = isBatch ? document.RootElement[0] : document.RootElement;
        string kind = call.GetProperty("params"u8).GetRawText()[1..^1];
        string id = call.GetProperty("id"u8).GetRawText();
        string answer;
        if (kind == Heads || _offered.Contains(kind))
        {
            string subscription = $"0x{Guid.NewGuid():N}";
            lock (_subscriptions)
            {
                _subscriptions.Add((subscription, kind));
            }

            answer = $"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\":\"{subscription}\"}}";
        }
        else
        {
            answer =
                $"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"error\":{{\"code\":-32601,\"message\":\"no \\\"{call.GetProperty("params"u8)[0].GetString()}\\\" subscription in eth namespace\"}}}}";
        }

        output.Write(Encoding.UTF8.GetBytes(isBatch ? $"[{answer}]" : answer));
        return true;
    }

    private async Task SendAsync()
    {
        await foreach (ReadOnlyMemory<byte> message in _out.Reader.ReadAllAsync(_end.Token))
        {
            await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, _end.Token);
        }
    }

    private async Task<ReadOnlyMemory<byte>?> ReceiveAsync()
    {
        ArrayBufferWriter<byte> body = new();
        while (true)
        {
            ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(body.GetMemory(4096), _end.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            body.Advance(part.Count);
            if (part.EndOfMessage)
            {
                return body.WrittenMemory;
            }
        }
    }
}
