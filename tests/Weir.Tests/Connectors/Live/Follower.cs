using System.Collections.Concurrent;
using Weir.Connectors;
using Weir.Connectors.JsonRpc;
using Weir.Connectors.JsonRpc.Live;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;
using Weir.Ethereum.Verification;
using Weir.Pipeline;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;
using Weir.Tests.Pipeline;

namespace Weir.Tests.Connectors.Live;

/// <summary>A chain that is followed into rows in memory, and what was said on the way.</summary>
internal sealed class Follower : IFollowObserver, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly RpcNodes _nodes;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _following;
    private volatile object? _last;

    public Follower(
        MemoryWarehouse warehouse, IReadOnlyList<Uri> endpoints, FollowOptions? options = null,
        BlockSourceOptions? blocks = null)
    {
        Warehouse = warehouse;
        RetryOptions retry = new()
        {
            Attempts = 3,
            FirstDelay = TimeSpan.FromMilliseconds(5),
            LongestDelay = TimeSpan.FromMilliseconds(50),
        };
        _nodes = new RpcNodes(
            [
                .. endpoints.Select(url => new RpcNode(
                    new RpcOptions
                    {
                        Endpoint = url,
                        Timeout = TimeSpan.FromSeconds(2),
                        Retry = endpoints.Count == 1 ? retry : new RetryOptions { Attempts = 0 },
                    },
                    TimeProvider.System)),
            ],
            retry, TimeProvider.System, null, Note);
        options ??= new FollowOptions();
        options.StartBlock ??= 0;
        options.PollEvery = TimeSpan.FromMilliseconds(10);
        options.Silence = TimeSpan.FromMilliseconds(100);
        _following = RunAsync(options, blocks ?? new BlockSourceOptions { Level = VerifyLevel.Roots });
    }

    public MemoryWarehouse Warehouse { get; }

    public ConcurrentQueue<string> Notes { get; } = new();

    public ConcurrentQueue<(long Ancestor, long Depth)> Reorganisations { get; } = new();

    public BlockRef? Last => (BlockRef?)_last;

    /// <summary>A chain that can be told to live.</summary>
    public static ForkingFakeChain Chain(long head, ulong seed = 5) =>
        new(new SimulatedChainOptions { Seed = seed, TransactionsPerBlock = 2, ChainId = 1337 }, head);

    public void Head(long number)
    {
    }

    public void Reorganised(long ancestor, long depth) => Reorganisations.Enqueue((ancestor, depth));

    public void Note(string text) => Notes.Enqueue(text);

    /// <summary>Waits until the newest stored block is the chain's; then every stored block must be.</summary>
    public async Task CatchUpAsync(ForkingFakeChain chain)
    {
        await UntilAsync(
            () => chain.Find(chain.Head) is { } head && Last == new BlockRef(head.Number, head.Hash),
            () => $"stored {Last}, the chain is at {chain.Head}: {string.Join("; ", Notes)}");
        IReadOnlyList<StoredHeader> stored = await Warehouse.GetHeadersAsync(1337, BlockRange.All, default);
        Assert.Equal(stored.Count, stored.Select(header => header.Number).Distinct().Count());
        Assert.All(stored, header => Assert.Equal(chain.Find(header.Number)?.Hash, header.Hash));
    }

    /// <summary>Waits until something was said.</summary>
    public Task SaidAsync(string text) => UntilAsync(
        () => Notes.Any(note => note.Contains(text, StringComparison.Ordinal)),
        () => $"'{text}' was not said: {string.Join("; ", Notes)}");

    /// <summary>Waits for the failure that ends it.</summary>
    public async Task<WeirException> FailureAsync() =>
        await Assert.ThrowsAnyAsync<WeirException>(() => _following.WaitAsync(Patience));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _nodes.Dispose();
        _stop.Dispose();
    }

    private async Task UntilAsync(Func<bool> holds, Func<string> otherwise)
    {
        using CancellationTokenSource end = new(Patience);
        while (!holds())
        {
            Assert.False(_following.IsFaulted, _following.Exception?.ToString());
            Assert.False(end.IsCancellationRequested, otherwise());
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }

    private async Task RunAsync(FollowOptions options, BlockSourceOptions blocks)
    {
        await using WarehouseSink sink = new(Warehouse);
        SinkRequest request = new(
            new PipelineKey(1337, "run"), [.. Decoders.BaseTables, QuarantineBatch.Table], blocks.Level.Asked());
        SinkState state = await sink.OpenAsync(request, _stop.Token);
        FollowSource source = new(_nodes, blocks, options, TimeProvider.System, this);
        await new PipelineRunner<BlockRun>(
            source, Decoders.For(Decoders.BaseTables), request.Tables, sink, new PipelineOptions(), TimeProvider.System)
            .RunAsync(state, step => _last = step.Last, _stop.Token);
    }
}
