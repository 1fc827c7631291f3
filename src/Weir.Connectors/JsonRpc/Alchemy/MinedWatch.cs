using System.Text.Json;
using System.Threading.Channels;
using Weir.Connectors.JsonRpc.Live;
using Weir.Connectors.JsonRpc.Pending;
using Weir.Core.Errors;

namespace Weir.Connectors.JsonRpc.Alchemy;

/// <summary>
/// Transactions as they are mined, and as they leave the chain again: <c>alchemy_minedTransactions</c> of the first node
/// that has a WebSocket. Each notification is <c>{"removed": …, "transaction": {…}}</c>.
/// </summary>
public sealed class MinedWatch : IAsyncDisposable
{
    private readonly Channel<JsonElement> _heard = Channel.CreateBounded<JsonElement>(
        new BoundedChannelOptions(50_000) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly CancellationTokenSource _end = new();
    private readonly Task _listening;

    /// <param name="nodes">The nodes of the chain.</param>
    /// <param name="filter">Which transactions are wanted.</param>
    /// <param name="time">The clock of pauses.</param>
    /// <param name="note">Told when the subscription is cut or refused.</param>
    /// <exception cref="ConfigException">No node has a WebSocket.</exception>
    public MinedWatch(RpcNodes nodes, AccountFilter filter, TimeProvider time, Action<string> note)
    {
        RpcNode node = nodes.All.FirstOrDefault(one => one.Socket is not null) ?? throw new ConfigException(
            ErrorCodes.BadSource, $"{nodes.Shown} is not reached by WebSocket, and mined transactions come by no other way",
            "Write --source rpc:wss://… with an Alchemy endpoint.");
        IEnumerable<string> accounts = filter.From.Select(one => $"{{\"from\":\"{one}\"}}")
            .Concat(filter.To.Select(one => $"{{\"to\":\"{one}\"}}"));
        string wish = filter.IsAll ? string.Empty : $"\"addresses\":[{string.Join(',', accounts)}],";
        Subscription subscription = new(
            node, [$"\"alchemy_minedTransactions\",{{{wish}\"includeRemoved\":true}}"],
            json => _heard.Writer.TryWrite(json), time, note);
        _listening = Task.Run(() => subscription.KeepAsync(_end.Token));
    }

    /// <summary>Each as it comes, until it is stopped.</summary>
    public IAsyncEnumerable<JsonElement> ReadAsync(CancellationToken cancellationToken) =>
        _heard.Reader.ReadAllAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }
}
