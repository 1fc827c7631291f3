using System.CommandLine;
using Weir.App.Settings;
using Weir.Connectors;
using Weir.Connectors.DuckDb;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Verification;

namespace Weir.App.Commands;

/// <summary><c>weir backfill</c>: a range of blocks from a source into a warehouse, once and whole.</summary>
internal sealed class BackfillCommand
{
    private readonly WeirHost _host;
    private readonly SourceFlags _sourceFlags = new();
    private readonly Option<string?> _source = SharedFlags.Source();
    private readonly Option<string?> _to = SharedFlags.To();
    private readonly Option<string?> _tables = SharedFlags.Tables();
    private readonly Option<bool> _dry = Flags.Switch("--dry", "say what would be done, and do nothing");
    private readonly Option<bool> _json = SharedFlags.Json();
    private readonly Option<bool> _quiet = SharedFlags.Quiet();
    private readonly Option<string?> _memory = SharedFlags.LoadMemory();

    public BackfillCommand(WeirHost host) => _host = host;

    public Command Build()
    {
        Command command = new("backfill", "Load a range of blocks, verified, into a warehouse; resumes where it stopped.");
        foreach (Option option in new Option[] { _source, _to, _tables, _dry, _json, _quiet, _memory })
        {
            command.Options.Add(option);
        }

        _sourceFlags.AddTo(command);
        Help.AddExamples(
            command,
            "weir backfill --source rpc:http://127.0.0.1:8545 --blocks 18000000:18001000",
            "weir backfill --source rpc:https://node.example/KEY --blocks=-1000: --to duckdb:eth.duckdb",
            "weir backfill --source files:blocks/ --dry");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        BackfillPlan plan = new(
            SourceSpec.Parse(parsed.GetValue(_source) ?? throw new ConfigException(
                ErrorCodes.BadSource, "no source was given", "Add --source rpc:URL, files:PATH or sim:.")),
            WarehouseSpec.Parse(parsed.GetValue(_to)!),
            TableNames.Parse(parsed.GetValue(_tables)!),
            _sourceFlags.Level(parsed).Asked(),
            _sourceFlags.Blocks(parsed),
            // Reading and transforming have threads of their own: a second one of the engine's mostly waits, and burns a fifth more.
            new DuckDbOptions { MemoryLimit = parsed.GetValue(_memory), Threads = 1 },
            IsQuiet: parsed.GetValue(_quiet));
        SourceRequest request = _sourceFlags.Request(parsed, plan.Blocks, _host.WarnOfRetry);
        using OpenSource source = await _host.Sources.OpenAsync(plan.Source, request, cancellationToken);
        Backfill backfill = new(_host, plan, source);
        return parsed.GetValue(_dry)
            ? await backfill.DescribeAsync(cancellationToken)
            : await backfill.RunAsync("backfill", parsed.GetValue(_json), cancellationToken);
    }
}

/// <summary>What a backfill is to do.</summary>
/// <param name="Only">The blocks to load, whatever the ledger says of them; null for all that it misses.</param>
internal sealed record BackfillPlan(
    SourceSpec Source, WarehouseSpec Warehouse, IReadOnlyList<TableSchema> Tables, ProofGroups Asked, BlockSourceOptions Blocks,
    DuckDbOptions Engine, bool IsQuiet, BlockRangeSet? Only = null);
