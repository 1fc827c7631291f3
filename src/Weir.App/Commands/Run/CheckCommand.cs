using System.CommandLine;
using System.CommandLine.Parsing;
using Weir.App.Settings;
using Weir.Connectors.JsonRpc;
using Weir.Core.Errors;

namespace Weir.App.Commands.Run;

/// <summary><c>weir check</c>: the configuration of a run as it is in effect, each value with its origin.</summary>
internal sealed class CheckCommand(WeirHost host)
{
    private readonly RunFlags _flags = new();

    public Command Build()
    {
        Command command = new(
            "check", "Show the configuration that weir run would use, and where each value comes from. Nothing is connected to.");
        _flags.AddTo(command);
        Help.AddExamples(command, "weir check", "weir check --config other.yaml --quorum 2");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken stop)
    {
        EffectiveFlags flags = _flags.Merge(given);
        foreach (Option option in given.CommandResult.Command.Options.Where(option => option.Name is not ("--help" or "--config")))
        {
            (string value, string origin) = Describe(flags, option);
            if (value.Length > 0)
            {
                await host.Screen.Output.WriteLineAsync($"{option.Name[2..],-16} {value,-44} {origin}");
            }
        }

        flags.File?.Notes.ForEach(note => host.Screen.Output.WriteLine(note));

        // Whatever is wrong is said as weir run would say it.
        foreach (RunChain chain in _flags.Chains(flags.Parsed))
        {
            _ = _flags.Plan(flags.Parsed, chain, _flags.Request(flags.Parsed, host, chain), host.Warehouses);
        }

        return 0;
    }

    private (string Value, string Origin) Describe(EffectiveFlags flags, Option option)
    {
        OptionResult? result = flags.Parsed.GetResult(option);
        bool isGiven = result is { Implicit: false };
        string[] texts = isGiven
            ? [.. result!.Tokens.Select(token => token.Value)]
            : Texts(option.GetDefaultValue());
        string value = string.Join(", ", texts.Select(text => Redact(option.Name, text)));
        string variable = Flags.Variable(option.Name);
        string origin = flags.Origins.TryGetValue(option.Name, out string? place) ? place
            : isGiven ? "command line"
            : Environment.GetEnvironmentVariable(variable) is { Length: > 0 } ? variable
            : "default";
        return (value.Length == 0 && isGiven ? "true" : value, origin);
    }

    private static string[] Texts(object? value) => value switch
    {
        null or false => [],
        true => ["true"],
        string[] many => many,
        _ => [value.ToString() ?? string.Empty],
    };

    private string Redact(string flag, string text)
    {
        try
        {
            return flag switch
            {
                "--source" when SourceSpec.Parse(text) is { Kind: "rpc" } spec => $"rpc:{EndpointText.Of(new Uri(spec.Rest))}"
                    + (spec.Rate is { } rate ? $" rate={rate}" : string.Empty)
                    + (spec.Units is { } units ? $" units={units}" : string.Empty),
                "--source" when SourceSpec.Parse(text) is { Kind: "firehose" } spec =>
                    $"firehose:{EndpointText.Of(new Uri(spec.Rest))}",
                "--chain" when text.Split('=', 2) is [string name, string source] => $"{name}={Redact("--source", source)}",
                "--to" => host.Warehouses.Show(WarehouseSpec.Parse(text)),
                _ => text,
            };
        }
        catch (ConfigException)
        {
            return "(not understood)";
        }
    }
}
