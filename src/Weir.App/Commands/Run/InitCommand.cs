using System.CommandLine;
using Weir.App.Settings;
using Weir.App.Settings.Config;
using Weir.Connectors.JsonRpc;
using Weir.Core.Errors;
using Weir.Ethereum.Chains;
using Weir.Pipeline;

namespace Weir.App.Commands.Run;

/// <summary><c>weir init</c>: writes a configuration file, with what can be found out filled in.</summary>
internal sealed class InitCommand(WeirHost host)
{
    private static readonly string[] Local = ["ws://127.0.0.1:8546", "http://127.0.0.1:8545"];

    private readonly Option<string?> _source = SharedFlags.Source();
    private readonly Option<string?> _out = Flags.Text("--out", "where to write it", ConfigFile.Usual[0]);
    private readonly Option<bool> _force = Flags.Switch("--force", "write over a file that is there");

    public Command Build()
    {
        Command command = new(
            "init", "Write a configuration file with every key in it. A node at RPC_URL or on this machine is found and filled in.");
        foreach (Option option in new Option[] { _source, _out, _force })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(command, "weir init", "weir init --source rpc:wss://node.example/KEY");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        string path = parsed.GetValue(_out)!;
        if (File.Exists(path) && !parsed.GetValue(_force))
        {
            throw new ConfigException(
                ErrorCodes.BadFlag, $"{path} is there already", "Name another file with --out, or write over it with --force.");
        }

        string? given = parsed.GetValue(_source) is { } source ? SourceSpec.Parse(source).Rest
            : Environment.GetEnvironmentVariable("RPC_URL") is { Length: > 0 } variable ? variable : null;
        string url = given ?? Local[^1];
        KnownChain? chain = null;
        foreach (string candidate in given is null ? Local : [given])
        {
            if (await ChainOfAsync(candidate, stop) is { } id)
            {
                chain = KnownChains.Find(id);
                url = candidate;
                await host.Screen.Output.WriteLineAsync(
                    $"{EndpointText.Of(new Uri(candidate))} serves chain {id}{(chain is null ? string.Empty : $" ({chain.Name})")}");
                break;
            }
        }

        // A key in a URL stays in the environment.
        bool isSecret = Environment.GetEnvironmentVariable("RPC_URL") == url;
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await File.WriteAllTextAsync(path, ConfigText.Example(chain?.Network, isSecret ? "${RPC_URL}" : url), stop);
        await host.Screen.Output.WriteLineAsync($"{path} is written; weir doctor says what works, weir run follows the chain");
        return 0;
    }

    private async Task<long?> ChainOfAsync(string url, CancellationToken stop)
    {
        try
        {
            using RpcNode node = new(
                new RpcOptions
                {
                    Endpoint = new Uri(url),
                    Timeout = TimeSpan.FromSeconds(5),
                    Retry = new RetryOptions { Attempts = 0 },
                },
                host.Time);
            return await node.GetChainIdAsync(stop);
        }
        catch (WeirException)
        {
            return null;
        }
    }
}
