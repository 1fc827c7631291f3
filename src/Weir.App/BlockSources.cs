using Weir.App.Settings;
using Weir.Connectors;
using Weir.Connectors.Files;
using Weir.Connectors.Firehose;
using Weir.Connectors.JsonRpc;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Pipeline;
using Weir.Simulation;
using Weir.Simulation.Chain;

namespace Weir.App;

/// <summary>A source that is ready to be read.</summary>
/// <param name="Blocks">The source.</param>
/// <param name="Chosen">The blocks it will read; a folder has gaps.</param>
/// <param name="Shown">How it is named to the user: without secrets.</param>
internal sealed record OpenSource(ISource<BlockRun> Blocks, BlockRangeSet Chosen, string Shown)
    : IDisposable
{
    /// <summary>The parts that its blocks can have.</summary>
    public ProofGroups Parts { get; init; } = WithoutTraces;

    /// <summary>What the user should know of it; null where there is nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The node behind it, where it is one whose chain may change; null for files and simulations.</summary>
    public LiveSource? Live { get; init; }

    internal const ProofGroups WithoutTraces = ProofGroups.Header | ProofGroups.Transactions | ProofGroups.Receipts
        | ProofGroups.Withdrawals | ProofGroups.Senders | ProofGroups.Uncles;

    public void Dispose() => Live?.Feed.Dispose();
}

/// <summary>A source whose chain may have changed since a warehouse was loaded from it.</summary>
/// <param name="Feed">The nodes, or the Firehose.</param>
/// <param name="Head">The last of its blocks that counts.</param>
/// <param name="Options">How its blocks are checked.</param>
internal sealed record LiveSource(IChainFeed Feed, long Head, BlockSourceOptions Options);

/// <summary>The one table of sources by kind.</summary>
internal sealed class BlockSources
{
    private readonly TimeProvider _time;
    private readonly Dictionary<string, Func<IReadOnlyList<SourceSpec>, SourceRequest, CancellationToken, Task<OpenSource>>> _kinds;

    public BlockSources(TimeProvider time)
    {
        _time = time;
        _kinds = new()
        {
            ["rpc"] = OpenRpcAsync,
            ["firehose"] = OpenFirehoseAsync,
            ["files"] = OpenFilesAsync,
            ["sim"] = OpenSimulatedAsync,
        };
    }

    /// <summary>Opens the source; a node is asked for its head where the range needs it.</summary>
    public Task<OpenSource> OpenAsync(SourceSpec spec, SourceRequest request, CancellationToken cancellationToken) =>
        OpenAsync([spec], request, cancellationToken);

    /// <summary>Opens a source, or the nodes of a chain.</summary>
    public Task<OpenSource> OpenAsync(
        IReadOnlyList<SourceSpec> specs, SourceRequest request, CancellationToken cancellationToken) =>
        _kinds[specs[0].Kind](specs, request, cancellationToken);

    /// <summary>The nodes of a chain, checked to be of the chain that was named.</summary>
    /// <exception cref="ConfigException">They serve another chain.</exception>
    public async Task<RpcNodes> OpenNodesAsync(
        IReadOnlyList<SourceSpec> specs, SourceRequest request, CancellationToken cancellationToken)
    {
        RpcNodes? nodes = new(
            [
                .. specs.Select(spec =>
                {
                    RpcOptions options = request.Rpc(new Uri(spec.Rest));
                    options.Budget = spec.Rate is { } rate ? new RequestBudget(rate)
                        : spec.Units is { } units ? new RequestBudget(units, isUnits: true) : options.Budget;
                    options.Retry = specs.Count == 1 ? options.Retry : new RetryOptions { Attempts = 0 };
                    return new RpcNode(options, _time, request.OnRetry);
                }),
            ],
            request.Rpc(new Uri(specs[0].Rest)).Retry, _time, request.OnRetry, request.OnNote);
        try
        {
            long chainId = await nodes.GetChainIdAsync(cancellationToken);
            if (request.ChainId is { } named && named != chainId)
            {
                throw new ConfigException(
                    ErrorCodes.ChainIdConflict, $"{nodes.Shown} serves chain {chainId}, not {named}",
                    "Use a node of the chain you named, or leave --chain-id and --network out.");
            }

            RpcNodes opened = nodes;
            nodes = null;
            return opened;
        }
        finally
        {
            nodes?.Dispose();
        }
    }

    private async Task<OpenSource> OpenRpcAsync(
        IReadOnlyList<SourceSpec> specs, SourceRequest request, CancellationToken cancellationToken)
    {
        RpcNodes? nodes = await OpenNodesAsync(specs, request, cancellationToken);
        try
        {
            long head = await nodes.GetHeadAsync(request.Head, cancellationToken);
            BlockRange asked = request.Range.Resolve(head);
            BlockRange range = asked with { To = Math.Min(asked.To, head) };
            bool canTrace = await CanTraceAsync(nodes, request.Blocks, Math.Max(0, Math.Min(range.From, head)), cancellationToken);
            RpcNodes opened = nodes;
            nodes = null;
            return new OpenSource(
                opened.Read(range, request.Blocks), new BlockRangeSet(range), opened.Source)
            {
                Parts = OpenSource.WithoutTraces | (canTrace ? ProofGroups.Traces : ProofGroups.None),
                Note = range == asked ? null : Beyond(request.Head, head, asked),
                Live = new LiveSource(opened, head, request.Blocks),
            };
        }
        finally
        {
            nodes?.Dispose();
        }
    }

