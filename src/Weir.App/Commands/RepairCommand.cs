using System.CommandLine;
using System.Globalization;
using Weir.App.Settings;
using Weir.Ethereum.Transforms;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Verification;
using Weir.Pipeline;
using Weir.Proofs;

namespace Weir.App.Commands;

/// <summary><c>weir repair</c>: finds the blocks that a warehouse cannot prove, and loads them again.</summary>
internal sealed class RepairCommand
{
    private readonly WeirHost _host;
    private readonly SourceFlags _sourceFlags = new();
    private readonly Option<string?> _source = SharedFlags.Source();
    private readonly Option<string?> _warehouse = SharedFlags.Warehouse();
    private readonly Option<bool> _dry = Flags.Switch("--dry", "list the bad blocks, without repairing them");
    private readonly Option<bool> _quiet = SharedFlags.Quiet();
    private readonly Option<string?> _memory = SharedFlags.Memory();

    public RepairCommand(WeirHost host) => _host = host;

    public Command Build()
    {
        Command command = new("repair", "Check every block of a warehouse against its hashes and reload the bad ones.");
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
        WarehouseCheck check = new(
            _host.Warehouses, warehouse, settings, _sourceFlags.Range(parsed), _sourceFlags.Level(parsed),
            _sourceFlags.Rules(parsed));
        bool isDry = parsed.GetValue(_dry);
        using OpenSource? source =
            isDry || parsed.GetValue(_source) is null ? null : await OpenAsync(parsed, cancellationToken);
        BackfillPlan plan = new(
            warehouse, settings, "repair", Decoders.BaseTables, _sourceFlags.Level(parsed).Asked(), parsed.GetValue(_quiet),
            new BlockRangeSet());
        long? chainId = source is null ? null : await source.Blocks.GetChainIdAsync(cancellationToken);
        if (source is not null)
        {
            plan = plan with { Tables = await StoredAsync(warehouse, chainId!.Value, cancellationToken) };
            await RecoveryRun.RunAsync(_host, plan, source, chainId!.Value, cancellationToken);
        }

        List<(long ChainId, long Number)> bad = await FindBadAsync(check, cancellationToken);
        await _host.Screen.Output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{bad.Count:N0} bad blocks"));
        if (bad.Count == 0 || isDry)
        {
            return bad.Count == 0 ? 0 : 1;
        }

        SourceSpec spec = Spec(parsed);

        // What is of another chain than the source's stays as it is, and is said.
        BlockRangeSet mendable = new(
            bad.Where(block => block.ChainId == chainId).Select(block => new BlockRange(block.Number, block.Number)));
        if (mendable.Count > 0)
        {
            SourceRequest request = _sourceFlags.Request(
                parsed, _host, new RangeSpec(mendable.Hull.From, mendable.Hull.To, null),
                tables: plan.Tables);
            using OpenSource blocks = await _host.Sources.OpenAsync(spec, request, cancellationToken);
            int code = await BackfillRun.RunAsync(
                _host, plan with { Only = mendable }, blocks, asJson: false, cancellationToken);
            if (code != 0)
            {
                return code;
            }
        }

        int left = (await FindBadAsync(check, cancellationToken)).Count;
        await _host.Screen.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{bad.Count - left:N0} blocks mended, {left:N0} stay bad"));
        return left == 0 ? 0 : 1;
    }

    private async Task<List<(long ChainId, long Number)>> FindBadAsync(
        WarehouseCheck check, CancellationToken cancellationToken)
    {
        List<(long ChainId, long Number)> bad = [];
        await foreach (BlockProof proof in check.ProveAsync(cancellationToken))
        {
            if (proof.Verdict is { IsBad: true, Block.Number: long number } verdict)
            {
                bad.Add((proof.ChainId, number));
                await _host.Screen.Output.WriteLineAsync(
                    $"bad   chain {proof.ChainId}, block {number}: {verdict.Detail}");
            }
        }

        return bad;
    }

    // The tables of the chain itself, and those that were loaded of it.
    private async Task<IReadOnlyList<TableSchema>> StoredAsync(
        WarehouseSpec warehouse, long chainId, CancellationToken cancellationToken)
    {
        Ledger ledger = await _host.Warehouses.ReadLedgerAsync(warehouse, chainId, cancellationToken);
        return [.. Decoders.Tables.Where(
            table => Decoders.BaseTables.Contains(table) || ledger.Blocks(table.Name).Count > 0)];
    }

    private SourceSpec Spec(ParseResult parsed) => SourceSpec.Parse(
        parsed.GetValue(_source) ?? throw new ConfigException(
        ErrorCodes.BadSource, "no source was given to load the bad blocks from",
        "Add --source rpc:URL, firehose:URL, files:PATH or sim:; --dry only names them."));

    private async Task<OpenSource> OpenAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        await _host.Sources.OpenAsync(
            Spec(parsed), _sourceFlags.Request(parsed, _host, RangeSpec.All), cancellationToken);
}
