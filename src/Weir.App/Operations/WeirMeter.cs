using System.Diagnostics.Metrics;
using Weir.Pipeline;

namespace Weir.App.Operations;

/// <summary>
/// What this process does, as metrics (<c>weir_*</c>, see docs/api.md) and as the figures of the page's pipeline.
/// </summary>
#pragma warning disable CA1001 // The meter lives as long as the process.
internal sealed class WeirMeter : IPipelineObserver
#pragma warning restore CA1001
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Weir";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _blocks;
    private readonly Counter<long> _rows;
    private readonly Counter<long> _quarantined;
    private readonly Counter<long> _reorganisations;
    private readonly Histogram<double> _batch;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _request;
    private readonly Counter<long> _cacheHits;
    private readonly Dictionary<PipelineHop, HopWindow> _hops;
    private readonly Dictionary<PipelineHop, int> _queues = [];
    private long _head = -1;
    private long _stored = -1;
    private long _streams;

    public WeirMeter(TimeProvider time)
    {
        _hops = Enum.GetValues<PipelineHop>().ToDictionary(hop => hop, _ => new HopWindow(time));
        Serve = new HopWindow(time);
        _blocks = _meter.CreateCounter<long>("weir_blocks", description: "Blocks that passed a hop.");
        _rows = _meter.CreateCounter<long>("weir_rows", description: "Rows that passed a hop.");
        _quarantined = _meter.CreateCounter<long>("weir_quarantined", description: "Items that could not be decoded.");
        _reorganisations = _meter.CreateCounter<long>("weir_reorgs", description: "Reorganisations that were followed.");
        _batch = _meter.CreateHistogram<double>("weir_batch_seconds", description: "What an update takes at a hop.");
        _requests = _meter.CreateCounter<long>("weir_api_requests", description: "Requests by route and status.");
        _request = _meter.CreateHistogram<double>("weir_api_request_seconds", description: "What a request takes.");
        _cacheHits = _meter.CreateCounter<long>("weir_api_cache_hits", description: "Requests answered without the warehouse.");
        _meter.CreateObservableGauge("weir_queue_length", Queues, description: "Updates that wait for the next hop.");
        _meter.CreateObservableGauge("weir_lag_blocks", () => Lag ?? 0, description: "Blocks between the head and the newest stored.");
        _meter.CreateObservableGauge("weir_head_block", () => Interlocked.Read(ref _head), description: "The node's newest block; -1 unknown.");
        _meter.CreateObservableGauge("weir_stored_block", () => Interlocked.Read(ref _stored), description: "The newest stored block; -1 none.");
        _meter.CreateObservableGauge("weir_api_streams", () => Interlocked.Read(ref _streams), description: "Open event streams.");
    }

    /// <summary>Requests of the API.</summary>
    public HopWindow Serve { get; }

    /// <summary>The newest block that a node of this process has told of; null where none has.</summary>
    public long? Head => Interlocked.Read(ref _head) is var head and >= 0 ? head : null;

    /// <summary>Blocks between the head and the newest stored; null where one of them is not known.</summary>
    public long? Lag => Head is { } head && Interlocked.Read(ref _stored) is var stored and >= 0 ? Math.Max(0, head - stored) : null;

    /// <summary>Whether a pipeline of this process has stored something.</summary>
    public bool HasStored => Interlocked.Read(ref _stored) >= 0;

    /// <summary>A hop's last minute; null where nothing has passed in this process.</summary>
    public HopFigures? Of(PipelineHop hop) => _hops[hop].Read();

    /// <inheritdoc/>
    public void Passed(PipelineHop hop, long blocks, long rows, TimeSpan took, int waiting)
    {
        KeyValuePair<string, object?> tag = new("hop", Word(hop));
        _blocks.Add(blocks, tag);
        _rows.Add(rows, tag);
        _batch.Record(took.TotalSeconds, tag);
        _hops[hop].Add(blocks, rows, took, waiting);
        lock (_queues)
        {
            _queues[hop] = waiting;
        }
    }

    /// <summary>A node's newest block.</summary>
    public void HeadIs(long number) => Interlocked.Exchange(ref _head, number);

    /// <summary>A commit.</summary>
    public void Stored(PipelineProgress step)
    {
        _quarantined.Add(step.QuarantinedRows);
        _reorganisations.Add(step.Reverted > 0 ? 1 : 0);
        if (step.Last is { } last)
        {
            Interlocked.Exchange(ref _stored, last.Number);
        }
    }

    /// <summary>A request that was answered.</summary>
    public void Answered(string route, int status, TimeSpan took)
    {
        _requests.Add(1, new("route", route), new("status", status));
        _request.Record(took.TotalSeconds, new KeyValuePair<string, object?>("route", route));
        Serve.Add(1, 0, took, 0);
    }

    /// <summary>An answer that was there already.</summary>
    public void CacheHit() => _cacheHits.Add(1);

    /// <summary>Streams that were opened or, negative, closed.</summary>
    public long Streams(int change) => Interlocked.Add(ref _streams, change);

    private static string Word(PipelineHop hop) => hop switch
    {
        PipelineHop.Read => "read",
        PipelineHop.Decode => "decode",
        _ => "store",
    };

    private List<Measurement<int>> Queues()
    {
        lock (_queues)
        {
            return [.. _queues.Select(queue => new Measurement<int>(queue.Value, new KeyValuePair<string, object?>("hop", Word(queue.Key))))];
        }
    }
}
