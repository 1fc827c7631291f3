using System.CommandLine;
using System.Text.Json;
using Weir.App.Settings;
using Weir.Connectors.JsonRpc;
using Weir.Connectors.JsonRpc.Alchemy;
using Weir.Connectors.JsonRpc.Pending;

namespace Weir.App.Commands.Run;

/// <summary>
/// <c>weir stream pending|mined</c>: transactions as nodes tell of them, a JSON line each, until it is stopped.
/// </summary>
internal sealed class StreamCommand
{
    private readonly WeirHost _host;
    private readonly SourceFlags _flags = new();
    private readonly Option<string[]> _source = SharedFlags.Sources();
    private readonly Option<string[]> _from = Accounts("--from", "only those from this account; may be given more than once");
    private readonly Option<string[]> _to = Accounts("--to", "only those to this account; may be given more than once");

    public StreamCommand(WeirHost host) => _host = host;

    public Command Build() => new("stream", "Print transactions as nodes tell of them, a JSON line each.")
    {
        Part(
            "pending", "Transactions that wait to be mined, each once: by alchemy_pendingTransactions or newPendingTransactions.",
            PendingAsync),
        Part("mined", "Transactions as they are mined, and as they leave the chain again: by alchemy_minedTransactions.", MinedAsync),
    };

    private Command Part(string name, string description, Func<RpcNodes, AccountFilter, CancellationToken, Task> run)
    {
        Command command = new(name, description);
        command.Options.Add(_source);
        command.Options.Add(_from);
        command.Options.Add(_to);
        _flags.AddNodeFlagsTo(command);
        Help.AddExamples(command, $"weir stream {name} --source rpc:ws://127.0.0.1:8546 --to 0x7a250d5630b4cf539739df2c5dacb4c659f2488d");
        command.SetAction(async (parsed, stop) =>
        {
            AccountFilter filter = AccountFilter.Parse(parsed.GetValue(_from)!, parsed.GetValue(_to)!);
            using RpcNodes nodes = await _host.Sources.OpenNodesAsync(
                SourceSpec.ParseAll(parsed.GetValue(_source) ?? []), _flags.Request(parsed, _host, RangeSpec.All), stop);
            try
            {
                await run(nodes, filter, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Being stopped is how it ends.
            }

            return 0;
        });
        return command;
    }

    private async Task PendingAsync(RpcNodes nodes, AccountFilter filter, CancellationToken stop)
    {
        await using PendingWatch watch = new(nodes, filter, _host.Time, note => Log.SourceNote(_host.Logger, note));
        await foreach (PendingTransaction one in watch.ReadAsync(stop))
        {
            await WriteAsync(one.Json);
        }
    }

    private async Task MinedAsync(RpcNodes nodes, AccountFilter filter, CancellationToken stop)
    {
        await using MinedWatch watch = new(nodes, filter, _host.Time, note => Log.SourceNote(_host.Logger, note));
        await foreach (JsonElement one in watch.ReadAsync(stop))
        {
            await WriteAsync(one);
        }
    }

    private async Task WriteAsync(JsonElement json)
    {
        await _host.Screen.Output.WriteLineAsync(json.GetRawText().ReplaceLineEndings(" "));
        await _host.Screen.Output.FlushAsync();
    }

    private static Option<string[]> Accounts(string name, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => [],
    };
}
