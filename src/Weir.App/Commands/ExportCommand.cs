using System.CommandLine;
using System.Globalization;
using Weir.App.Settings;
using Weir.Connectors.Export;
using Weir.Connectors.Lake;
using Weir.Core;
using Weir.Core.Errors;

namespace Weir.App.Commands;

/// <summary><c>weir export</c>: tables of the warehouse into files.</summary>
internal sealed class ExportCommand
{
    private const string Prefix = "files:";

    private readonly WeirHost _host;
    private readonly Argument<string[]> _tables =
        new("tables") { Description = "tables or views to export", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _warehouse = SharedFlags.Warehouse();
    private readonly Option<string?> _to = Flags.Text("--to", $"the folder: {LakeOptions.Form}", "files:export");
    private readonly Option<string?> _schema =
        Flags.Text("--schema", "columns and formatting: Weir's own, or exactly ethereum-etl's", "weir", "weir",
            "ethereum-etl");

    private readonly Option<string?> _blocks = Flags.Text("--blocks", "blocks to take: A:B (both included), A:+N");
    private readonly Option<string?> _chainId = SharedFlags.ChainId();
    private readonly Option<string?> _memory = SharedFlags.Memory();

    public ExportCommand(WeirHost host) => _host = host;

    public Command Build()
    {
        Command command = new("export", "Write tables of the warehouse as Parquet, CSV or JSON lines.");
        command.Arguments.Add(_tables);
        foreach (Option option in new Option[] { _warehouse, _to, _schema, _blocks, _chainId, _memory })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command,
            "weir export token_transfers --to \"files:out?format=parquet\"",
            "weir export blocks transactions receipts logs token_transfers --schema ethereum-etl --to \"files:out?format=csv\"");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        LakeOptions to = ParseDestination(parsed.GetValue(_to)!);
        BlockRange blocks = parsed.GetValue(_blocks) is { } text ? RangeSpec.Parse(text).Resolve(BlockRange.All.To)
            : BlockRange.All;
        WarehouseSpec warehouse = WarehouseSpec.Parse(parsed.GetValue(_warehouse)!);
        await using IWarehouseExporter exporter =
            _host.Warehouses.OpenExporter(warehouse, new WarehouseSettings(parsed.GetValue(_memory)),
                SharedFlags.ParseChainId(parsed.GetValue(_chainId)));
        ExportRequest request = new(
            parsed.GetValue(_tables)!, to.Folder, to.Format,
            parsed.GetValue(_schema) == "weir" ? ExportSchema.Weir : ExportSchema.EthereumEtl, blocks);
        foreach (ExportedFile file in await exporter.ExportAsync(request, cancellationToken))
        {
            await _host.Screen.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{file.Path}: {file.Rows:N0} rows, {file.Bytes:N0} bytes"));
        }

        return 0;
    }

    private static LakeOptions ParseDestination(string text) => text.StartsWith(Prefix, StringComparison.Ordinal)
        ? LakeOptions.Parse(text[Prefix.Length..])
        : throw new ConfigException(
            ErrorCodes.BadDestination, $"'{text}' is not a destination of an export", $"Write {LakeOptions.Form}.");
}
