using Weir.Core;
using Weir.Core.Errors;

namespace Weir.Connectors.JsonRpc;

/// <summary>A node over HTTP JSON-RPC: what it says of itself, and the blocks it has. Any thread may ask.</summary>
public sealed class RpcNode : IDisposable
{
    private readonly RpcClient _client;
    private long? _chainId;

    /// <param name="options">How the node is asked.</param>
    /// <param name="time">The clock of pauses and timeouts.</param>
    /// <param name="onRetry">Told of every repetition.</param>
    public RpcNode(RpcOptions options, TimeProvider time, Action<WeirException, TimeSpan>? onRetry = null)
    {
        _client = new RpcClient(options, time);
        Fetcher = new BlockFetcher(_client, options, time, onRetry);
    }

    /// <summary>Gets its blocks.</summary>
    internal BlockFetcher Fetcher { get; }

    /// <summary>The number of the last block that counts.</summary>
    /// <exception cref="ConfigException">The node does not know the tag.</exception>
    public async Task<long> GetHeadAsync(HeadRule rule, CancellationToken cancellationToken)
    {
        long head = rule.Tag == HeadTag.Latest
            ? await Fetcher.GetQuantityAsync("eth_blockNumber", cancellationToken)
            : await Fetcher.GetTaggedNumberAsync(rule.Tag == HeadTag.Safe ? "safe" : "finalized", cancellationToken);
        return Math.Max(-1, head - rule.Confirmations);
    }

    /// <summary>The chain's id (EIP-155); asked once.</summary>
    public async Task<long> GetChainIdAsync(CancellationToken cancellationToken) =>
        _chainId ??= await Fetcher.GetQuantityAsync("eth_chainId", cancellationToken);

    /// <summary>The hash of its block of a number, or null where it has none.</summary>
    public Task<Hash32?> GetHashAsync(long number, CancellationToken cancellationToken) =>
        Fetcher.GetHashAsync(number, cancellationToken);

    /// <summary>Whether it can trace a block.</summary>
    public Task<bool> HasTracesAsync(long number, CancellationToken cancellationToken) =>
        Fetcher.HasTracesAsync(number, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
