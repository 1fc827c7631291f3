using System.Text.Json;
using Weir.App.Api.Asking;

namespace Weir.App.Api.Answering;

/// <summary>What an answer is made with: the question, the warehouse, and a note of every query that was asked.</summary>
internal sealed class ApiContext(ApiRequest request, ApiParts parts, WarehouseState state, CancellationToken cancellationToken)
{
    private readonly List<(ApiQuery Query, object?[] Values)> _asked = [];

    public ApiRequest Request { get; } = request;

    /// <summary>What the API stands on.</summary>
    public ApiParts Parts { get; } = parts;

    public WarehouseState State { get; } = state;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The chain that is asked of; null where the warehouse has none.</summary>
    public StoredChain? Chain { get; } = ChainOf(request, state);

    /// <summary>The rows of a query; it stands in the answer.</summary>
    public async Task<IReadOnlyList<ApiRow>> QueryAsync(string name, Bar? bar, params object?[] values)
    {
        ApiQuery query = Parts.Warehouse.Queries.Get(name, bar);
        _asked.Add((query, values));
        return await Parts.Warehouse.QueryAsync(query, values, CancellationToken);
    }

    /// <summary>The rows of a query that says where the answer stands, and is not the answer.</summary>
    public Task<IReadOnlyList<ApiRow>> LookUpAsync(string name, params object?[] values) =>
        Parts.Warehouse.QueryAsync(Parts.Warehouse.Queries.Get(name, null), values, CancellationToken);

    /// <summary>The blocks of the question's range: they end at the newest block, not at the clock's hour.</summary>
    public async Task<BlockWindow> WindowAsync()
    {
        if (Chain is not { } chain)
        {
            return BlockWindow.Empty;
        }

        long to = Math.Min(Request.Whole("to") ?? chain.Newest, chain.Newest);
        long from = Request.Whole("from") ?? chain.Oldest;
        if (from > to && Request.Whole("from") is not null)
        {
            throw ApiException.Parameter(
                "from", FormattableString.Invariant($"it is after the last block, {to}"), "Give a block at or before it.");
        }

        if (Request.Whole("from") is null && Request.Text("range") is { } range && Ranges.LengthOf(range) is { } length
            && await LookUpAsync("block_at", chain.Id, to) is [{ } last, ..] && last.Instant(1) is { } end)
        {
            IReadOnlyList<ApiRow> first = await LookUpAsync("first_since", chain.Id, end - length, to);
            from = first is [{ } row, ..] ? row.WholeOrNull(0) ?? from : from;
        }

        return await WindowOfAsync(chain, from, to);
    }

    /// <summary>A range of blocks of which the numbers are known.</summary>
    public async Task<BlockWindow> WindowOfAsync(StoredChain chain, long from, long to)
    {
        IReadOnlyList<ApiRow> times = await LookUpAsync("range_times", chain.Id, from, to);
        return times is [{ } row, ..]
            ? new BlockWindow(from, to, row.Instant(0), row.Instant(1), row.Whole(2), row.Whole(3)) : BlockWindow.Empty;
    }

    /// <summary>How final a block is.</summary>
    public async Task<ChainFinality> FinalityAsync() =>
        Chain is { } chain && State.Has("chain_heads", "head", "safe", "finalized")
            && await LookUpAsync("heads", chain.Id) is [{ } row, ..]
            ? new ChainFinality(row.Whole(0), row.WholeOrNull(1), row.WholeOrNull(2), row.Instant(3)) : ChainFinality.Unknown;

    /// <summary>Writes what every answer says: the chain, the range, how final it is, and the SQL behind it.</summary>
    public void WriteFrame(Utf8JsonWriter json, BlockWindow window, Bar? bar, ChainFinality finality, int? points = null)
    {
        json.WriteNullable("chain_id", Chain?.Id);
        json.WriteStartObject("range");
        json.WriteNullable("from", window.IsEmpty ? null : window.From);
        json.WriteNullable("to", window.IsEmpty ? null : window.To);
        json.WriteNullable("first_at", window.FirstAt?.ToUnixTimeSeconds());
        json.WriteNullable("last_at", window.LastAt?.ToUnixTimeSeconds());
        json.WriteNumber("blocks", window.Blocks);
        json.WriteNumber("proven", window.Proven);
        if (bar is not null)
        {
            json.WriteString("bar", bar.Name);
        }

        if (points is { } count)
        {
            json.WriteNumber("points", count);
        }

        json.WriteEndObject();
        finality.Write(json, window);
        json.WriteStartArray("sql");
        foreach ((ApiQuery query, object?[] values) in _asked)
        {
            json.WriteStartObject();
            json.WriteString("name", query.Name);
            json.WriteString("text", query.Shown(values));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static StoredChain? ChainOf(ApiRequest request, WarehouseState state) => request.Whole("chain") switch
    {
        null => state.Chains.Count > 0 ? state.Chains[0] : null,
        { } id => state.Chains.FirstOrDefault(chain => chain.Id == id) ?? throw ApiException.Missing(
            FormattableString.Invariant($"the warehouse has no chain {id}"),
            state.Chains.Count > 0 ? $"It has {string.Join(", ", state.Chains.Select(chain => chain.Id))}." : "It has none yet."),
    };
}
