using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Polly;
using Weir.Connectors.JsonRpc;
using Weir.Core.Errors;
using Weir.Pipeline;
using RpcError = Weir.Core.Errors.RpcException;

namespace Weir.Connectors.Firehose;

/// <summary>
/// Speaks <c>sf.firehose.v2</c> with one server. A stream that breaks goes on from its last cursor. Any thread may ask.
/// </summary>
internal sealed class FirehoseClient : IDisposable
{
    private const string BlockType = "sf.ethereum.type.v2.Block";

    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(10);

    // Storage, gas and nonce changes are the larger part of an EXTENDED block, and of no use here.
    private static readonly MessageParser<Wire.Block> BlockParser = Wire.Block.Parser.WithDiscardUnknownFields(true);

    private readonly FirehoseOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<WeirException, TimeSpan>? _onRetry;
    private readonly ResiliencePipeline _retries;
    private readonly FirehoseErrors _errors;
    private readonly GrpcChannel _channel;
    private readonly Metadata _headers = [];

    /// <param name="options">The server.</param>
    /// <param name="time">The clock of pauses.</param>
    /// <param name="onRetry">Told of every repetition.</param>
    public FirehoseClient(FirehoseOptions options, TimeProvider time, Action<WeirException, TimeSpan>? onRetry)
    {
        _options = options;
        _time = time;
        _onRetry = onRetry;
        _retries = Retries.Create(options.Retry, time, onRetry);
        _errors = new FirehoseErrors(options);
        if (options.Token is { } token)
        {
            _headers.Add("authorization", $"bearer {token}");
        }

        if (options.ApiKey is { } key)
        {
            _headers.Add("x-api-key", key);
        }

        // The channel owns the handler.
#pragma warning disable CA2000
        SocketsHttpHandler handler = new()
        {
            ConnectTimeout = ConnectWithin,
            EnableMultipleHttp2Connections = true,
            ConnectCallback = ConnectAsync,
        };
#pragma warning restore CA2000
        _channel = GrpcChannel.ForAddress(options.Endpoint, new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = options.MostMessageBytes,
        });
        Shown = EndpointText.Of(options.Endpoint);
    }

    /// <summary>The server as it may be shown.</summary>
    public string Shown { get; }

    /// <summary>What goes wrong, as errors.</summary>
    public FirehoseErrors Errors => _errors;

    /// <summary>How the server is asked.</summary>
    public FirehoseOptions Options => _options;

    /// <summary>What the server says of itself; null where it does not offer that.</summary>
    public async Task<Wire.InfoResponse?> GetInfoAsync(CancellationToken cancellationToken)
    {
        Wire.EndpointInfo.EndpointInfoClient service = new(_channel);
        try
        {
            return await AskAsync(
                "EndpointInfo/Info",
                call => service.InfoAsync(new Wire.InfoRequest(), call),
                cancellationToken);
        }
        catch (RpcError error) when (error.Fault == RpcFault.MethodNotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// The server's block of a number. Above its head a server may answer with the head: the caller compares numbers.
    /// </summary>
    /// <returns>Null where there is none.</returns>
    public async Task<Wire.Block?> FetchAsync(long number, CancellationToken cancellationToken)
    {
        Wire.Fetch.FetchClient service = new(_channel);
        Wire.SingleBlockRequest request = new()
        {
            BlockNumber = new Wire.SingleBlockRequest.Types.BlockNumber { Num = (ulong)number },
        };
        try
        {
            Wire.SingleBlockResponse answer = await AskAsync(
                "Fetch/Block", call => service.BlockAsync(request, call), cancellationToken);
            return Parse(answer.Block);
        }
        catch (RpcError error) when (error.Code == ErrorCodes.RpcMissingBlock)
        {
            return null;
        }
        catch (RpcError error) when (error.Fault == RpcFault.MethodNotFound)
        {
            return await ReadOneAsync(number, cancellationToken);
        }
    }

    /// <summary>
    /// The steps of the chain. What may pass is tried again, from the cursor of the last step that came; the tries begin
    /// anew with each step.
    /// </summary>
    public async IAsyncEnumerable<FirehoseMessage> StreamAsync(
        FirehoseQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string cursor = question.Cursor ?? string.Empty;
        int failures = 0;
        while (true)
        {
            WeirException? failure = null;
            await using IAsyncEnumerator<FirehoseMessage> steps =
                OpenAsync(question, cursor, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                try
                {
                    if (!await steps.MoveNextAsync())
                    {
                        yield break;
                    }
                }
                catch (WeirException error) when (error.IsTransient && failures < _options.Retry.Attempts)
                {
                    failure = error;
                    break;
                }

                failures = 0;
                cursor = steps.Current.Cursor;
                yield return steps.Current;
            }

            TimeSpan pause = Pause(failures++);
            _onRetry?.Invoke(failure, pause);
            await Task.Delay(pause, _time, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private async IAsyncEnumerable<FirehoseMessage> OpenAsync(
        FirehoseQuestion question, string cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Wire.Request request = new()
        {
            StartBlockNum = question.Start,
            StopBlockNum = (ulong)(question.Stop ?? 0),
            Cursor = cursor,
            FinalBlocksOnly = _options.IsFinalOnly && !question.IsOfHead,
        };
        using AsyncServerStreamingCall<Wire.Response> call =
            new Wire.Stream.StreamClient(_channel).Blocks(request, _headers, cancellationToken: cancellationToken);
        while (await GuardAsync(
            "Stream/Blocks", () => call.ResponseStream.MoveNext(cancellationToken), cancellationToken))
        {
            Wire.Response response = call.ResponseStream.Current;
            if (response.Step == Wire.ForkStep.StepUnset)
            {
                throw _errors.Broken("sent a block without a step");
            }

            yield return new FirehoseMessage(
                Parse(response.Block), response.Step == Wire.ForkStep.StepUndo, response.Cursor,
                response.Metadata is { } metadata ? (long)metadata.LibNum : null);
        }

        if (question.Stop is null)
        {
            throw _errors.Broken("ended a stream that has no end");
        }
    }

    // A server without Fetch streams the one block; the last that comes is the chain's.
    private async Task<Wire.Block?> ReadOneAsync(long number, CancellationToken cancellationToken)
    {
        using CancellationTokenSource within = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        within.CancelAfter(_options.Timeout);
        Wire.Block? last = null;
        try
        {
            await foreach (FirehoseMessage step in StreamAsync(new FirehoseQuestion(number, Math.Max(1, number)), within.Token))
            {
                last = step.IsUndo ? null : step.Block;
                if (number == 0)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It waits for the block: there is none yet.
        }

        return last?.Number == (ulong)number ? last : null;
    }

    private Task<T> AskAsync<T>(
        string method, Func<CallOptions, AsyncUnaryCall<T>> ask, CancellationToken cancellationToken) =>
        _retries.ExecuteAsync(
            async token => await GuardAsync(
                method,
                async () =>
                {
                    CallOptions options = new(
                        _headers, _time.GetUtcNow().UtcDateTime + _options.Timeout, token);
                    using AsyncUnaryCall<T> call = ask(options);
                    return await call;
                },
                token),
            cancellationToken).AsTask();

    private async Task<T> GuardAsync<T>(string method, Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (Grpc.Core.RpcException error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _errors.Of(error, method);
        }
    }

    private Wire.Block Parse(Any? any)
    {
        if (any is null)
        {
            throw _errors.Broken("sent an answer without a block");
        }

        if (Any.GetTypeName(any.TypeUrl) != BlockType)
        {
            throw _errors.OtherKind(any.TypeUrl);
        }

        try
        {
            return BlockParser.ParseFrom(any.Value);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw _errors.Broken($"sent a block that breaks off or is not protobuf: {error.Message}", error);
        }
    }

    private TimeSpan Pause(int failures)
    {
        TimeSpan pause = _options.Retry.FirstDelay * Math.Pow(2, Math.Min(failures, 16));
        return pause < _options.Retry.LongestDelay ? pause : _options.Retry.LongestDelay;
    }

    // Servers refuse clients that ping over HTTP/2; a peer that is gone is found out by TCP's own.
    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        Socket? socket = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 15);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            NetworkStream stream = new(socket, ownsSocket: true);
            socket = null;
            return stream;
        }
        finally
        {
            socket?.Dispose();
        }
    }
}
