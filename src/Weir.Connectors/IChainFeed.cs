using Weir.Connectors.JsonRpc;
using Weir.Connectors.JsonRpc.Live;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Pipeline;

namespace Weir.Connectors;

/// <summary>
/// Whatever serves one chain that may still change its mind: nodes over JSON-RPC, a Firehose. Any thread may ask.
/// </summary>
public interface IChainFeed : IDisposable
{
    /// <summary>As it may be shown: the source's kind and its address without secrets.</summary>
    string Source { get; }

    /// <summary>The chain's id (EIP-155).</summary>
    Task<long> GetChainIdAsync(CancellationToken cancellationToken);

    /// <summary>The hash of the block of a number, or null where there is none.</summary>
    Task<Hash32?> GetHashAsync(long number, CancellationToken cancellationToken);

    /// <summary>The number of the last block that counts.</summary>
    Task<long> GetHeadAsync(HeadRule rule, CancellationToken cancellationToken);

    /// <summary>Whether a block comes with its traces.</summary>
    Task<bool> HasTracesAsync(long number, CancellationToken cancellationToken);

    /// <summary>The blocks of a range.</summary>
    ISource<BlockRun> Read(BlockRange range, BlockSourceOptions options);

    /// <summary>The end of the chain as it grows.</summary>
    ISource<BlockRun> Follow(BlockSourceOptions blocks, FollowOptions options, IFollowObserver? observer);
}
