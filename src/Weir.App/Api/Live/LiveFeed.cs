using System.Threading.Channels;
using Weir.App.Api.Answering;
using Weir.App.Api.Answers;
using Weir.App.Api.Asking;
using Weir.App.Operations;
using Weir.Core.Errors;
using Weir.Pipeline;

namespace Weir.App.Api.Live;

/// <summary>
/// What changes, told to everyone who listens: one reader of the warehouse, however many clients. A client that cannot keep
/// up is let go; it comes back with its position.
/// </summary>
internal sealed class LiveFeed(ApiParts parts, ApiLimits limits, TimeProvider time)
{
    private const int MostWaiting = 512;
    private const int MostBlocks = 256;
    private const int MostPositions = 512;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RatesEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly HashSet<Channel<LiveEvent>> _clients = [];
    private readonly Dictionary<FeedPosition, Lazy<Task<(IReadOnlyList<LiveEvent> Events, FeedPosition? Position)>>> _missed = [];
    private string? _missedVersion;
    private FeedPosition? _position;
    private string? _version;

    /// <summary>Reads and tells until it is stopped.</summary>
    public async Task RunAsync(Action<WeirException> failed, CancellationToken stop)
    {
        long rates = 0;
        long beat = time.GetTimestamp();
        using PeriodicTimer timer = new(Every, time);
        while (await NextAsync(timer, stop))
        {
            if (!HasClients)
            {
                (_position, _version) = (null, null);
                continue;
            }

            try
            {
                await TellAsync(stop);
            }
            catch (WeirException error)
            {
                failed(error);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }

            if (rates == 0 || time.GetElapsedTime(rates) > RatesEvery)
            {
                rates = time.GetTimestamp();
                Send(Rates());
            }

            if (time.GetElapsedTime(beat) > BeatEvery)
            {
                beat = time.GetTimestamp();
                Send(LiveEvent.Beat);
            }
        }

        Close();
    }

    /// <summary>Begins to listen: what was missed since a position, and then what comes.</summary>
    /// <exception cref="ApiException">503: as many listen as may.</exception>
    public async Task<(IReadOnlyList<LiveEvent> Missed, Channel<LiveEvent> Events)> SubscribeAsync(
        FeedPosition? since, CancellationToken cancellationToken)
    {
        Channel<LiveEvent> events = Channel.CreateBounded<LiveEvent>(MostWaiting);
        lock (_lock)
        {
            if (_clients.Count >= limits.Streams)
            {
                throw new ApiException(503, ErrorCodes.ApiBusy, "as many streams are open as may be", "Try again in a minute.")
                {
                    RetryAfterSeconds = 60,
                };
            }

            _clients.Add(events);
        }

        try
        {
            WarehouseState state = await parts.Warehouse.StateAsync(cancellationToken);
            return ((await MissedAsync(state, since, cancellationToken)).Events, events);
        }
        catch
        {
            Unsubscribe(events);
            throw;
        }
    }

    /// <summary>Ends it.</summary>
    public void Unsubscribe(Channel<LiveEvent> events)
    {
        lock (_lock)
        {
            _clients.Remove(events);
        }

        events.Writer.TryComplete();
    }

