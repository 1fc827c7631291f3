using System.Collections.Concurrent;
using System.Globalization;
using Weir.App.Settings;
using Weir.Core.Errors;
using Weir.Pipeline;

namespace Weir.App.Api.Answering;

/// <summary>The warehouse as the API asks it: a few connections that only read, bounded in time and rows.</summary>
internal sealed class ApiWarehouse : IAsyncDisposable
{
    private const string ColumnsSql =
        "SELECT table_name, column_name FROM information_schema.columns "
        + "WHERE table_schema = current_schema() AND table_catalog = current_database()";

    private static readonly TimeSpan VersionAge = TimeSpan.FromMilliseconds(400);

    private readonly Func<IWarehouseQuery> _open;
    private readonly ApiLimits _limits;
    private readonly TimeProvider _time;
    private readonly ConcurrentBag<IWarehouseQuery> _idle = [];
    private readonly SemaphoreSlim _free;
    private readonly SemaphoreSlim _checking = new(1, 1);
    private WarehouseState? _state;
    private readonly Func<bool>? _isOpen;
    private long _checkedAt;
    private int _waiting;

    /// <param name="warehouses">The table of warehouses.</param>
    /// <param name="spec">Which.</param>
    /// <param name="settings">Its limits.</param>
    /// <param name="limits">The most that a question may cost.</param>
    /// <param name="time">The clock of the limits.</param>
    /// <param name="isOpen">Whether the pipeline of this process has opened it; null where there is none.</param>
    public ApiWarehouse(
        Warehouses warehouses, WarehouseSpec spec, WarehouseSettings settings, ApiLimits limits, TimeProvider time,
        Func<bool>? isOpen = null)
    {
        _isOpen = isOpen;
        _open = () => warehouses.OpenQuery(spec, settings);
        _limits = limits;
        _time = time;
        _free = new SemaphoreSlim(limits.Connections, limits.Connections);
        Kind = spec.Kind;
        Queries = new ApiQueries(warehouses.Dialect(spec));
    }

    /// <summary>duckdb or postgres.</summary>
    public string Kind { get; }

    /// <summary>The queries in its SQL.</summary>
    public ApiQueries Queries { get; }

    /// <summary>Opens it, so that a mistake is said at once.</summary>
    /// <exception cref="WarehouseException">It is not there, or another process has it.</exception>
    public Task<WarehouseState> OpenAsync(CancellationToken cancellationToken) => StateAsync(cancellationToken);

    /// <summary>What is in it now; at most 0.4 s old.</summary>
    public async Task<WarehouseState> StateAsync(CancellationToken cancellationToken)
    {
        if (_state is { } known && _time.GetElapsedTime(Interlocked.Read(ref _checkedAt)) < VersionAge)
        {
            return known;
        }

        await _checking.WaitAsync(cancellationToken);
        try
        {
            if (_state is { } other && _time.GetElapsedTime(_checkedAt) < VersionAge)
            {
                return other;
            }

            _state = await ReadStateAsync(_state, cancellationToken);
            Interlocked.Exchange(ref _checkedAt, _time.GetTimestamp());
            return _state;
        }
        finally
        {
            _checking.Release();
        }
    }

