using System.CommandLine;
using Weir.App.Api;
using Weir.App.Settings;

namespace Weir.App.Commands.Serve;

/// <summary><c>weir serve</c>: the HTTP API and the page on a warehouse, until it is stopped.</summary>
internal sealed class ServeCommand(WeirHost host)
{
    private readonly Option<string?> _warehouse = SharedFlags.Warehouse();
    private readonly Option<string?> _memory = SharedFlags.Memory();
    private readonly ServeFlags _flags = new(isOption: false);

    public Command Build()
    {
        Command command = new("serve", "Serve the HTTP API and the page on a warehouse; it is opened for reading only.");
        command.Options.Add(_warehouse);
        command.Options.Add(_memory);
        _flags.AddTo(command);
        Help.AddExamples(
            command,
            "weir serve --warehouse duckdb:weir.duckdb",
            "weir serve --warehouse \"postgres:Host=db;Database=weir\" --port 8080",
            "WEIR_API_KEY=… weir serve --bind 0.0.0.0 --public-host weir.example --cors https://page.example");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        WarehouseSpec warehouse = WarehouseSpec.Parse(parsed.GetValue(_warehouse)!);
        await using ApiServer server = await _flags.StartAsync(
            parsed, host, warehouse, new WarehouseSettings(parsed.GetValue(_memory)), stop);
        await host.Screen.Output.WriteLineAsync(server.Url.ToString());
        await Task.Delay(Timeout.InfiniteTimeSpan, host.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
}
