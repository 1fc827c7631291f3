using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Weir.App.Commands.Simulate;
using Weir.App.Settings;
using Weir.Connectors.DeltaStream;
using Weir.Connectors.DeltaStream.Local;
using Weir.Core.Errors;
using Weir.Simulation.Events;

namespace Weir.App.Commands.DeltaStream;

/// <summary><c>weir deltastream serve|clean</c>.</summary>
internal sealed class DeltaStreamCommands
{
    private static readonly char[] Comma = [','];

    private readonly WeirHost _host;
    private readonly Option<int> _port =
        Flags.Number("--port", "port on the loopback address; 0 picks a free one", 8086, 0, 65_535);
    private readonly Option<string?> _token =
        Flags.Text("--token", "the token that clients must send (DELTASTREAM_TOKEN, else a new one, printed)");
    private readonly Option<string?> _stores =
        Flags.Text("--stores", "stores, comma-separated; the first is the default", "kafka_store");
    private readonly Option<string?> _databases = Flags.Text("--databases", "databases, comma-separated", "default");
    private readonly Option<string?> _kafka = Flags.Text(
        "--kafka", "HOST:PORT[?tls=true] of brokers whose topics are the first store's entities (WEIR_KAFKA_USER, WEIR_KAFKA_PASSWORD); else memory");

    private readonly Option<int> _pending =
        Flags.Number("--pending", "how many polls of each statement to answer with 202", 0, 0, 1_000);
    private readonly Option<string?> _scheme = Flags.Text(
        "--stream-scheme", "the scheme of a stream's address: http for Go's and TypeScript's clients, ws for Python's", "http", "http", "ws");

    private readonly Option<string?> _envFile = SimulateFlags.EnvFileOption();

    private DeltaStreamCommands(WeirHost host) => _host = host;

    public static Command Build(WeirHost host)
    {
        Command command =
            new("deltastream", "A local DeltaStream-protocol server, and the clean-up of the generator's entities.");
        command.Subcommands.Add(new DeltaStreamCommands(host).Serve());
        command.Subcommands.Add(new DeltaStreamCommands(host).Clean());
        return command;
    }

    private Command Serve()
    {
        Command command =
            new("serve",
                "Serve DeltaStream's REST v2 protocol on the loopback address, from memory or before a Kafka, until interrupted.");
        foreach (Option option in (Option[])[_port, _token, _stores, _databases, _kafka, _pending, _scheme, _envFile])
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command,
            "weir deltastream serve > local.env &",
            "weir simulate --mode seed-compat --to deltastream: --env-file local.env",
            "weir deltastream serve --kafka 127.0.0.1:9092 > local.env &",
            "weir deltastream serve --port 9000 --token secret --pending 2");
        command.SetAction(ServeAsync);
        return command;
    }

    private Command Clean()
    {
        Command command = new("clean", "Drop the entities that the event generator makes, with all that is in them.");
        command.Options.Add(_envFile);
        Help.AddExamples(command, "weir deltastream clean", "weir deltastream clean --env-file local.env");
        command.SetAction(CleanAsync);
        return command;
    }

    private async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        DotEnv environment = DotEnv.Of(parsed.GetValue(_envFile));
        LocalDeltaStreamOptions options = new()
        {
            Port = parsed.GetValue(_port),
            Token = parsed.GetValue(_token) ?? environment["DELTASTREAM_TOKEN"]
            ?? RandomNumberGenerator.GetHexString(32, true),
            Stores = Names(parsed, _stores),
            Databases = Names(parsed, _databases),
            Kafka = parsed.GetValue(_kafka) is { } brokers ? KafkaDestination.Connection(brokers, environment) : null,
            PendingPolls = parsed.GetValue(_pending),
            StreamScheme = parsed.GetValue(_scheme)!,
        };
        await using LocalDeltaStream server = await StartAsync(options, cancellationToken);
        await _host.Screen.Output.WriteAsync(
            $"DELTASTREAM_SERVER_URL={server.Url}\nDELTASTREAM_TOKEN={options.Token}\nDELTASTREAM_ORG_ID={Guid.Empty}\n"
            + $"DELTASTREAM_DATABASE_NAME={options.Databases[0]}\nSTORE_NAME={options.Stores[0]}\n");
        await _host.Screen.Output.FlushAsync(cancellationToken);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _host.Time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await _host.Screen.Error.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{server.Count:N0} statements served"));
        }

        return 0;
    }

    private async Task<LocalDeltaStream> StartAsync(
        LocalDeltaStreamOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await LocalDeltaStream.StartAsync(options, _host.Time, cancellationToken);
        }
        catch (IOException error)
        {
            throw new ConfigException(ErrorCodes.BadFlag, $"port {options.Port} cannot be served: {error.Message}",
                "Choose another --port; 0 takes a free one.");
        }
    }

    private async Task<int> CleanAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        DeltaStreamDestination destination =
            DeltaStreamDestination.Parse(string.Empty, DotEnv.Of(parsed.GetValue(_envFile)));
        await using DeltaStreamEventSink sink = destination.Create(_host.Time, isSeedCompat: false);
        await sink.CleanAsync(EventTopics.WithLabels, _host.Screen.Output.WriteLine, cancellationToken);
        return 0;
    }

    private static string[] Names(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option)!.Split(
            Comma, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } names
            ? names
            : throw new ConfigException(ErrorCodes.BadFlag, $"{option.Name} names nothing", "Write one or more names.");
}
