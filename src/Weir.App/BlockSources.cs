using System.Runtime.CompilerServices;
using Weir.App.Settings;
using Weir.Connectors;
using Weir.Connectors.Files;
using Weir.Connectors.JsonRpc;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Pipeline;
using Weir.Simulation;
using Weir.Simulation.Chain;

namespace Weir.App;

/// <summary>A source that is ready to be read.</summary>
/// <param name="Blocks">The source.</param>
/// <param name="Chosen">The blocks it will read; a folder has gaps.</param>
/// <param name="Shown">How it is named to the user: without secrets.</param>
/// <param name="VerifyAsync">Every verdict of the range, bad ones too.</param>
internal sealed record OpenSource(
    ISource<BlockRun> Blocks, BlockRangeSet Chosen, string Shown, Func<CancellationToken, IAsyncEnumerable<BlockVerdict>> VerifyAsync)
    : IDisposable
{
    public void Dispose() => (Blocks as IDisposable)?.Dispose();
}

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

    private async Task<OpenSource> OpenRpcAsync(SourceSpec spec, SourceRequest request, CancellationToken cancellationToken)
    {
        Uri endpoint = new(spec.Rest);
        RpcSource? source = null;
        try
        {
            source = new RpcSource(request.Rpc(endpoint), request.Blocks, BlockRange.All, _time, request.OnRetry);
            long head = request.Range.NeedsHead ? await source.GetHeadAsync(cancellationToken) : 0;
            BlockRange range = request.Range.Resolve(head);
            source.Choose(range);
            long chainId = await source.GetChainIdAsync(cancellationToken);
            if (request.ChainId is { } asked && asked != chainId)
            {
                throw new ConfigException(
                    ErrorCodes.ChainIdConflict, $"{EndpointText.Of(endpoint)} serves chain {chainId}, not {asked}",
                    "Use a node of the chain you named, or leave --chain-id out.");
            }

            OpenSource open = new(source, new BlockRangeSet(range), $"rpc:{EndpointText.Of(endpoint)}", source.VerifyAsync);
            source = null;
            return open;
        }
        finally
        {
            source?.Dispose();
        }
    }

    private static Task<OpenSource> OpenSimulatedAsync(
        SourceSpec spec, SourceRequest request, CancellationToken cancellationToken)
    {
        SimulatedChainOptions chain = SimulatedChainOptions.Parse(spec.Rest);
        BlockRange range = request.Range.Resolve(chain.Blocks - 1).Intersect(new BlockRange(0, chain.Blocks - 1));
        SimulatedSource source = new(chain, request.Blocks.Level, range, verdict => request.Blocks.OnVerified?.Invoke(verdict));
        return Task.FromResult(new OpenSource(
            source, new BlockRangeSet(range), $"sim:{spec.Rest}", token => VerdictsAsync(source, request.Blocks, token)));
    }

    // A simulated chain is made while it is read: the verdicts come with its updates.
    private static async IAsyncEnumerable<BlockVerdict> VerdictsAsync(
        SimulatedSource source, BlockSourceOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Queue<BlockVerdict> verdicts = [];
        options.OnVerified = verdicts.Enqueue;
        await foreach (ChainUpdate<BlockRun> _ in source.ReadAsync(SinkState.Empty, cancellationToken))
        {
            while (verdicts.TryDequeue(out BlockVerdict? verdict))
            {
                yield return verdict;
            }
        }
    }

    private static async Task<OpenSource> OpenFilesAsync(
        SourceSpec spec, SourceRequest request, CancellationToken cancellationToken)
    {
        BlockFolder folder = new(spec.Rest, request.ChainId);
        BlockFolderIndex index = await folder.GetIndexAsync(cancellationToken);
        BlockRange range = request.Range.Resolve(index.Files[^1].Number);
        FilesSource source = new(folder, request.Blocks, range);
        BlockRangeSet chosen = new(index.Files
            .Where(file => range.Contains(file.Number)).Select(file => new BlockRange(file.Number, file.Number)));
        return new OpenSource(source, chosen, $"files:{spec.Rest}", source.VerifyAsync);
    }
}

/// <summary>What a command wants of a source.</summary>
/// <param name="Range">Which blocks.</param>
/// <param name="ChainId">The chain the user named.</param>
/// <param name="Blocks">How blocks are checked.</param>
/// <param name="Rpc">How a node is asked.</param>
/// <param name="OnRetry">Told of every repetition.</param>
internal sealed record SourceRequest(
    RangeSpec Range, long? ChainId, BlockSourceOptions Blocks, Func<Uri, RpcOptions> Rpc, Action<WeirException, TimeSpan>? OnRetry);
