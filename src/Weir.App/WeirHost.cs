using System.CommandLine;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Weir.App.Commands;
using Weir.App.Settings;
using Weir.App.Terminal;
using Weir.Core.Errors;

namespace Weir.App;

/// <summary>The one place that knows every concrete type: commands, sources, the screen and the clock.</summary>
internal sealed class WeirHost
{
    /// <summary>Exit code for wrong usage, configuration or SQL.</summary>
    public const int WrongUsage = 2;

    /// <summary>Exit code after Ctrl-C.</summary>
    public const int Interrupted = 130;

    private readonly Option<string?> _log =
        Flags.Text("--log", "log format: text, or json (one object per line)", "text", "text", "json");
    private readonly Option<bool> _verbose =
        new("--verbose") { Description = "show stack traces with errors", Recursive = true };
    private bool _isVerbose;

    public WeirHost(Screen screen, TimeProvider time)
    {
        Screen = screen;
        Time = time;
        Sources = new BlockSources(time);
        Warehouses = new Warehouses(time, WarnOfRetry);
        Logger = new ScreenLogger(screen.Error, time, isJson: false);
        Meter = new Operations.WeirMeter(time);
    }

    /// <summary>What pipelines and the API of this process do.</summary>
    public Operations.WeirMeter Meter { get; private init; }

    public Screen Screen { get; }

    public TimeProvider Time { get; }

    public BlockSources Sources { get; }

    public Warehouses Warehouses { get; }

    /// <summary>Called by a pipeline once it has opened its warehouse; null where no one waits for that.</summary>
    public Action? WarehouseOpened { get; set; }

    /// <summary>The same host for one of several chains of this process: what is logged names it.</summary>
    public WeirHost For(string chain) =>
        new(Screen, Time) { Logger = Logger.For(chain), Meter = Meter, WarehouseOpened = () => WarehouseOpened?.Invoke() };

    /// <summary>What happens in a run, on the error stream; see <see cref="Log"/>.</summary>
    public ScreenLogger Logger { get; private set; }

    /// <summary>Runs the command line with the process's own streams and signals.</summary>
    public static async Task<int> MainAsync(string[] args)
    {
        await using Stream bytes = Console.OpenStandardOutput();
        Screen screen = new(Console.Out, Console.Error, !Console.IsErrorRedirected, bytes);
        using CancellationTokenSource stop = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        return await new WeirHost(screen, TimeProvider.System).InvokeAsync(args, stop.Token);

        void OnSignal(PosixSignalContext context)
        {
            // The first signal asks for a clean end; the second one has its usual effect.
            context.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    /// <summary>Parses and runs one command line.</summary>
    public async Task<int> InvokeAsync(string[] args, CancellationToken stop)
    {
        return await RunAsync(async () =>
        {
            ParseResult parsed = BuildRoot().Parse(args);
            _isVerbose = parsed.GetValue(_verbose);
            if (parsed.Errors.Count == 0)
            {
                Logger = CreateLogger(parsed);
            }

            if (parsed.Errors.Count > 0 && !Help.IsAsked(parsed))
            {
                foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors)
                {
                    await Screen.Error.WriteLineAsync($"weir: {error.Message}");
                }

                await Screen.Error.WriteLineAsync($"Try '{CommandPath(parsed)} --help'.");
                return WrongUsage;
            }

            InvocationConfiguration configuration = new()
            {
                Output = Screen.Output,
                Error = Screen.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, stop);
        });
    }

    // The one place that decides what is logged, and how.
    private ScreenLogger CreateLogger(ParseResult parsed)
    {
        Option<bool>? quiet = parsed.CommandResult.Command.Options.OfType<Option<bool>>()
            .FirstOrDefault(option => option.Name == SharedFlags.QuietName);
        return new ScreenLogger(Screen.Error, Time, parsed.GetValue(_log) == "json")
        {
            // A line a block is for programs.
            Least = quiet is not null && parsed.GetValue(quiet) ? LogLevel.Warning
                : parsed.GetValue(_log) == "json" ? LogLevel.Debug : LogLevel.Information,
        };
    }

    // Turns the failures of any command into messages and exit codes.
    private async Task<int> RunAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (WeirException error)
        {
            Log.Failed(Logger, error.Message, error.Remedy, error.Code);
            if (_isVerbose)
            {
                await Screen.Error.WriteLineAsync(error.ToString());
            }

            return error.ExitCode;
        }
        catch (OperationCanceledException)
        {
            Log.Interrupted(Logger);
            return Interrupted;
        }
    }

    /// <summary>Tells the user that a request is repeated.</summary>
    public void WarnOfRetry(WeirException error, TimeSpan pause) =>
        Log.Retrying(Logger, error.Message, error.Code, pause.TotalSeconds);

    internal RootCommand BuildRoot()
    {
        RootCommand root =
            new("Weir takes Ethereum blocks from a node, proves them whole, decodes them and keeps them where SQL can ask.");
        _log.Recursive = true;
        root.Options.Add(_log);
        root.Options.Add(_verbose);
        root.Subcommands.Add(new DemoCommand(this).Build());
        root.Subcommands.Add(new Commands.Simulate.SimulateCommand(this).Build());
        root.Subcommands.Add(Commands.DeltaStream.DeltaStreamCommands.Build(this));
        root.Subcommands.Add(new Commands.Run.RunCommand(this).Build());
        root.Subcommands.Add(new Commands.Run.InitCommand(this).Build());
        root.Subcommands.Add(new Commands.Run.CheckCommand(this).Build());
        root.Subcommands.Add(new Commands.Run.DoctorCommand(this).Build());
        root.Subcommands.Add(new Commands.Run.StreamCommand(this).Build());
        root.Subcommands.Add(new BackfillCommand(this).Build());
        root.Subcommands.Add(new AssetTransfersCommand(this).Build());
        root.Subcommands.Add(new TokensCommand(this).Build());
        root.Subcommands.Add(new Commands.Subgraph.SubgraphCommands(this).Build());
        root.Subcommands.Add(new Commands.Chaos.ChaosCommand(this).Build());
        root.Subcommands.Add(new Commands.Kafka.IngestCommand(this).Build());
        root.Subcommands.Add(new Commands.Kafka.TransformCommand(this).Build());
        root.Subcommands.Add(new Commands.Serve.ServeCommand(this).Build());
        root.Subcommands.Add(new Commands.Serve.ShowcaseCommand(this).Build());
        root.Subcommands.Add(new QueryCommand(this).Build());
        root.Subcommands.Add(new ExportCommand(this).Build());
        root.Subcommands.Add(new VerifyCommand(this).Build());
        root.Subcommands.Add(new RepairCommand(this).Build());
        root.Subcommands.Add(new MigrateCommand(this).Build());
        root.Subcommands.Add(new Commands.Mev.ExplainCommand(this).Build());
        root.Subcommands.Add(Commands.Risk.RiskCommand.Build(
            new Commands.Risk.WarehousePriceQuery(Warehouses), Warehouses,
            new Commands.Risk.MevCommand(Warehouses).Build()));
        root.Subcommands.Add(Commands.Sql.SqlCommands.Build());
        root.Subcommands.Add(VersionCommand.Build(this));
        return root;
    }

    private static string CommandPath(ParseResult parsed)
    {
        List<string> names = [];
        for (System.CommandLine.Parsing.CommandResult? command = parsed.CommandResult; command is not null;
            command = command.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Insert(0, command.Parent is null ? "weir" : command.Command.Name);
        }

        return string.Join(' ', names);
    }
}
