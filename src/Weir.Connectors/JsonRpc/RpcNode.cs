using System.Text.Json;
using Weir.Core.Errors;

namespace Weir.Connectors.JsonRpc;

/// <summary>A node over JSON-RPC: what it says of itself, and the blocks it has. Any thread may ask.</summary>
public sealed class RpcNode : IDisposable
{
    private readonly IRpcTransport _transport;
    private readonly RequestBudget? _budget;
    private long? _chainId;

    /// <param name="options">How the node is asked.</param>
    /// <param name="time">The clock of pauses and timeouts.</param>
    /// <param name="onRetry">Told of every repetition.</param>
    public RpcNode(RpcOptions options, TimeProvider time, Action<WeirException, TimeSpan>? onRetry = null)
    {
        Endpoint = options.Endpoint;
        _budget = options.Budget;
        Socket = options.Endpoint.Scheme is "ws" or "wss" ? new RpcSocket(options, time) : null;
        _transport = Socket is { } socket ? socket : new RpcClient(options, time);
        Fetcher = new BlockFetcher(_transport, options, time, onRetry);
    }

    /// <summary>Its address, with its key if it has one: for <see cref="EndpointText"/> only.</summary>
    public Uri Endpoint { get; }

    /// <summary>Its address as it may be shown.</summary>
    public string Shown => EndpointText.Of(Endpoint);

    /// <summary>Gets its blocks.</summary>
    internal BlockFetcher Fetcher { get; }

    /// <summary>Its subscriptions, where it is reached by WebSocket.</summary>
    internal RpcSocket? Socket { get; }

    /// <summary>Whether it may be asked, and how it has done.</summary>
    internal NodeHealth Health { get; } = new();

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

    /// <summary>Calls a method without parameters several times in one request.</summary>
    /// <exception cref="RpcException">The node does not answer all of them.</exception>
    internal async Task CallManyAsync(string method, int times, CancellationToken cancellationToken)
    {
        RpcBatch batch = new();
        for (int i = 0; i < times; i++)
        {
            batch.Add(method, string.Empty);
        }

        batch.Close();
        using ResponseBuffer answer = await _transport.PostAsync(batch.Body, cancellationToken);
        batch.ReadAnswers(answer.Bytes, _transport.Errors, (_, ref reader) => reader.Skip());
    }

    /// <summary>Calls a method several times in one request.</summary>
    /// <returns>The results in order; null where the node answered with an error of the call itself.</returns>
    /// <exception cref="RpcException">The request failed as a whole, or for a reason that may pass.</exception>
    internal async Task<IReadOnlyList<JsonElement?>> CallManyAsync(
        string method, IReadOnlyList<string> parameters, CancellationToken cancellationToken)
    {
        RpcBatch batch = new();
        foreach (string one in parameters)
        {
            batch.Add(method, one);
        }

        batch.Close();
        using ResponseBuffer answer = await _transport.PostAsync(batch.Body, cancellationToken);
        JsonElement?[] results = new JsonElement?[parameters.Count];
        try
        {
            batch.ReadAnswers(
                answer.Bytes, _transport.Errors, (id, ref reader) => results[id] = JsonElement.ParseValue(ref reader),
                error => error.Fault == RpcFault.Other);
        }
        catch (JsonException error)
        {
            throw _transport.Errors.Broken(error);
        }

        return results;
    }

    /// <summary>Calls any method once.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="parameters">What stands between the brackets of <c>params</c>, as JSON.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The result.</returns>
    /// <exception cref="RpcException">The node does not answer, or with an error.</exception>
    public async Task<JsonElement> CallAsync(string method, string parameters, CancellationToken cancellationToken)
    {
        RpcBatch batch = new();
        batch.Add(method, parameters);
        batch.Close();
        using ResponseBuffer answer = await _transport.PostAsync(batch.Body, cancellationToken);
        JsonElement result = default;
        try
        {
            batch.ReadAnswers(
                answer.Bytes, _transport.Errors, (_, ref reader) => result = JsonElement.ParseValue(ref reader));
        }
        catch (JsonException error)
        {
            throw _transport.Errors.Broken(error);
        }

        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _transport.Dispose();
        _budget?.Dispose();
    }
}
