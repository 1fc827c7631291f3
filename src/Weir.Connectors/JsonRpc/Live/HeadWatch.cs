using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Threading.Channels;
using Weir.Core;
using Weir.Core.Errors;

namespace Weir.Connectors.JsonRpc.Live;

/// <summary>
/// Hears of a chain's newest block: by subscription (<c>newHeads</c>) where a node has WebSocket, by asking where none
/// has, where the subscription is lost, and where it is silent for too long.
/// </summary>
internal sealed class HeadWatch : IAsyncDisposable
{
    private readonly RpcNodes _nodes;
    private readonly FollowOptions _options;
    private readonly TimeProvider _time;
    private readonly IFollowObserver? _observer;

    // Only the newest counts: what lies between is fetched by number.
    private readonly Channel<BlockRef> _heads = Channel.CreateBounded<BlockRef>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _tasks = [];
    private long _told = -1;
    private long _lastTold;
    private int _subscriptions;

    public HeadWatch(RpcNodes nodes, FollowOptions options, TimeProvider time, IFollowObserver? observer)
    {
        _nodes = nodes;
        _options = options;
        _time = time;
        _observer = observer;
        _lastTold = time.GetTimestamp();
        _tasks.AddRange(nodes.All.Where(node => node.Socket is not null)
            .Select(node => Task.Run(() => GuardAsync(SubscribeAsync(node, _end.Token)))));
        _tasks.Add(Task.Run(() => GuardAsync(PollAsync(_end.Token))));
    }

    // Whoever waits for heads hears of it when nobody listens to the node any more.
    private async Task GuardAsync(Task listening)
    {
        try
        {
            await listening;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            _heads.Writer.TryComplete(error);
        }
    }

    /// <summary>Waits for news of the head; also when it is the same as before.</summary>
    /// <exception cref="WeirException">No node can be asked any more.</exception>
    public async ValueTask<BlockRef> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _heads.Reader.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException error) when (error.InnerException is WeirException failure)
        {
            ExceptionDispatchInfo.Throw(failure);
            throw;
        }
    }

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

    private Task SubscribeAsync(RpcNode node, CancellationToken cancellationToken) =>
        new Subscription(node, ["\"newHeads\""], Tell, _time, text => _observer?.Note(text))
        {
            Meanwhile = $"asking every {_options.PollEvery.TotalSeconds:0.##} s, ",
            OnOpened = async token =>
            {
                Interlocked.Increment(ref _subscriptions);

                // What was missed while there was no subscription is asked for once.
                Write(await _nodes.GetLatestAsync(token));
            },
            OnClosed = () => Interlocked.Decrement(ref _subscriptions),
        }.KeepAsync(cancellationToken);

    private void Tell(JsonElement header)
    {
        if (header.Number("number") is { } number && header.Hash("hash") is { } hash)
        {
            Interlocked.Exchange(ref _told, number);
            Interlocked.Exchange(ref _lastTold, _time.GetTimestamp());
            Write(new BlockRef(number, hash));
        }
    }

    private void Write(BlockRef head)
    {
        _observer?.Head(head.Number);
        _heads.Writer.TryWrite(head);
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        int missed = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            bool isSubscribed = Volatile.Read(ref _subscriptions) > 0;
            TimeSpan silent = _time.GetElapsedTime(Interlocked.Read(ref _lastTold));
            if (!isSubscribed || silent >= _options.Silence)
            {
                try
                {
                    BlockRef head = await _nodes.GetLatestAsync(cancellationToken);
                    missed = isSubscribed && head.Number > Interlocked.Read(ref _told) ? missed + 1 : 0;
                    Write(head);
                }
                catch (WeirException error) when (FollowSource.MayPass(error))
                {
                    // It was repeated and told of already.
                }
                catch (WeirException error)
                {
                    _heads.Writer.TryComplete(error);
                    return;
                }

                if (missed >= 2)
                {
                    missed = 0;
                    CutSockets();
                }
            }

            await Task.Delay(_options.PollEvery, _time, cancellationToken);
        }
    }

    // The node has blocks that its subscription has not told of.
    private void CutSockets()
    {
        foreach (RpcNode node in _nodes.All.Where(node => node.Socket is not null))
        {
            _observer?.Note($"{node.Shown}: the subscription is silent though the chain grows; connecting again");
            node.Socket!.Cut();
        }
    }
}
