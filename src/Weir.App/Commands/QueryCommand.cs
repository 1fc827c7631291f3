using System.CommandLine;
using Weir.App.Commands.Sql;
using Weir.App.Settings;
using Weir.App.Terminal;
using Weir.Core.Errors;
using Weir.Pipeline;
using Weir.Sql;

namespace Weir.App.Commands;

/// <summary><c>weir query</c>: SQL on the warehouse.</summary>
internal sealed class QueryCommand
{
    private const string Canonical = "canonical";
    private readonly WeirHost _host;
    private readonly Argument<string> _sql =
        new("sql") { Description = "one statement; - reads it from standard input" };
    private readonly Option<string?> _warehouse = SharedFlags.Warehouse();
    private readonly Option<string?> _dialect =
        Flags.Text("--dialect",
            "the query's SQL dialect; canonical is PostgreSQL's, translated for the warehouse; duckdb runs as written, with uint256 amounts kept exact", Canonical, [Canonical, .. SqlTranslator.Dialects]);
    private readonly Option<string?> _schema =
        Flags.Text(
            "--schema", "search this schema first: ethereum_etl or original", null, "ethereum_etl", "original");
    private readonly Option<string[]> _parameters = new("--param", "-p")
    {
        Description = "values for $1, $2, …, in order",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<bool> _json = SharedFlags.Json();
    private readonly Option<bool> _csv = Flags.Switch("--csv", "write CSV with a header");
    private readonly Option<string?> _chainId = SharedFlags.ChainId();
    private readonly Option<string?> _memory = SharedFlags.Memory();

    public QueryCommand(WeirHost host) => _host = host;

    public Command Build()
    {
        Command command = new("query", "Run a SQL query against a warehouse.");
        command.Arguments.Add(_sql);
        foreach (Option option in new Option[] { _warehouse, _dialect, _schema, _parameters, _json, _csv, _chainId,
            _memory })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command,
            "weir query \"SELECT standard, count(*) FROM token_transfers GROUP BY 1\"",
            "weir query \"SELECT * FROM transactions WHERE from_address = $1\" -p 0x… --json",
            "weir query \"SELECT * FROM token_transfers LIMIT 5\" --schema ethereum_etl --csv",
            "weir query \"SUMMARIZE blocks\" --dialect duckdb");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_json) && parsed.GetValue(_csv))
        {
            throw new ConfigException(ErrorCodes.BadFlag, "--json and --csv were both given", "Give one of them.");
        }

        string sql = parsed.GetValue(_sql)!;
        if (sql == "-")
        {
            sql = await StandardInput.Text.ReadToEndAsync(cancellationToken);
        }

        WarehouseSpec warehouse = WarehouseSpec.Parse(parsed.GetValue(_warehouse)!);
        sql = ForWarehouse(
            sql, parsed.GetValue(_dialect)!, _host.Warehouses.Dialect(warehouse), parsed.GetValue(_schema));
        WarehouseSettings settings = new(parsed.GetValue(_memory));
        long? chainId = SharedFlags.ParseChainId(parsed.GetValue(_chainId));
        if (parsed.GetValue(_schema) is { } schema && chainId is null)
        {
            await RequireOneChainAsync(warehouse, settings, schema, cancellationToken);
        }

        await using IWarehouseQuery query =
            _host.Warehouses.OpenQuery(warehouse, settings, parsed.GetValue(_schema), chainId);
        await using IQueryResult result =
            await query.QueryAsync(sql, [.. (parsed.GetValue(_parameters) ?? []).Cast<object?>()], cancellationToken);
        IResultWriter writer = parsed.GetValue(_json) ? new JsonResultWriter(_host.Screen.Output)
            : parsed.GetValue(_csv) ? new CsvResultWriter(_host.Screen.Output)
            : new BoxResultWriter(_host.Screen.Output);
        await writer.WriteAsync(result, cancellationToken);
        return 0;
    }

    // The views of these schemas mix the chains: their rows do not say which one they are of.
    private async Task RequireOneChainAsync(
        WarehouseSpec warehouse, WarehouseSettings settings, string schema, CancellationToken cancellationToken)
    {
        await using IWarehouseReader reader = _host.Warehouses.OpenReader(warehouse, settings);
        IReadOnlyList<long> chains = await reader.GetChainIdsAsync(cancellationToken);
        if (chains.Count > 1)
        {
            throw new ConfigException(
                ErrorCodes.ChainIdConflict,
                $"the warehouse has the chains {string.Join(", ", chains)}, and the views of {schema} do not tell them apart",
                "Choose one with --chain-id.");
        }
    }

    /// <summary>The query in the warehouse's SQL; what the translation is unsure of goes to standard error.</summary>
    private string ForWarehouse(string sql, string dialect, string target, string? schema)
    {
        SqlTranslation translation =
            WarehouseSql.Translate(sql, dialect == Canonical ? "postgres" : dialect, target, schema);
        foreach (SqlWarning warning in translation.Warnings)
        {
            Log.QueryWarning(_host.Logger, warning.Line, warning.Column, warning.Message);
        }

        return translation.Sql;
    }
}