    /// <summary>A Firehose; whether it serves the chain that was named is seen when it is asked.</summary>
    public FirehoseFeed OpenFirehose(SourceSpec spec, SourceRequest request)
    {
        RpcOptions node = request.Rpc(new Uri(spec.Rest));
        return new FirehoseFeed(
            new FirehoseOptions
            {
                Endpoint = node.Endpoint,
                Token = FirehoseSecrets.Token,
                ApiKey = FirehoseSecrets.ApiKey,
                ChainId = request.ChainId,
                Timeout = node.Timeout,
                Retry = node.Retry,
                IsFinalOnly = request.Head.Tag == HeadTag.Finalized,
            },
            _time, request.OnRetry, request.OnNote);
    }

    /// <summary>Nodes or a Firehose: what serves a chain that goes on.</summary>
    public async Task<IChainFeed> OpenFeedAsync(
        IReadOnlyList<SourceSpec> specs, SourceRequest request, CancellationToken cancellationToken) =>
        specs[0].Kind == "firehose" ? OpenFirehose(specs[0], request)
            : await OpenNodesAsync(specs, request, cancellationToken);

    private async Task<OpenSource> OpenFirehoseAsync(
        IReadOnlyList<SourceSpec> specs, SourceRequest request, CancellationToken cancellationToken)
    {
        FirehoseFeed? feed = OpenFirehose(specs[0], request);
        try
        {
            await feed.GetChainIdAsync(cancellationToken);
            long head = request.Range.To is { } last
                ? await feed.GetHeadForAsync(last, request.Head, cancellationToken)
                : await feed.GetHeadAsync(request.Head, cancellationToken);
            BlockRange asked = request.Range.Resolve(head);
            BlockRange range = asked with { To = Math.Min(asked.To, head) };
            bool canTrace = await CanTraceAsync(feed, request.Blocks, range.From, cancellationToken);
            FirehoseFeed opened = feed;
            feed = null;
            return new OpenSource(opened.Read(range, request.Blocks), new BlockRangeSet(range), opened.Source)
            {
                Parts = OpenSource.WithoutTraces | (canTrace ? ProofGroups.Traces : ProofGroups.None),
                Note = range == asked ? null : Beyond(request.Head, head, asked, "Firehose"),
                Live = new LiveSource(opened, head, request.Blocks),
            };
        }
        finally
        {
            feed?.Dispose();
        }
    }

    /// <summary>Whether a chain's blocks come with the traces that are asked for; where they do not nobody asks for them.</summary>
    public static async Task<bool> CanTraceAsync(
        IChainFeed feed, BlockSourceOptions blocks, long number, CancellationToken cancellationToken)
    {
        if (!blocks.OnWish.HasFlag(ProofGroups.Traces))
        {
            return false;
        }

        bool canTrace = await feed.HasTracesAsync(number, cancellationToken);
        blocks.OnWish &= canTrace ? blocks.OnWish : ~ProofGroups.Traces;
        return canTrace;
    }

    private static string Beyond(HeadRule rule, long head, BlockRange asked, string what = "node")
    {
        string which = rule.Tag == HeadTag.Latest ? "newest" : $"newest {rule.Tag.ToString().ToLowerInvariant()}";
        string depth = rule.Confirmations > 0 ? $" below {rule.Confirmations} confirmations" : string.Empty;
        return $"the {what}'s {which} block{depth} is {head}: blocks {Math.Max(asked.From, head + 1)} to {asked.To} are left out";
    }

    private Task<OpenSource> OpenSimulatedAsync(
        IReadOnlyList<SourceSpec> specs, SourceRequest request, CancellationToken cancellationToken)
    {
        SimulatedChainOptions chain = SimulatedChainOptions.Parse(specs[0].Rest);
        BlockRange range = request.Range.Resolve(chain.Blocks - 1).Intersect(new BlockRange(0, chain.Blocks - 1));
        SimulatedSource source = new(chain, _time, request.Blocks.Level, range);
        return Task.FromResult(new OpenSource(source, new BlockRangeSet(range), $"sim:{specs[0].Rest}"));
    }

    private async Task<OpenSource> OpenFilesAsync(
        IReadOnlyList<SourceSpec> specs, SourceRequest request, CancellationToken cancellationToken)
    {
        BlockFolder folder = new(specs[0].Rest, request.ChainId);
        BlockFolderIndex index = await folder.GetIndexAsync(cancellationToken);
        BlockRange range = request.Range.Resolve(index.Files[^1].Number);
        FilesSource source = new(folder, request.Blocks, range, _time);
        BlockRangeSet chosen = new(index.Files
            .Where(file => range.Contains(file.Number)).Select(file => new BlockRange(file.Number, file.Number)));
        return new OpenSource(source, chosen, $"files:{specs[0].Rest}")
        {
            Parts = index.Files.Where(file => range.Contains(file.Number)).Aggregate(
                OpenSource.WithoutTraces, (parts, file) => parts | file.Present),
            Note = index.IsAssumed
                ? "no block names its chain: chain 1 is assumed, and none of its rules is used; name it with --chain-id"
                : null,
        };
    }
}

/// <summary>What a command wants of a source.</summary>
/// <param name="Range">Which blocks.</param>
/// <param name="ChainId">The chain the user named.</param>
/// <param name="Blocks">How blocks are checked.</param>
/// <param name="Rpc">How a node is asked.</param>
/// <param name="OnRetry">Told of every repetition.</param>
/// <param name="Head">Which block of a node counts as its last.</param>
/// <param name="OnNote">Told when another node is asked than before.</param>
internal sealed record SourceRequest(
    RangeSpec Range, long? ChainId, BlockSourceOptions Blocks, Func<Uri, RpcOptions> Rpc,
    Action<WeirException, TimeSpan>? OnRetry,
    HeadRule Head = default, Action<string>? OnNote = null);
