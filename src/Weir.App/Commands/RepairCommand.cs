using System.CommandLine;
using System.Globalization;
using Weir.App.Settings;
using Weir.Ethereum.Transforms;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Verification;
using Weir.Proofs;

namespace Weir.App.Commands;

/// <summary><c>weir repair</c>: finds the blocks that a warehouse cannot prove, and loads them again.</summary>
internal sealed class RepairCommand
{
    private readonly WeirHost _host;
    private readonly SourceFlags _sourceFlags = new();
    private readonly Option<string?> _source = SharedFlags.Source();
    private readonly Option<string?> _warehouse = SharedFlags.Warehouse();
    private readonly Option<bool> _dry = Flags.Switch("--dry", "name the bad blocks, and do nothing");
    private readonly Option<bool> _quiet = SharedFlags.Quiet();
    private readonly Option<string?> _memory = SharedFlags.Memory();

    public RepairCommand(WeirHost host) => _host = host;

    public Command Build()
    {
        Command command = new("repair", "Prove the warehouse from its rows, and load again what is bad.");
        foreach (Option option in new Option[] { _source, _warehouse, _dry, _quiet, _memory })
        {
            command.Options.Add(option);
        }

        _sourceFlags.AddTo(command);
        Help.AddExamples(
            command,
            "weir repair --source rpc:http://127.0.0.1:8545 --dry",
            "weir repair --source rpc:http://127.0.0.1:8545 --warehouse duckdb:eth.duckdb");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        WarehouseSpec warehouse = WarehouseSpec.Parse(parsed.GetValue(_warehouse)!);
        WarehouseSettings settings = new(parsed.GetValue(_memory));
        WarehouseCheck check = new(_host.Warehouses, warehouse, settings, _sourceFlags.Range(parsed), _sourceFlags.Level(parsed));
        BlockRangeSet bad = new();
        await foreach (BlockProof proof in check.ProveAsync(cancellationToken))
        {
            if (proof.Verdict is { IsBad: true, Block.Number: long number } verdict)
            {
                bad.Add(new BlockRange(number, number));
                await _host.Screen.Output.WriteLineAsync($"bad   block {number}: {verdict.Detail}");
            }
        }

        await _host.Screen.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{bad.Count:N0} bad blocks"));
        if (bad.Count == 0 || parsed.GetValue(_dry))
        {
            return bad.Count == 0 ? 0 : 1;
        }

        SourceSpec spec = SourceSpec.Parse(parsed.GetValue(_source) ?? throw new ConfigException(
            ErrorCodes.BadSource, "no source was given to load the bad blocks from", "Add --source rpc:URL, files:PATH or sim:."));
        BackfillPlan plan = new(
            warehouse, settings, "repair", Decoders.Tables, _sourceFlags.Level(parsed).Asked(), parsed.GetValue(_quiet), bad);
        SourceRequest request = _sourceFlags.Request(
            parsed, _host.WarnOfRetry, new RangeSpec(bad.Hull.From, bad.Hull.To, null));
        using OpenSource source = await _host.Sources.OpenAsync(spec, request, cancellationToken);
        return await BackfillRun.RunAsync(_host, plan, source, asJson: false, cancellationToken);
    }
}
