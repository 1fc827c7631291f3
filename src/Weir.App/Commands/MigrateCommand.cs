using System.CommandLine;
using System.Globalization;
using Weir.App.Settings;
using Weir.Ethereum.Transforms;

namespace Weir.App.Commands;

/// <summary><c>weir migrate</c>: brings a warehouse of an earlier version to this one, with its rows.</summary>
internal sealed class MigrateCommand
{
    private readonly WeirHost _host;
    private readonly Option<string?> _warehouse = SharedFlags.Warehouse();
    private readonly Option<bool> _dry = Flags.Switch("--dry", "show what would be done, without doing it");

    public MigrateCommand(WeirHost host) => _host = host;

    public Command Build()
    {
        Command command = new(
            "migrate", "Bring a warehouse to this version: missing columns, views and indexes; rows stay as they are.");
        command.Options.Add(_warehouse);
        command.Options.Add(_dry);
        Help.AddExamples(
            command,
            "weir migrate --dry --warehouse duckdb:eth.duckdb",
            "weir migrate --warehouse \"postgres:Host=127.0.0.1;Database=chain\"");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        bool isDry = parsed.GetValue(_dry);
        IReadOnlyList<string> steps = await _host.Warehouses.MigrateAsync(
            WarehouseSpec.Parse(parsed.GetValue(_warehouse)!), Decoders.AllTables, isDry, cancellationToken);
        foreach (string step in steps)
        {
            await _host.Screen.Output.WriteLineAsync(step);
        }

        await _host.Screen.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{steps.Count:N0} changes{(isDry ? " would be made" : " made")}"));
        return 0;
    }
}
