using System.CommandLine;
using System.Globalization;
using System.Net;
using Weir.App.Api;
using Weir.App.Api.Answering;
using Weir.App.Commands.Risk.Series;
using Weir.App.Settings;
using Weir.Core.Errors;
using Weir.Pipeline;

namespace Weir.App.Commands.Serve;

/// <summary>The flags of the HTTP server: of <c>serve</c>, or beside a pipeline with <c>--serve PORT</c>.</summary>
internal sealed class ServeFlags
{
    private const string KeyVariable = "WEIR_API_KEY";
    private const string PortVariable = "PORT";
    private const string OtlpVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const int DefaultPort = 5_000;
    private const string ServingMemory = "1GB";

    private readonly bool _isOption;
    private readonly Option<int?> _port;
    private readonly Option<string?> _bind = Flags.Text(
        "--bind", "the address to listen on; another than this machine's own needs a key or --allow-anonymous", "127.0.0.1");
    private readonly Option<bool> _anonymous = Flags.Switch(
        "--allow-anonymous", $"let anyone who reaches the address read (else requests need the key of {KeyVariable})");
    private readonly Option<string[]> _cors = List("--cors", "an origin whose pages may read the API, or *; may be repeated");
    private readonly Option<string[]> _hosts = List("--public-host", "a name that the server is reached by from outside; may be repeated");
    private readonly Option<int> _rate = Flags.Number(
        "--rate-limit", "requests a second that one address may make, 0 for any number", new ApiLimits().RequestsPerSecond, 0, 1_000_000);
    private readonly Option<string?> _prices = Flags.Text(
        "--prices", "CSV (or CSV.gz) of prices for the value at risk, in place of the warehouse's");

    /// <param name="isOption">Whether the server is an option of a pipeline.</param>
    public ServeFlags(bool isOption)
    {
        _isOption = isOption;
        _port = new Option<int?>(isOption ? "--serve" : "--port")
        {
            HelpName = "port",
            DefaultValueFactory = _ => null,
            Description = isOption ? "serve the API and the page on this port meanwhile, 0 for any free one"
                : $"the port, 0 for any free one (default: {PortVariable}, or {DefaultPort})",
        };
        _port.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out int port)
                && port is < 0 or > 65_535)
            {
                result.AddError($"{_port.Name} {port} is out of range: it goes from 0 to 65535");
            }
        });
    }

    /// <summary>Adds the flags to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _port, _bind, _anonymous, _cors, _hosts, _rate, _prices })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The memory of a load's engine: more where questions are answered by it as well.</summary>
    public string? Memory(ParseResult parsed, Option<string?> memory) =>
        parsed.GetValue(_port) is not null && parsed.GetResult(memory) is { Implicit: true } or null ? ServingMemory : parsed.GetValue(memory);

    /// <summary>The server beside a pipeline; null where none was asked for.</summary>
    public async Task<IAsyncDisposable?> StartAsync(
        ParseResult parsed, WeirHost host, BackfillPlan plan, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_port) is null)
        {
            return null;
        }

        // The pipeline opens the file first, to write it: who opens it for reading before would keep it from that. From then
        // on it stays open here, so that it is never another's between two attempts.
#pragma warning disable CA2000 // What is returned owns both.
        PipelineHold hold = new(() => host.Warehouses.OpenQuery(plan.Warehouse, plan.Settings));
        host.WarehouseOpened = hold.Open;
        ApiServer server = await ServedWarehouse.StartAsync(
            host, plan.Warehouse, plan.Settings, Options(parsed), Prices(parsed), () => hold.IsOpen, cancellationToken);
        return new Beside(server, hold);
#pragma warning restore CA2000
    }

    /// <summary>Starts the server.</summary>
    public async Task<ApiServer> StartAsync(
        ParseResult parsed, WeirHost host, WarehouseSpec warehouse, WarehouseSettings settings,
        CancellationToken cancellationToken)
    {
        return await ServedWarehouse.StartAsync(
            host, warehouse, settings, Options(parsed), Prices(parsed), null, cancellationToken);
    }

    private PriceTable? Prices(ParseResult parsed)
    {
        if (parsed.GetValue(_prices) is not { } path)
        {
            return null;
        }

        PriceTable table = SeriesFile.Read(path, null);
        table.CheckPrices();
        return table;
    }

    private ApiOptions Options(ParseResult parsed)
    {
        string bind = parsed.GetValue(_bind)!;
        return new ApiOptions
        {
            Port = parsed.GetValue(_port) ?? Port(),
            Bind = bind == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(bind, out IPAddress? address) ? address
                : throw new ConfigException(ErrorCodes.BadFlag, $"--bind '{bind}' is not an address", "Write 127.0.0.1, ::1 or 0.0.0.0."),
            Key = Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key ? key : null,
            AllowAnonymous = parsed.GetValue(_anonymous),
            Cors = parsed.GetValue(_cors) ?? [],
            PublicHosts = parsed.GetValue(_hosts) ?? [],
            Limits = new ApiLimits { RequestsPerSecond = parsed.GetValue(_rate) },
            SendsOtlp = Environment.GetEnvironmentVariable(OtlpVariable) is { Length: > 0 } url
                && (Uri.TryCreate(url, UriKind.Absolute, out _) ? true
                    : throw new ConfigException(ErrorCodes.BadFlag, $"{OtlpVariable} is not a URL", "Write http://HOST:4317.")),
        };
    }

    private int Port() => _isOption || Environment.GetEnvironmentVariable(PortVariable) is not { Length: > 0 } text ? DefaultPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= 65_535 ? port
        : throw new ConfigException(ErrorCodes.BadFlag, $"{PortVariable} is '{text}'", "Write a port, 0 to 65535.");

    private static Option<string[]> List(string name, string description) => new(name)
    {
        Description = $"{description} [env: {Flags.Variable(name)}, comma-separated]",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Flags.Variable(name)) is { Length: > 0 } value
            ? value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [],
    };

    private sealed class Beside(ApiServer server, PipelineHold hold) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await server.DisposeAsync();
            await hold.DisposeAsync();
        }
    }

    // A connection that is opened once the pipeline has opened the warehouse.
    private sealed class PipelineHold(Func<IWarehouseQuery> open) : IAsyncDisposable
    {
        private volatile IWarehouseQuery? _held;

        public bool IsOpen => _held is not null;

        public void Open() => _held ??= open();

        public ValueTask DisposeAsync() => _held?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
