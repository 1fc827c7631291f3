using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Weir.Core.Errors;

namespace Weir.Connectors.JsonRpc;

/// <summary>
/// JSON-RPC over one WebSocket: requests one after the other, and notifications of subscriptions between them. It
/// connects when it is needed, and again after it was cut; subscriptions end with the connection.
/// </summary>
internal sealed class RpcSocket : IRpcTransport
{
    private readonly RpcOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _ended = new();
    private Connection? _connection;

    public RpcSocket(RpcOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        Errors = new RpcErrors(options.Endpoint);
    }

    /// <inheritdoc/>
    public RpcErrors Errors { get; }

    /// <inheritdoc/>
    public async Task<ResponseBuffer> PostAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (_options.Budget is { } budget)
        {
            await budget.TakeAsync(body, cancellationToken);
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await (await ConnectAsync(cancellationToken)).AskAsync(body, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Subscribes (<c>eth_subscribe</c>).</summary>
    /// <param name="parameters">What to, as JSON: <c>"newHeads"</c>.</param>
    /// <param name="notify">Gets each notification's <c>result</c>.</param>
    /// <param name="cancellationToken">Stops the waiting for the node's answer.</param>
    /// <returns>Ends, without failure, when the connection does.</returns>
    public async Task<Task> SubscribeAsync(
        string parameters, Action<JsonElement> notify, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            Connection connection = await ConnectAsync(cancellationToken);
            RpcBatch batch = new();
            batch.Add("eth_subscribe", parameters);
            batch.Close();
            using ResponseBuffer answer = await connection.AskAsync(batch.Body, cancellationToken);
            string id = string.Empty;
            try
            {
                batch.ReadAnswers(answer.Bytes, Errors, (_, ref reader) => id = reader.GetString() ?? string.Empty);
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException)
            {
                throw Errors.Broken(error);
            }

            connection.Listen(id, notify);
            return connection.Closed;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Cuts the connection: the next request makes a new one.</summary>
    public void Cut() => Interlocked.Exchange(ref _connection, null)?.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _ended.Cancel();
        Cut();
        _ended.Dispose();
        _turn.Dispose();
    }

    private async Task<Connection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_connection is { Closed.IsCompleted: false } open)
        {
            return open;
        }

        Cut();
        return _connection = await Connection.OpenAsync(_options, Errors, _time, _ended.Token, cancellationToken);
    }

    private sealed class Connection : IDisposable
    {
        private readonly ClientWebSocket _socket = new();
        private readonly RpcOptions _options;
        private readonly RpcErrors _errors;
        private readonly TimeProvider _time;
#pragma warning disable CA2213 // Whoever waits for an answer may still cancel it when the connection is gone.
        private readonly CancellationTokenSource _end;
#pragma warning restore CA2213
        private readonly Lock _lock = new();
        private readonly Dictionary<string, Action<JsonElement>> _listeners = [];

        // Notifications that came before the answer which names their subscription was looked at.
        private readonly List<(string Id, JsonElement Result)> _early = [];
        private TaskCompletionSource<ResponseBuffer>? _waiting;

        private Connection(RpcOptions options, RpcErrors errors, TimeProvider time, CancellationToken end)
        {
            _options = options;
            _errors = errors;
            _time = time;
            _end = CancellationTokenSource.CreateLinkedTokenSource(end);

            // Pings go out by themselves; a peer that does not answer them is cut.
            _socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(15);
            _socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(15);
        }

        public Task Closed { get; private set; } = Task.CompletedTask;

