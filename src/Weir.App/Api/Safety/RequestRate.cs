using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Weir.Core.Errors;

namespace Weir.App.Api.Safety;

/// <summary>How many requests an address may make: a bucket of tokens each.</summary>
internal sealed class RequestRate : IDisposable
{
    private const int BurstSeconds = 4;
    private const int PartsOfASecond = 10;
    private readonly PartitionedRateLimiter<IPAddress>? _limiter;

    /// <param name="requestsPerSecond">The rate; 0 for no limit.</param>
    public RequestRate(int requestsPerSecond)
    {
        if (requestsPerSecond > 0)
        {
            _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetTokenBucketLimiter(
                address, _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = requestsPerSecond * BurstSeconds,
                    TokensPerPeriod = Math.Max(1, requestsPerSecond / PartsOfASecond),
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / PartsOfASecond),
                    AutoReplenishment = true,
                }));
        }
    }

    /// <exception cref="ApiException">429: this address asks too often.</exception>
    public void Check(HttpContext http)
    {
        if (_limiter is null)
        {
            return;
        }

        using RateLimitLease lease = _limiter.AttemptAcquire(http.Connection.RemoteIpAddress ?? IPAddress.None);
        if (!lease.IsAcquired)
        {
            throw new ApiException(429, ErrorCodes.ApiRate, "this address asks too often", "Ask again in a second.")
            {
                RetryAfterSeconds = 1,
            };
        }
    }

    public void Dispose() => _limiter?.Dispose();
}
