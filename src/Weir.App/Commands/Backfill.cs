using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Weir.App.Terminal;
using Weir.Connectors.DuckDb;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;
using Weir.Pipeline;

namespace Weir.App.Commands;

/// <summary>One run from an open source into a warehouse.</summary>
internal sealed class Backfill
{
    private readonly WeirHost _host;
    private readonly BackfillPlan _plan;
    private readonly OpenSource _source;
    private readonly VerdictCounts _verdicts = new();
    private long _quarantined;

    public Backfill(WeirHost host, BackfillPlan plan, OpenSource source)
    {
        _host = host;
        _plan = plan;
        _source = source;
        plan.Blocks.OnVerified = verdict => _verdicts.Add(verdict, plan.Asked);
    }

    /// <summary>Says what would be done.</summary>
    public async Task<int> DescribeAsync(CancellationToken cancellationToken)
    {
        long chainId = await _source.Blocks.GetChainIdAsync(cancellationToken);
        BlockRangeSet missing = _source.Chosen;
        if (File.Exists(_plan.Warehouse.Path))
        {
            await using DuckDbReader reader = DuckDbReader.Open(_plan.Warehouse.Path, _plan.Engine);
            Ledger ledger = new(
                chainId, (await reader.GetLedgerAsync(cancellationToken)).Where(line => line.ChainId == chainId));
            missing = missing.Except(ledger.Whole(_plan.Tables, _plan.Asked).Ranges);
        }

        TextWriter output = _host.Screen.Output;
        await output.WriteLineAsync($"source     {_source.Shown}, chain {chainId}, blocks {_source.Chosen.Hull}");
        await output.WriteLineAsync(
            $"warehouse  {_plan.Warehouse}{(File.Exists(_plan.Warehouse.Path) ? string.Empty : " (would be made)")}");
        await output.WriteLineAsync($"tables     {string.Join(", ", _plan.Tables)}");
        await output.WriteLineAsync($"proof      {(_plan.Asked == ProofGroups.None ? "none" : ProofText.Format(_plan.Asked))}");
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"to load    {missing.Count:N0} of {_source.Chosen.Count:N0} blocks{(missing.Count > 0 ? $" between {missing.Hull.From} and {missing.Hull.To}" : string.Empty)}"));
        return 0;
    }

    /// <summary>Loads what is missing and says what came in.</summary>
    /// <param name="pipeline">The name under which the sequence is kept.</param>
    /// <param name="asJson">Whether the summary goes to the output as one JSON line.</param>
    /// <param name="stop">Ends the reading; what was read is committed.</param>
    public async Task<int> RunAsync(string pipeline, bool asJson, CancellationToken stop)
    {
        long chainId = await _source.Blocks.GetChainIdAsync(stop);
        await using DuckDbSink sink = new(_plan.Warehouse.Path, _plan.Engine, _host.Time);
        SinkState state = await sink.OpenAsync(
            new PipelineKey(chainId, pipeline), [.. _plan.Tables, QuarantineBatch.Table], _plan.Asked, stop);
        if (_plan.Only is { } only)
        {
            // The ledger calls these blocks whole: they are read again all the same, and what lies between them is not.
            state = state with { Whole = new BlockRangeSet(only.Hull).Except(only.Ranges).Ranges };
        }

        BlockRangeSet missing = _source.Chosen.Except(state.Whole);
        _host.Logger.Least = _plan.IsQuiet ? LogLevel.Warning : LogLevel.Information;
        Log.RunStarted(
            _host.Logger, _source.Shown, chainId, _source.Chosen.Hull.ToString(), _plan.Warehouse.ToString(), missing.Count,
            _source.Chosen.Count - missing.Count);
        ProgressLine progress = new(_host.Screen, _host.Time, missing.Count);
        PipelineRunner<BlockRun> runner = new(
            _source.Blocks, EthereumTransforms.For(_plan.Tables), sink, new PipelineOptions(), _host.Time);
        try
        {
            await runner.RunAsync(
                state,
                step =>
                {
                    _quarantined += step.QuarantinedRows;
                    progress.Add(step.Blocks, step.Rows, _plan.IsQuiet || _host.Logger.IsJson);
                },
                stop);
        }
        finally
        {
            progress.End();
        }

        await SummarizeAsync(progress, chainId, asJson);
        return stop.IsCancellationRequested ? WeirHost.Interrupted : 0;
    }

    private async Task SummarizeAsync(ProgressLine progress, long chainId, bool asJson)
    {
        double seconds = progress.Elapsed.TotalSeconds;
        Log.RunEnded(_host.Logger, progress.Blocks, progress.Rows, seconds, progress.Blocks / Math.Max(seconds, 0.001));
        if (_verdicts.Unknown > 0)
        {
            Log.StoredUnproven(_host.Logger, _verdicts.Unknown, _verdicts.Example);
        }

        if (_verdicts.Replaced > 0)
        {
            Log.DerivedReplaced(_host.Logger, _verdicts.Replaced);
        }

        if (_quarantined > 0)
        {
            Log.Quarantined(_host.Logger, _quarantined);
        }

        if (asJson)
        {
            await _host.Screen.Output.WriteLineAsync(JsonSerializer.Serialize(
                new BackfillSummary(
                    chainId, progress.Blocks, progress.Rows, _quarantined, _verdicts.Unknown, _verdicts.Replaced, Math.Round(seconds, 3)),
                AppJson.Default.BackfillSummary));
        }
    }
}

/// <summary>The summary of a run, as <c>--json</c> writes it.</summary>
internal sealed record BackfillSummary(
    long ChainId, long Blocks, long Rows, long Quarantined, long NotWhole, long DerivedReplaced, double Seconds);