    /// <summary>The rows of a query.</summary>
    /// <exception cref="ApiException">503: it took too long, gave too many rows, or too many are waiting.</exception>
    public Task<IReadOnlyList<ApiRow>> QueryAsync(
        ApiQuery query, IReadOnlyList<object?> values, CancellationToken cancellationToken) =>
        RunAsync(query.Translated, values, _limits.QueryRows, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out IWarehouseQuery? connection))
        {
            await connection.DisposeAsync();
        }

        _free.Dispose();
        _checking.Dispose();
    }

    private async Task<WarehouseState> ReadStateAsync(WarehouseState? before, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, HashSet<string>> columns = before?.Columns ?? await ReadColumnsAsync(cancellationToken);
        if (!columns.ContainsKey("ingest_positions"))
        {
            return new WarehouseState("empty", [], await ReadColumnsAsync(cancellationToken));
        }

        IReadOnlyList<ApiRow> positions = await QueryAsync(Queries.Get("positions", null), [], cancellationToken);
        string version = string.Join('/', positions.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{row.Whole(0)}.{row.Text(1)}.{row.Whole(2)}.{row.Instant(4)?.ToUnixTimeMilliseconds()}")));
        if (before?.Version == version)
        {
            return before;
        }

        IReadOnlyList<ApiRow> chains = await QueryAsync(Queries.Get("chains", null), [], cancellationToken);
        DateTimeOffset? UpdatedAt(long chain) =>
            positions.Where(row => row.Whole(0) == chain).Max(row => row.Instant(4));
        return new WarehouseState(
            version,
            [
                .. chains.Select(row => new StoredChain(row.Whole(0), row.Whole(1), row.Whole(2), row.Whole(3), UpdatedAt(row.Whole(0))))
                    .OrderByDescending(chain => chain.UpdatedAt),
            ],
            before is null ? columns : await ReadColumnsAsync(cancellationToken));
    }

    private async Task<IReadOnlyDictionary<string, HashSet<string>>> ReadColumnsAsync(CancellationToken cancellationToken) =>
        (await RunAsync(ColumnsSql, [], int.MaxValue, cancellationToken)).GroupBy(row => row.Text(0), StringComparer.Ordinal).ToDictionary(
            table => table.Key, table => table.Select(row => row.Text(1)).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private async Task<IReadOnlyList<ApiRow>> RunAsync(
        string sql, IReadOnlyList<object?> values, int mostRows, CancellationToken cancellationToken)
    {
        if (_isOpen is { } isOpen && !isOpen())
        {
            throw new ApiException(
                503, ErrorCodes.ApiNotReady, "the pipeline has not opened the warehouse yet", "Ask again in a few seconds.")
            {
                RetryAfterSeconds = 2,
            };
        }

        await EnterAsync(cancellationToken);
        using CancellationTokenSource limit = new(_limits.QueryTime, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        IWarehouseQuery? connection = null;
        try
        {
#pragma warning disable CA2000 // Below it goes back among the idle ones, or is disposed of.
            connection = _idle.TryTake(out IWarehouseQuery? idle) ? idle : _open();
#pragma warning restore CA2000
            List<ApiRow> rows = [];
            await using (IQueryResult result = await connection.QueryAsync(sql, values, either.Token))
            {
                await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(either.Token))
                {
                    rows.Add(rows.Count < mostRows ? new ApiRow(row) : throw TooMany());
                }
            }

            _idle.Add(connection);
            connection = null;
            return rows;
        }
        catch (Exception error) when (limit.IsCancellationRequested && error is OperationCanceledException or WeirException)
        {
            throw new ApiException(
                503, ErrorCodes.ApiTooCostly,
                FormattableString.Invariant($"the query was stopped after {_limits.QueryTime.TotalSeconds:0.#} s"),
                "Choose a shorter range.");
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            _free.Release();
        }
    }

    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > _limits.Waiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new ApiException(
                503, ErrorCodes.ApiBusy, "too many questions wait for the warehouse", "Ask again in a few seconds.")
            {
                RetryAfterSeconds = 2,
            };
        }

        try
        {
            await _free.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private ApiException TooMany() => new(
        503, ErrorCodes.ApiTooCostly,
        FormattableString.Invariant($"the query gives more than {_limits.QueryRows:N0} rows"), "Choose a shorter range.");
}

/// <summary>What a warehouse has at a moment.</summary>
/// <param name="Version">Another text after every commit.</param>
/// <param name="Chains">The chains, the one that was written last first.</param>
/// <param name="Columns">The columns of each table and view that there is.</param>
internal sealed record WarehouseState(
    string Version, IReadOnlyList<StoredChain> Chains, IReadOnlyDictionary<string, HashSet<string>> Columns)
{
    /// <summary>Whether a table is there with all of these columns.</summary>
    public bool Has(string table, params ReadOnlySpan<string> columns)
    {
        if (!Columns.TryGetValue(table, out HashSet<string>? there))
        {
            return false;
        }

        foreach (string column in columns)
        {
            if (!there.Contains(column))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A chain of a warehouse.</summary>
internal sealed record StoredChain(long Id, long Oldest, long Newest, long Blocks, DateTimeOffset? UpdatedAt);
