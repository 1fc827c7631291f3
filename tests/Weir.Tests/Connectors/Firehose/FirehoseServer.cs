using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Weir.Connectors.Firehose.Wire;
using Stream = Weir.Connectors.Firehose.Wire.Stream;

namespace Weir.Tests.Connectors.Firehose;

/// <summary>A Firehose on the loopback address, made with Grpc.AspNetCore, that can do what a real one does wrong.</summary>
internal sealed class FirehoseServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _stop = new();

    private FirehoseServer(FirehoseChain chain)
    {
        Chain = chain;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc =>
        {
            grpc.ResponseCompressionAlgorithm = "gzip";
            grpc.ResponseCompressionLevel = CompressionLevel.Fastest;
            grpc.MaxSendMessageSize = null;
        });
        builder.Services.AddSingleton(this);
        builder.Logging.ClearProviders();
        _application = builder.Build();
        _application.MapGrpcService<StreamService>();
        _application.MapGrpcService<FetchService>();
        _application.MapGrpcService<InfoService>();
    }

    public FirehoseChain Chain { get; }

    public string Source => "firehose:" + _application.Urls.First();

    /// <summary>What it calls its chain.</summary>
    public string ChainName { get; set; } = "test";

    /// <summary>The token it wants; null for none.</summary>
    public string? Token { get; set; }

    /// <summary>How many messages a stream sends before it breaks; null for all.</summary>
    public int? CutAfter { get; set; }

    /// <summary>How many of the next streams are refused for their rate.</summary>
    public int Refused { get; set; }

    /// <summary>Whether blocks are sent without their last bytes.</summary>
    public bool IsTruncating { get; set; }

    /// <summary>Whether there is no Fetch service.</summary>
    public bool HasNoFetch { get; set; }

    /// <summary>The type of the blocks.</summary>
    public string TypeUrl { get; set; } = "type.googleapis.com/sf.ethereum.type.v2.Block";

    /// <summary>Every request for a stream so far.</summary>
    public ConcurrentQueue<Request> Requests { get; } = new();

    /// <summary>The compressions that the last client takes.</summary>
    public string Accepts { get; private set; } = string.Empty;

    /// <summary>How often a block was taken back.</summary>
    public int Undone;

    public static async Task<FirehoseServer> StartAsync(FirehoseChain chain)
    {
        FirehoseServer server = new(chain);
        await server._application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        using CancellationTokenSource atOnce = new();
        await atOnce.CancelAsync();
        await _application.StopAsync(atOnce.Token);
        await _application.DisposeAsync();
        _stop.Dispose();
    }

    private void Check(ServerCallContext context)
    {
        Accepts = context.GetHttpContext().Request.Headers["grpc-accept-encoding"].ToString();
        if (Token is { } token && context.RequestHeaders.GetValue("authorization") != $"bearer {token}"
            && context.RequestHeaders.GetValue("x-api-key") != token)
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, "invalid or missing authorization"));
        }
    }

    private Any Pack(Block block)
    {
        byte[] bytes = Google.Protobuf.MessageExtensions.ToByteArray(block);
        return new Any
        {
            TypeUrl = TypeUrl,
            Value = Google.Protobuf.ByteString.CopyFrom(IsTruncating ? bytes[..^5] : bytes),
        };
    }

    private BlockMetadata Describe(Block block) => new()
    {
        Num = block.Number,
        Id = Convert.ToHexStringLower(block.Hash.Span),
        LibNum = (ulong)Chain.Final,
    };