    private bool HasClients
    {
        get
        {
            lock (_lock)
            {
                return _clients.Count > 0;
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task TellAsync(CancellationToken stop)
    {
        WarehouseState state = await parts.Warehouse.StateAsync(stop);
        if (state.Version == _version)
        {
            return;
        }

        (IReadOnlyList<LiveEvent> events, FeedPosition? position) = await MissedAsync(state, _position, stop);

        // Whoever came before the first reading has the newest block already.
        bool isFirst = _position is null;
        (_version, _position) = (state.Version, position);
        foreach (LiveEvent item in isFirst ? [] : events)
        {
            Send(item);
        }
    }

    // However many come at a time, the warehouse is asked once for each state and position.
    private Task<(IReadOnlyList<LiveEvent> Events, FeedPosition? Position)> MissedAsync(
        WarehouseState state, FeedPosition? since, CancellationToken cancellationToken)
    {
        FeedPosition key = since ?? new FeedPosition(-1, -1);
        Lazy<Task<(IReadOnlyList<LiveEvent> Events, FeedPosition? Position)>>? made;
        lock (_missed)
        {
            if (_missedVersion != state.Version || _missed.Count >= MostPositions)
            {
                _missedVersion = state.Version;
                _missed.Clear();
            }

            // One that failed is asked again.
            if (!_missed.TryGetValue(key, out made) || (made.IsValueCreated && made.Value.IsFaulted))
            {
                _missed[key] = made = new(() => SinceAsync(state, since, CancellationToken.None));
            }
        }

        return made.Value.WaitAsync(cancellationToken);
    }

    // What there is after a position; without one, the newest block alone.
    private async Task<(IReadOnlyList<LiveEvent> Events, FeedPosition? Position)> SinceAsync(
        WarehouseState state, FeedPosition? since, CancellationToken cancellationToken)
    {
        if (state.Chains.Count == 0)
        {
            return ([], null);
        }

        StoredChain chain = state.Chains[0];
        List<LiveEvent> events = [];
        ApiContext context = new(ApiRequest.Of(PipelineAnswer.Route), parts, state, cancellationToken);
        IReadOnlyList<ApiRow> reorgs = state.Has("reorgs") ? await context.LookUpAsync("reorgs", chain.Id) : [];
        long count = reorgs is [{ } any, ..] ? any.Whole(4) : 0;
        long from = since is { } known && known.Block <= chain.Newest ? known.Block + 1 : chain.Newest;
        if (since is { } before && before.Reorganisations < count)
        {
            foreach (ApiRow reorg in reorgs.Take((int)Math.Min(reorgs.Count, count - before.Reorganisations)).Reverse())
            {
                from = Math.Min(from, reorg.Whole(2) + 1);
                events.Add(LiveEvent.Of("reorg", null, json =>
                {
                    json.WriteNumber("ancestor", reorg.Whole(2));
                    json.WriteNumber("depth", reorg.Whole(3));
                    json.WriteNullable("at", reorg.Second(1));
                    json.WriteNumber("count", count);
                }));
            }
        }

        from = Math.Max(from, chain.Newest - MostBlocks + 1);
        if (from <= chain.Newest)
        {
            await AddBlocksAsync(context, chain, from, count, events);
        }

        return (events, new FeedPosition(chain.Newest, count));
    }

    private static async Task AddBlocksAsync(
        ApiContext context, StoredChain chain, long from, long reorganisations, List<LiveEvent> events)
    {
        IReadOnlyList<ApiRow> blocks = await context.LookUpAsync("blocks", chain.Id, from, chain.Newest);
        ILookup<long, ApiRow> mev = (context.State.Has("mev", MevAnswer.FindingColumns)
            ? await context.LookUpAsync("mev_by_block", chain.Id, from, chain.Newest) : []).ToLookup(row => row.Whole(0));
        foreach (ApiRow block in blocks.Reverse())
        {
            long number = block.Whole(0);
            events.AddRange(mev[number].Select(found => LiveEvent.Of("mev", null, json =>
            {
                json.WriteNumber("block", number);
                json.WriteString("kind", found.Text(1));
                json.WriteNumber("count", found.Whole(2));
            })));
            events.Add(LiveEvent.Of("block", new FeedPosition(number, reorganisations).ToString(), json =>
            {
                json.WriteNumber("number", number);
                json.WriteString("hash", block.Text(1));
                json.WriteNullable("timestamp", block.Second(2));
                json.WriteNumber("transactions", block.Whole(4));
                json.WriteNullable("gas_used", block.WholeOrNull(5));
                json.WriteNullable("base_fee_wei", block.WholeOrNull(7));
                json.WriteString("proven", block.Text(9));
            }));
        }
    }

    private LiveEvent Rates() => LiveEvent.Of("rates", null, json =>
    {
        WeirMeter meter = parts.Meter;
        json.WriteNullable("head", meter.Head);
        json.WriteNullable("lag", meter.Lag);
        json.WriteRounded("blocks_per_minute", meter.Of(PipelineHop.Read)?.BlocksPerMinute, 1);
        json.WriteRounded("rows_per_minute", meter.Of(PipelineHop.Store)?.RowsPerMinute, 1);
        json.WriteRounded("requests_per_minute", meter.Serve.Read()?.BlocksPerMinute, 1);
    });

    private void Send(LiveEvent item)
    {
        lock (_lock)
        {
            foreach (Channel<LiveEvent> client in _clients.Where(client => !client.Writer.TryWrite(item)).ToArray())
            {
                _clients.Remove(client);
                client.Writer.TryComplete();
            }
        }
    }

    private void Close()
    {
        lock (_lock)
        {
            foreach (Channel<LiveEvent> client in _clients)
            {
                client.Writer.TryComplete();
            }

            _clients.Clear();
        }
    }
}
