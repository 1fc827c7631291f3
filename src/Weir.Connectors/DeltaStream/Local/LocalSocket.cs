using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Weir.Connectors.DeltaStream.Local.Stores;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>
/// The WebSocket of a stream: the client shows its token, the server sends the columns, then rows until the client
/// closes.
/// </summary>
internal static class LocalSocket
{
    // How long a client may take to answer a close.
    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(5);

    /// <param name="outcome">The statement that the path names; null for none.</param>
    /// <param name="stop">Ends all streams.</param>
    public static async Task ServeAsync(
        HttpContext context, LocalOutcome? outcome, string token, CancellationToken stop)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        using CancellationTokenSource gone =
            CancellationTokenSource.CreateLinkedTokenSource(stop, context.RequestAborted);
        byte[] buffer = new byte[64 * 1024];
        try
        {
            ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(), gone.Token);
            if (!IsAuthentic(buffer.AsMemory(0, received.Count), token) || outcome?.Result.Stream is not { } stream)
            {
                await EndAsync(socket, SqlState.NoPrivilege, "the token or the statement is wrong",
                    WebSocketCloseStatus.PolicyViolation, gone.Token);
                return;
            }

            await ServeAsync(socket, stream, outcome.Result.Columns, buffer, gone);
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            // The client has gone, or the server stops.
            socket.Abort();
        }
    }

    private static async Task ServeAsync(
        WebSocket socket, LocalStream stream, IReadOnlyList<LocalColumn> columns, byte[] buffer,
        CancellationTokenSource gone)
    {
        Task watch = Task.CompletedTask;
        try
        {
            // The place is taken before the client learns that the stream is open: what it inserts then, it sees.
            await using IEntityReader reader = await stream.Store.OpenAsync(stream.Entity, stream.From, gone.Token);
            await socket.SendAsync(LocalStreamAnswer.Head(columns), WebSocketMessageType.Text, true, gone.Token);
            watch = WatchAsync(socket, buffer, gone);
            while (await reader.NextAsync(gone.Token) is { } record)
            {
                await socket.SendAsync(
                    LocalStreamAnswer.Row(stream.Row(record)), WebSocketMessageType.Text, true, gone.Token);
            }
        }
        catch (StatementException error)
        {
            await EndAsync(socket, error.SqlState, error.Message, WebSocketCloseStatus.InternalServerError, gone.Token);
        }
        finally
        {
            gone.CancelAfter(CloseGrace);
            await watch;
        }
    }

    private static async Task EndAsync(WebSocket socket, string state, string message, WebSocketCloseStatus status,
        CancellationToken cancellationToken)
    {
        await socket.SendAsync(
            LocalStreamAnswer.Error(state, message), WebSocketMessageType.Text, true, cancellationToken);
        await socket.CloseOutputAsync(status, null, cancellationToken);
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

    private static bool IsAuthentic(ReadOnlyMemory<byte> message, string token)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(message);
            return json.RootElement.GetProperty("type").GetString() == "auth"
                && json.RootElement.GetProperty("accessToken").GetString() == token;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }
}
