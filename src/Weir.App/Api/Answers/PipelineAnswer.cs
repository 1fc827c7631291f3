using System.Text.Json;
using Weir.App.Api.Answering;
using Weir.App.Api.Asking;
using Weir.App.Operations;
using Weir.Pipeline;
using Weir.Simulation.Chain;

namespace Weir.App.Api.Answers;

/// <summary><c>/api/pipeline</c>: how far each part of the chain can be trusted, and which hop is behind.</summary>
internal static class PipelineAnswer
{
    public static ApiRoute Route { get; } = new(
        "/api/pipeline", "Positions, lag, rates, finality and reorganisations of the pipeline.",
        [.. ApiParameters.Window], AnswerAsync)
    {
        IsLive = true,
    };

    private static async Task<ApiAnswer> AnswerAsync(ApiContext context)
    {
        BlockWindow window = await context.WindowAsync();
        ChainFinality finality = await context.FinalityAsync();
        long chain = context.Chain?.Id ?? 0;
        IReadOnlyList<ApiRow> ledger = context.State.Has("ingest_ranges") ? await context.QueryAsync("ledger", null, chain) : [];
        IReadOnlyList<ApiRow> positions = context.State.Has("ingest_positions") ? await context.QueryAsync("positions", null) : [];
        IReadOnlyList<ApiRow> reorgs = context.State.Has("reorgs") ? await context.QueryAsync("reorgs", null, chain) : [];
        IReadOnlyList<ApiRow> quarantine = context.State.Has("quarantine") ? await context.QueryAsync("quarantine", null, chain) : [];
        WeirMeter meter = context.Parts.Meter;
        long? head = Larger(meter.Head, finality.Head);
        long? stored = context.Chain?.Newest;
        return new ApiAnswer(json =>
        {
            json.WriteString("simulation", chain == SimulatedChainOptions.DefaultChainId ? "Made by weir simulate. Not real money." : null);
            json.WriteString("warehouse", context.Parts.Warehouse.Kind);
            json.WriteStartObject("chain");
            json.WriteNullable("head", head);
            json.WriteNullable("safe", finality.Safe);
            json.WriteNullable("finalized", finality.Finalized);
            json.WriteNullable("heads_at", finality.UpdatedAt?.ToUnixTimeSeconds());
            json.WriteNullable("stored", stored);
            json.WriteNullable("oldest", context.Chain?.Oldest);
            json.WriteNullable("stored_blocks", context.Chain?.Blocks);
            json.WriteNullable("stored_at", context.Chain?.UpdatedAt?.ToUnixTimeSeconds());
            json.WriteNullable("lag", head is { } top && stored is { } last ? Math.Max(0, top - last) : null);
            json.WriteEndObject();
            WriteHops(json, context, meter, head, stored);
            WritePositions(json, positions, chain);
            json.WriteStartArray("tables");
            foreach (ApiRow row in ledger)
            {
                json.WriteStartObject();
                json.WriteString("table", row.Text(0));
                json.WriteNumber("from", row.Whole(1));
                json.WriteNumber("to", row.Whole(2));
                json.WriteNumber("blocks", row.Whole(3));
                json.WriteString("proven", row.Text(4));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteReorgs(json, reorgs);
            json.WriteNumber("quarantined", quarantine.Sum(row => row.Whole(1)));
            json.WriteStartArray("chains");
            foreach (StoredChain other in context.State.Chains)
            {
                json.WriteNumberValue(other.Id);
            }

            json.WriteEndArray();
            context.WriteFrame(json, window, window.IsEmpty ? null : Bar.For(window.Span), finality);
        })
        {
            Rows = new ApiTable(
                ["table", "from_block", "to_block", "blocks", "proven"], [.. ledger.Select(row => row.Values)]),
        };
    }

    private static long? Larger(long? one, long? other) => one is null || other > one ? other ?? one : one;

    private static void WriteHops(Utf8JsonWriter json, ApiContext context, WeirMeter meter, long? head, long? stored)
    {
        HopFigures? read = meter.Of(PipelineHop.Read);
        long? behind = head is { } top && stored is { } last ? Math.Max(0, top - last) : null;
        json.WriteBoolean("running", read is not null);
        json.WriteStartArray("hops");
        WriteHop(json, "Node", "blocks and receipts", read, "blocks/min", read?.BlocksPerMinute, read is null ? null : 0);
        WriteHop(json, "Prove", "against their own hashes", read is null ? null : read with { P95Seconds = null, Waiting = 0 }, "blocks/min", read?.BlocksPerMinute, read is null ? null : 0);
        HopFigures? decode = meter.Of(PipelineHop.Decode);
        WriteHop(json, "Decode", "tokens and protocols", decode, "rows/min", decode?.RowsPerMinute, decode is null ? null : behind);
        if (context.State.Has("mev"))
        {
            WriteHop(json, "Detect", "MEV in each block", null, "rows/min", null, behind);
        }

        HopFigures? store = meter.Of(PipelineHop.Store);
        WriteHop(json, "Store", context.Parts.Warehouse.Kind == "duckdb" ? "DuckDB" : "PostgreSQL", store, "rows/min", store?.RowsPerMinute, behind);
        HopFigures? serve = meter.Serve.Read();
        WriteHop(json, "Serve", "API and this page", serve, "requests/min", serve?.BlocksPerMinute, behind);
        json.WriteEndArray();
    }

    private static void WriteHop(
        Utf8JsonWriter json, string name, string what, HopFigures? figures, string unit, double? rate, long? behind)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("what", what);
        json.WriteRounded("rate", rate, 1);
        json.WriteString("unit", unit);
        json.WriteRounded("p95_ms", figures?.P95Seconds * 1_000, 1);
        json.WriteNullable("waiting", figures?.Waiting);
        json.WriteNumber("capacity", new PipelineOptions().QueueUpdates);
        json.WriteNullable("behind", behind);
        json.WriteEndObject();
    }

    private static void WritePositions(Utf8JsonWriter json, IReadOnlyList<ApiRow> positions, long chain)
    {
        json.WriteStartArray("positions");
        foreach (ApiRow row in positions.Where(row => row.Whole(0) == chain))
        {
            json.WriteStartObject();
            json.WriteString("pipeline", row.Text(1));
            json.WriteNumber("sequence", row.Whole(2));
            json.WriteNullable("block", row.WholeOrNull(3));
            json.WriteNullable("updated_at", row.Second(4));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteReorgs(Utf8JsonWriter json, IReadOnlyList<ApiRow> reorgs)
    {
        json.WriteStartObject("reorgs");
        json.WriteNumber("count", reorgs is [{ } any, ..] ? any.Whole(4) : 0);
        json.WriteNumber("deepest", reorgs is [{ } first, ..] ? first.Whole(5) : 0);
        json.WriteStartArray("latest");
        foreach (ApiRow row in reorgs)
        {
            json.WriteStartObject();
            json.WriteString("pipeline", row.Text(0));
            json.WriteNullable("at", row.Second(1));
            json.WriteNumber("ancestor", row.Whole(2));
            json.WriteNumber("depth", row.Whole(3));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
