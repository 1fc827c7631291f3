using Weir.App.Settings;
using Weir.Connectors;
using Weir.Connectors.Files;
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
        | ProofGroups.Withdrawals | ProofGroups.Senders;

    public void Dispose() => Live?.Node.Dispose();
}

/// <summary>A node whose chain may have changed since a warehouse was loaded from it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Head">The last of its blocks that counts.</param>
/// <param name="Read">Its blocks of a range.</param>
internal sealed record LiveSource(RpcNode Node, long Head, Func<BlockRange, ISource<BlockRun>> Read);

/// <summary>The one table of sources by kind.</summary>
internal sealed class BlockSources
{
    private readonly TimeProvider _time;
    private readonly Dictionary<string, Func<SourceSpec, SourceRequest, CancellationToken, Task<OpenSource>>> _kinds;

    public BlockSources(TimeProvider time)
    {
        _time = time;
        _kinds = new()
        {
            ["rpc"] = OpenRpcAsync,
            ["files"] = OpenFilesAsync,
            ["sim"] = OpenSimulatedAsync,
        };
    }

    /// <summary>Opens the source; a node is asked for its head where the range needs it.</summary>
    public Task<OpenSource> OpenAsync(SourceSpec spec, SourceRequest request, CancellationToken cancellationToken) =>
        _kinds[spec.Kind](spec, request, cancellationToken);

    private async Task<OpenSource> OpenRpcAsync(
        SourceSpec spec, SourceRequest request, CancellationToken cancellationToken)
    {
        Uri endpoint = new(spec.Rest);
        RpcOptions options = request.Rpc(endpoint);
        RpcNode? node = new(options, _time, request.OnRetry);
        try
        {
            long head = await node.GetHeadAsync(request.Head, cancellationToken);
            BlockRange asked = request.Range.Resolve(head);
            BlockRange range = asked with { To = Math.Min(asked.To, head) };
            long chainId = await node.GetChainIdAsync(cancellationToken);
            if (request.ChainId is { } named && named != chainId)
            {
                throw new ConfigException(
                    ErrorCodes.ChainIdConflict, $"{EndpointText.Of(endpoint)} serves chain {chainId}, not {named}",
                    "Use a node of the chain you named, or leave --chain-id out.");
            }

            options.WithTraces = request.WithTraces
                && await node.HasTracesAsync(Math.Max(0, Math.Min(range.From, head)), cancellationToken);
            RpcNode opened = node;
            OpenSource source = new(
                new RpcSource(opened, request.Blocks, range, _time), new BlockRangeSet(range),
                $"rpc:{EndpointText.Of(endpoint)}")
            {
                Parts = OpenSource.WithoutTraces
                    | (options.WithTraces ? ProofGroups.Traces : ProofGroups.None),
                Note = range == asked ? null : Beyond(request.Head, head, asked),
                Live = new LiveSource(opened, head, part => new RpcSource(opened, request.Blocks, part, _time)),
            };
            node = null;
            return source;
        }
        finally
        {
            node?.Dispose();
        }
    }

    private static string Beyond(HeadRule rule, long head, BlockRange asked)
    {
        string which = rule.Tag == HeadTag.Latest ? "newest" : $"newest {rule.Tag.ToString().ToLowerInvariant()}";
        string depth = rule.Confirmations > 0 ? $" below {rule.Confirmations} confirmations" : string.Empty;
        return $"the node's {which} block{depth} is {head}: blocks {Math.Max(asked.From, head + 1)} to {asked.To} are left out";
    }

    private Task<OpenSource> OpenSimulatedAsync(
        SourceSpec spec, SourceRequest request, CancellationToken cancellationToken)
    {
        SimulatedChainOptions chain = SimulatedChainOptions.Parse(spec.Rest);
        BlockRange range = request.Range.Resolve(chain.Blocks - 1).Intersect(new BlockRange(0, chain.Blocks - 1));
        SimulatedSource source = new(chain, _time, request.Blocks.Level, range);
        return Task.FromResult(new OpenSource(source, new BlockRangeSet(range), $"sim:{spec.Rest}"));
    }

    private async Task<OpenSource> OpenFilesAsync(
        SourceSpec spec, SourceRequest request, CancellationToken cancellationToken)
    {
        BlockFolder folder = new(spec.Rest, request.ChainId);
        BlockFolderIndex index = await folder.GetIndexAsync(cancellationToken);
        BlockRange range = request.Range.Resolve(index.Files[^1].Number);
        FilesSource source = new(folder, request.Blocks, range, _time);
        BlockRangeSet chosen = new(index.Files
            .Where(file => range.Contains(file.Number)).Select(file => new BlockRange(file.Number, file.Number)));
        return new OpenSource(source, chosen, $"files:{spec.Rest}")
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
internal sealed record SourceRequest(
    RangeSpec Range, long? ChainId, BlockSourceOptions Blocks, Func<Uri, RpcOptions> Rpc,
    Action<WeirException, TimeSpan>? OnRetry,
    HeadRule Head = default)
{
    /// <summary>Whether a node is asked for traces, where it has them.</summary>
    public bool WithTraces { get; init; }
}
