using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Weir.Core.Errors;

namespace Weir.Connectors.DeltaStream;

/// <content>PRINT and interactive SELECT over a WebSocket.</content>
public sealed partial class DeltaStreamClient
{
    /// <summary>
    /// The rows of a streaming statement as they come; ends when the server closes or the caller stops.
    /// </summary>
    /// <exception cref="DeltaStreamException">The statement or the stream failed.</exception>
    public async IAsyncEnumerable<IReadOnlyList<string?>> StreamAsync(
        string statement, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DeltaStreamResult result = await QueryAsync(statement, cancellationToken);
        DeltaStreamStream stream = result.Stream ?? throw DeltaStreamAnswer.Malformed("dataplaneRequest");
        using ClientWebSocket socket = new();
        await ConnectAsync(socket, stream, cancellationToken);
        ArrayBufferWriter<byte> message = new(64 * 1024);
        while (await ReceiveAsync(socket, message, cancellationToken))
        {
            using JsonDocument json = JsonDocument.Parse(message.WrittenMemory);
            switch (DeltaStreamAnswer.Text(json.RootElement, "type"))
            {
                case "metadata":
                    break;
                case "data":
                    yield return DeltaStreamAnswer.Cells(json.RootElement.GetProperty("data"));
                    break;
                case "error":
                    throw new DeltaStreamException(
                        ErrorCodes.DeltaStreamSql,
                        DeltaStreamAnswer.Text(json.RootElement, "message") ?? "the stream failed",
                        "See the message.", isTransient: false, DeltaStreamAnswer.Text(json.RootElement, "sqlCode"));
                default:
                    throw DeltaStreamAnswer.Malformed("type");
            }
        }
    }

    private async Task ConnectAsync(
        ClientWebSocket socket, DeltaStreamStream stream, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(_options.RequestTimeout, _time);
        using CancellationTokenSource either =
            CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        ArrayBufferWriter<byte> hello = new();
        using (Utf8JsonWriter json = new(hello))
        {
            json.WriteStartObject();
            json.WriteString("type", "auth");
            json.WriteString("accessToken", stream.Token);
            json.WriteEndObject();
        }

        try
        {
            await socket.ConnectAsync(stream.Uri, either.Token);
            await socket.SendAsync(hello.WrittenMemory, WebSocketMessageType.Text, true, either.Token);
        }
        catch (Exception error) when (
            error is WebSocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new DeltaStreamException(
                ErrorCodes.DeltaStreamUnreachable, $"{stream.Uri} cannot be opened: {error.Message}", "Try again.",
                isTransient: true,
                innerException: error);
        }
    }

    private static async Task<bool> ReceiveAsync(
        ClientWebSocket socket, ArrayBufferWriter<byte> message, CancellationToken cancellationToken)
    {
        message.ResetWrittenCount();
        ValueWebSocketReceiveResult received;
        do
        {
            try
            {
                received = await socket.ReceiveAsync(message.GetMemory(16 * 1024), cancellationToken);
            }
            catch (WebSocketException error)
            {
                throw new DeltaStreamException(
                    ErrorCodes.DeltaStreamStatus, $"the stream broke: {error.Message}", "Open it again.",
                    isTransient: true, innerException: error);
            }

            message.Advance(received.Count);
        }
        while (!received.EndOfMessage && received.MessageType != WebSocketMessageType.Close);
        return received.MessageType != WebSocketMessageType.Close;
    }
}