#pragma warning disable CA1812 // gRPC makes the services.
    internal sealed class StreamService(FirehoseServer server) : Stream.StreamBase
    {
        public override async Task Blocks(
            Request request, IServerStreamWriter<Response> responseStream, ServerCallContext context)
        {
            server.Check(context);
            server.Requests.Enqueue(request);
            if (server.Refused > 0)
            {
                server.Refused--;
                throw new RpcException(new Status(StatusCode.Unavailable, "rate limit exceeded"));
            }

            (Block? at, long before) = Begin(request);
            int sent = 0;
            using CancellationTokenSource end =
                CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, server._stop.Token);
            while (!end.IsCancellationRequested)
            {
                Task changed = server.Chain.Changed;
                Block? next = server.Chain.After(before);
                bool isUndo = at is not null && !request.FinalBlocksOnly && !server.Chain.Has(at);
                if (isUndo)
                {
                    next = at!;
                    at = server.Chain.FindEver(
                        FirehoseChain.Cursor(new Block { Hash = at!.Header.ParentHash }, ForkStep.StepNew));
                    before = (long)next.Number - 1;
                    server.Undone++;
                }
                else if (next is null || (request.FinalBlocksOnly && (long)next.Number > server.Chain.Final))
                {
                    await changed.WaitAsync(end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    continue;
                }
                else if (request.StopBlockNum > 0 && next.Number > request.StopBlockNum)
                {
                    return;
                }
                else
                {
                    at = next;
                    before = (long)next.Number;
                }

                if (server.CutAfter is { } most && sent++ == most)
                {
                    throw new RpcException(new Status(StatusCode.Unavailable, "send error"));
                }

                ForkStep step = isUndo ? ForkStep.StepUndo : request.FinalBlocksOnly ? ForkStep.StepFinal : ForkStep.StepNew;
                await responseStream.WriteAsync(
                    new Response
                    {
                        Block = server.Pack(next),
                        Step = step,
                        Cursor = isUndo && at is not null ? FirehoseChain.Cursor(at, ForkStep.StepNew)
                            : FirehoseChain.Cursor(next, step),
                        Metadata = server.Describe(next),
                    },
                    end.Token);
                if (!isUndo && request.StopBlockNum > 0 && next.Number == request.StopBlockNum)
                {
                    return;
                }
            }
        }

        // The block that the client has, and the number after which it goes on.
        private (Block? At, long Before) Begin(Request request)
        {
            if (request.Cursor.Length > 0)
            {
                Block at = server.Chain.FindEver(request.Cursor)
                    ?? throw new RpcException(new Status(StatusCode.InvalidArgument, "invalid cursor"));
                return (at, (long)at.Number);
            }

            long start = request.StartBlockNum < 0 ? (long)server.Chain.Head.Number + request.StartBlockNum
                : request.StartBlockNum;
            return request.StopBlockNum > 0 && start > (long)request.StopBlockNum
                ? throw new RpcException(new Status(StatusCode.InvalidArgument, "start block after stop block"))
                : (null, Math.Max(0, start) - 1);
        }
    }

    internal sealed class FetchService(FirehoseServer server) : Fetch.FetchBase
    {
        public override Task<SingleBlockResponse> Block(SingleBlockRequest request, ServerCallContext context)
        {
            server.Check(context);
            if (server.HasNoFetch)
            {
                throw new RpcException(new Status(StatusCode.Unimplemented, "no fetch here"));
            }

            // Above its head a real server answers with the head.
            Block head = server.Chain.Head;
            ulong number = request.BlockNumber.Num;
            Block block = number > head.Number ? head : server.Chain.Find(number)
                ?? throw new RpcException(new Status(StatusCode.NotFound, "block not found in files"));
            return Task.FromResult(new SingleBlockResponse { Block = server.Pack(block), Metadata = server.Describe(block) });
        }
    }

    internal sealed class InfoService(FirehoseServer server) : EndpointInfo.EndpointInfoBase
    {
        public override Task<InfoResponse> Info(InfoRequest request, ServerCallContext context)
        {
            server.Check(context);
            return Task.FromResult(new InfoResponse
            {
                ChainName = server.ChainName,
                FirstStreamableBlockNum = server.Chain.First.Number,
                BlockIdEncoding = InfoResponse.Types.BlockIdEncoding.Hex,
            });
        }
    }
#pragma warning restore CA1812
}
