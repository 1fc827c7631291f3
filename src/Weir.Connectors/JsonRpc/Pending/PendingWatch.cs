using System.Text.Json;
using System.Threading.Channels;
using Weir.Connectors.JsonRpc.Live;
using Weir.Core;
using Weir.Core.Errors;

namespace Weir.Connectors.JsonRpc.Pending;

/// <summary>
/// Hears of pending transactions from every node that has a WebSocket, each once: Alchemy's
/// <c>alchemy_pendingTransactions</c>, go-ethereum's <c>newPendingTransactions</c> with whole transactions, or with
/// hashes, whose transactions are asked for.
/// </summary>
public sealed class PendingWatch : IAsyncDisposable
{
    private const int MostWaiting = 50_000;
    private const int MostRemembered = 100_000;
    private const int HashesAtOnce = 50;

    private readonly RpcNodes _nodes;
    private readonly AccountFilter _filter;
    private readonly TimeProvider _time;
    private readonly Action<string> _note;
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<(JsonElement Json, string Endpoint)> _heard;
    private readonly Channel<PendingTransaction> _ready;
    private readonly List<Task> _tasks = [];
    private HashSet<Hash32> _newer = [];
    private HashSet<Hash32> _older = [];
    private long _dropped;

    /// <param name="nodes">The nodes of the chain.</param>
    /// <param name="filter">Which transactions are wanted.</param>
    /// <param name="time">The clock of pauses, and of when a transaction was seen.</param>
    /// <param name="note">Told when a subscription is cut or refused.</param>
    /// <param name="remembered">Hashes that were heard of before.</param>
    /// <exception cref="ConfigException">No node has a WebSocket.</exception>
    public PendingWatch(
        RpcNodes nodes, AccountFilter filter, TimeProvider time, Action<string> note,
        IEnumerable<Hash32>? remembered = null)
    {
        _nodes = nodes;
        _filter = filter;
        _time = time;
        _note = note;
        BoundedChannelOptions newest = new(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest };
        _heard = Channel.CreateBounded<(JsonElement, string)>(newest, _ => Interlocked.Increment(ref _dropped));
        _ready = Channel.CreateBounded<PendingTransaction>(newest, _ => Interlocked.Increment(ref _dropped));
        _older = [.. (remembered ?? []).Take(MostRemembered)];
        RpcNode[] sockets = [.. nodes.All.Where(node => node.Socket is not null)];
        if (sockets.Length == 0)
        {
            throw new ConfigException(
                ErrorCodes.BadSource, $"{nodes.Shown} is not reached by WebSocket, and pending transactions come by no other way",
                "Write --source rpc:ws://… or rpc:wss://….");
        }

        _tasks.AddRange(sockets.Select(node => Task.Run(() => SubscribeAsync(node))));
        _tasks.Add(Task.Run(CompleteAsync));
    }

    /// <summary>How many were lost because nobody took them.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>What was heard since it was asked last.</summary>
    public IReadOnlyList<PendingTransaction> Take()
    {
        List<PendingTransaction> taken = [];
        while (_ready.Reader.TryRead(out PendingTransaction? one))
        {
            taken.Add(one);
        }

        return taken;
    }

    /// <summary>Each as it comes, until it is stopped.</summary>
    public IAsyncEnumerable<PendingTransaction> ReadAsync(CancellationToken cancellationToken) =>
        _ready.Reader.ReadAllAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        foreach (Task task in _tasks)
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _end.Dispose();
    }

    private Task SubscribeAsync(RpcNode node)
    {
        string accounts = _filter.IsAll ? string.Empty
            : $",{{\"fromAddress\":{AccountFilter.Json(_filter.From)},\"toAddress\":{AccountFilter.Json(_filter.To)}}}";
        string[] forms =
        [
            $"\"alchemy_pendingTransactions\"{accounts}", "\"newPendingTransactions\",true", "\"newPendingTransactions\"",
        ];
        return new Subscription(
            node, forms, json => _heard.Writer.TryWrite((json, node.Shown)), _time, _note).KeepAsync(_end.Token);
    }

    // Hands on what is whole, and asks for what came as a hash.
    private async Task CompleteAsync()
    {
        List<(Hash32 Hash, string Endpoint)> asked = [];
        while (await _heard.Reader.WaitToReadAsync(_end.Token))
        {
            asked.Clear();
            while (asked.Count < HashesAtOnce && _heard.Reader.TryRead(out (JsonElement Json, string Endpoint) one))
            {
                if (PendingTransaction.HashOf(one.Json) is { } hash)
                {
                    if (IsNew(hash))
                    {
                        asked.Add((hash, one.Endpoint));
                    }
                }
                else if (PendingTransaction.Read(one.Json, _time.GetMicroseconds(), one.Endpoint) is { } whole && IsNew(whole.Hash))
                {
                    Hand(whole);
                }
            }

            if (asked.Count > 0)
            {
                await AskAsync(asked);
            }
        }
    }

    private async Task AskAsync(List<(Hash32 Hash, string Endpoint)> asked)
    {
        long seen = _time.GetMicroseconds();
        try
        {
            IReadOnlyList<JsonElement?> answers = await _nodes.CallManyAsync(
                "eth_getTransactionByHash", [.. asked.Select(one => $"\"{one.Hash}\"")], _end.Token);
            for (int i = 0; i < asked.Count; i++)
            {
                // Null where it left the pool again meanwhile.
                if (answers[i] is { } json && PendingTransaction.Read(json, seen, asked[i].Endpoint) is { } whole)
                {
                    Hand(whole);
                }
            }
        }
        catch (WeirException error)
        {
            _note($"{asked.Count} pending transactions could not be asked for: {error.Message}");
        }
    }

    private void Hand(PendingTransaction one)
    {
        if (_filter.Takes(one.From, one.To))
        {
            _ready.Writer.TryWrite(one);
        }
    }

    private bool IsNew(Hash32 hash)
    {
        if (_older.Contains(hash) || !_newer.Add(hash))
        {
            return false;
        }

        if (_newer.Count >= MostRemembered)
        {
            (_older, _newer) = (_newer, []);
        }

        return true;
    }
}
