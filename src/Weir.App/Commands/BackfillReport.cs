using System.Text.Json;
using Weir.App.Terminal;
using Weir.Core;
using Weir.Pipeline;

namespace Weir.App.Commands;

/// <summary>Counts what a run brings, and sums it up.</summary>
internal sealed class BackfillReport(WeirHost host, long chainId, ProgressLine progress)
{
    private VerdictCounts _verdicts;
    private long _quarantined;

    /// <summary>Counts a commit, and draws the progress.</summary>
    public void Add(PipelineProgress step, bool isQuiet)
    {
        _verdicts += step.Verdicts;
        _quarantined += step.QuarantinedRows;
        progress.Add(step.Blocks, step.Rows, isQuiet);
    }

    /// <summary>Says what came in and what was found; as one JSON line too where asked.</summary>
    public async Task EndAsync(bool asJson)
    {
        double seconds = progress.Elapsed.TotalSeconds;
        Log.RunEnded(host.Logger, progress.Blocks, progress.Rows, seconds, progress.Blocks / Math.Max(seconds, 0.001));
        if (_verdicts.NotWhole > 0)
        {
            Log.StoredUnproven(host.Logger, _verdicts.NotWhole, _verdicts.Example);
        }

        if (_verdicts.DerivedReplaced > 0)
        {
            Log.DerivedReplaced(host.Logger, _verdicts.DerivedReplaced);
        }

        if (_verdicts.NodesWord > 0)
        {
            Log.NodesWord(host.Logger, _verdicts.NodesWord, chainId);
        }

        if (_quarantined > 0)
        {
            Log.Quarantined(host.Logger, _quarantined);
        }

        if (asJson)
        {
            BackfillSummary summary = new(
                chainId, progress.Blocks, progress.Rows, _quarantined, _verdicts.NotWhole, _verdicts.DerivedReplaced,
                _verdicts.NodesWord, Math.Round(seconds, 3));
            await host.Screen.Output.WriteLineAsync(JsonSerializer.Serialize(summary, AppJson.Default.BackfillSummary));
        }
    }
}

/// <summary>The summary of a run, as <c>--json</c> writes it.</summary>
internal sealed record BackfillSummary(
    long ChainId, long Blocks, long Rows, long Quarantined, long NotWhole, long DerivedReplaced, long NodesWord,
    double Seconds);
