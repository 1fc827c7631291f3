using System.Text;
using System.Threading.RateLimiting;

namespace Weir.Connectors.JsonRpc;

/// <summary>
/// What an endpoint may be asked in a second: calls, or a provider's compute units. Who asks for more waits. A second's
/// worth may come at once. Any thread may take.
/// </summary>
public sealed class RequestBudget : IDisposable
{
    // Throughput compute units of Alchemy (docs.alchemy.com, Compute unit costs); methods that are not named: 20.
    private static readonly Dictionary<string, int> AlchemyUnits = new()
    {
        ["eth_chainId"] = 0,
        ["net_version"] = 0,
        ["eth_syncing"] = 0,
        ["eth_blockNumber"] = 10,
        ["eth_subscribe"] = 10,
        ["eth_unsubscribe"] = 10,
        ["eth_getBlockByNumber"] = 20,
        ["eth_getBlockByHash"] = 20,
        ["eth_getTransactionReceipt"] = 20,
        ["eth_getCode"] = 20,
        ["eth_getBlockReceipts"] = 500,
        ["eth_call"] = 26,
        ["eth_getLogs"] = 60,
        ["alchemy_getAssetTransfers"] = 120,
        ["trace_block"] = 20,
        ["debug_traceBlockByNumber"] = 1_000,
    };

    private readonly int _perSecond;
    private readonly bool _isUnits;
    private readonly TokenBucketRateLimiter _bucket;

    /// <param name="perSecond">Calls or units a second, at least 1.</param>
    /// <param name="isUnits">Whether Alchemy's compute units are counted, not calls.</param>
    public RequestBudget(int perSecond, bool isUnits = false)
    {
        _perSecond = perSecond;
        _isUnits = isUnits;
        _bucket = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond,
            TokensPerPeriod = Math.Max(1, perSecond / 10),
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(perSecond >= 10 ? 100 : 1_000.0 / perSecond),
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    /// <summary>Waits until the request, single or a batch, may be sent.</summary>
    public async Task TakeAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        int cost = CostOf(body.Span);
        while (cost > 0)
        {
            // A request that costs more than a second's worth takes several.
            int part = Math.Min(cost, _perSecond);
            using RateLimitLease lease = await _bucket.AcquireAsync(part, cancellationToken);
            cost -= part;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _bucket.Dispose();

    private int CostOf(ReadOnlySpan<byte> body)
    {
        int cost = 0;
        ReadOnlySpan<byte> mark = "\"method\":\""u8;
        for (int at = body.IndexOf(mark); at >= 0; at = body.IndexOf(mark))
        {
            body = body[(at + mark.Length)..];
            int end = body.IndexOf((byte)'"');
            cost += _isUnits ? AlchemyUnits.GetValueOrDefault(Encoding.ASCII.GetString(body[..end]), 20) : 1;
        }

        return cost;
    }
}