        public static async Task<Connection> OpenAsync(
            RpcOptions options, RpcErrors errors, TimeProvider time, CancellationToken end,
            CancellationToken cancellationToken)
        {
            Connection connection = new(options, errors, time, end);
            using CancellationTokenSource timeout = new(options.Timeout, time);
            using CancellationTokenSource either =
                CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
            try
            {
                Uri target = new UriBuilder(options.Endpoint) { UserName = string.Empty, Password = string.Empty }.Uri;
                if (options.Endpoint.UserInfo.Length > 0)
                {
                    byte[] login = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(options.Endpoint.UserInfo));
                    connection._socket.Options.SetRequestHeader(
                        "Authorization", "Basic " + Convert.ToBase64String(login));
                }

                connection._socket.Options.CollectHttpResponseDetails = true;
                await connection._socket.ConnectAsync(target, either.Token);
                connection.Closed = Task.Run(connection.ReceiveAsync, CancellationToken.None);
                return connection;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                connection.Dispose();
                throw errors.Timeout(options.Timeout);
            }
            catch (WebSocketException error)
            {
                RpcException failure = (int)connection._socket.HttpStatusCode is > 0 and not 101
                    ? errors.NoSocket(connection._socket.HttpStatusCode)
                    : errors.Unreachable(error);
                connection.Dispose();
                throw failure;
            }
        }

        public async Task<ResponseBuffer> AskAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        {
            TaskCompletionSource<ResponseBuffer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_lock)
            {
                _waiting = answer;
            }

            using CancellationTokenSource timeout = new(_options.Timeout, _time);
            using CancellationTokenSource either =
                CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
            try
            {
                await _socket.SendAsync(body, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, either.Token);
                return await answer.Task.WaitAsync(either.Token);
            }
            catch (OperationCanceledException)
            {
                // A late answer would be taken for the next one's: the connection is of no use any more.
                await _end.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
                throw _errors.Timeout(_options.Timeout);
            }
            catch (Exception error) when (error is WebSocketException or InvalidOperationException or IOException)
            {
                throw _errors.Unreachable(error);
            }
        }

        public void Listen(string id, Action<JsonElement> notify)
        {
            lock (_lock)
            {
                _listeners[id] = notify;
                foreach ((string early, JsonElement result) in _early.Where(one => one.Id == id))
                {
                    notify(result);
                }

                _early.Clear();
            }
        }

        public void Dispose()
        {
            // The source of the token stays: whoever waits for an answer may still cancel it.
            _end.Cancel();
            _socket.Dispose();
        }

        private async Task ReceiveAsync()
        {
            RpcException? reason = null;
            try
            {
                while (await ResponseBuffer.ReceiveAsync(_socket, _end.Token) is { } message)
                {
                    Hand(message);
                }
            }
            catch (Exception error) when (
                error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
            {
                reason = _errors.Unreachable(error);
            }

            lock (_lock)
            {
                _waiting?.TrySetException(reason ?? _errors.Incomplete("closed the connection"));
                _waiting = null;
            }
        }

        private void Hand(ResponseBuffer message)
        {
            if (TryReadNotification(message.Bytes, out string id, out JsonElement result))
            {
                message.Dispose();
                lock (_lock)
                {
                    if (_listeners.TryGetValue(id, out Action<JsonElement>? notify))
                    {
                        notify(result);
                    }
                    else
                    {
                        _early.Add((id, result));
                    }
                }

                return;
            }

            lock (_lock)
            {
                if (_waiting is null || !_waiting.TrySetResult(message))
                {
                    message.Dispose();
                }

                _waiting = null;
            }
        }

        private static bool TryReadNotification(ReadOnlySpan<byte> text, out string id, out JsonElement result)
        {
            id = string.Empty;
            result = default;
            if (text.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..] || text.IndexOf("\"eth_subscription\""u8) < 0)
            {
                return false;
            }

            try
            {
                Utf8JsonReader reader = new(text);
                JsonElement root = JsonElement.ParseValue(ref reader);
                if (root.TryGetProperty("params"u8, out JsonElement parameters)
                    && parameters.TryGetProperty("subscription"u8, out JsonElement subscription)
                    && parameters.TryGetProperty("result"u8, out result))
                {
                    id = subscription.ToString();
                    return true;
                }
            }
            catch (JsonException)
            {
                // No notification: whoever waits for an answer says what is wrong with it.
            }

            return false;
        }
    }
}
