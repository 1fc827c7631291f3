using System.CommandLine;
using Weir.App.Settings;
using Weir.Connectors;
using Weir.Connectors.Files;
using Weir.Core;
using Weir.Ethereum.Verification;
using Weir.Proofs;

namespace Weir.App.Commands;

/// <summary><c>weir verify</c>: proves blocks of a source, or a warehouse.</summary>
internal sealed class VerifyCommand
{
    private readonly WeirHost _host;
    private readonly SourceFlags _sourceFlags = new();
    private readonly Argument<string> _what = new("what") { Description = "files:PATH, rpc:URL, firehose:URL, sim:…, duckdb:PATH or postgres:…" };
    private readonly Option<bool> _proofs =
        Flags.Switch("--proofs", "rebuild every block from its rows and check it against its hashes");
    private readonly Option<bool> _json = SharedFlags.Json();
    private readonly Option<string?> _memory = SharedFlags.Memory();

    public VerifyCommand(WeirHost host) => _host = host;

    public Command Build()
    {
        Command command =
            new("verify", "Check the blocks of a source against their hashes, or a warehouse against itself.");
        command.Arguments.Add(_what);
        command.Options.Add(_proofs);
        command.Options.Add(_json);
        command.Options.Add(_memory);
        _sourceFlags.AddTo(command);
        Help.AddExamples(
            command,
            "weir verify files:blocks/ --json",
            "weir verify rpc:http://127.0.0.1:8545 --blocks=-100:",
            "weir verify duckdb:weir.duckdb",
            "weir verify duckdb:weir.duckdb --proofs --blocks 18000000:+100");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string what = parsed.GetValue(_what)!;
        VerifyReport report = new(_host.Screen, parsed.GetValue(_json), _sourceFlags.Level(parsed) == VerifyLevel.Full);
        if (_host.Warehouses.IsWarehouse(what))
        {
            WarehouseCheck check = new(
                _host.Warehouses, WarehouseSpec.Parse(what), new WarehouseSettings(parsed.GetValue(_memory)),
                _sourceFlags.Range(parsed), _sourceFlags.Level(parsed), _sourceFlags.Rules(parsed));
            if (parsed.GetValue(_proofs))
            {
                await foreach (BlockProof proof in check.ProveAsync(cancellationToken))
                {
                    report.Add(BlockLine.Of(proof));
                }
            }

            await foreach (TableReport table in check.CheckTablesAsync(cancellationToken))
            {
                report.Add(table);
            }
        }
        else
        {
            await foreach (BlockLine line in ReadAsync(SourceSpec.Parse(what), parsed, cancellationToken))
            {
                report.Add(line);
            }
        }

        return report.End();
    }

    private async IAsyncEnumerable<BlockLine> ReadAsync(
        SourceSpec spec, ParseResult parsed,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BlockSourceOptions options = _sourceFlags.Blocks(parsed);
        if (spec.Kind == "files")
        {
            FilesCheck files =
                new(new BlockFolder(spec.Rest, _sourceFlags.ChainId(parsed)), options, _sourceFlags.Range(parsed));
            foreach (BlockLine line in await files.RunAsync(cancellationToken))
            {
                yield return line;
            }

            yield break;
        }

        SourceRequest request = _sourceFlags.Request(parsed, _host);
        using OpenSource source = await _host.Sources.OpenAsync(spec, request, cancellationToken);
        await foreach (BlockVerdict verdict in source.Blocks.VerifyAsync(cancellationToken))
        {
            yield return BlockLine.Of(verdict);
        }
    }
}
