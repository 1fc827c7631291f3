using System.CommandLine;

namespace Weir.App.Commands.Risk;

/// <summary>The options that the parts of <c>weir risk</c> share.</summary>
internal sealed class RiskOptions(IPriceQuery query)
{
    public Option<string?> Prices { get; } = new("--prices") { Description = "CSV (or CSV.gz) with times in the first column" };

    public Option<string?> Query { get; } = new("--query") { Description = "SQL whose first column is the time and every other one an asset's price" };

    public Option<string> Warehouse { get; } = new("--warehouse") { Description = "where the query runs", DefaultValueFactory = _ => "duckdb:weir.duckdb" };

    public Option<string[]> Column { get; } = new("--column") { Description = "column of prices; several for a portfolio (default: close, else all)", AllowMultipleArgumentsPerToken = true };

    public Option<string?> First { get; } = new("--first") { Description = "text of the first column to begin with" };

    public Option<string?> Last { get; } = new("--last") { Description = "text of the first column to end with" };

    public Option<string> Returns { get; } = Choice("--returns", "what a return is", "simple", "simple", "log");

    public Option<double[]> Confidence { get; } = new("--confidence") { Description = "one or more, 0.95 for 95 percent", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [0.95, 0.99] };

    public Option<double> Position { get; } = new("--position") { Description = "value held, in the prices' money", DefaultValueFactory = _ => 1_000_000 };

    public Option<double[]> Weights { get; } = new("--weights") { Description = "weight of each asset (default: equal)", AllowMultipleArgumentsPerToken = true };

    public Option<string[]> Set { get; } = new("--set") { Description = "a model's parameter by its name in docs/risk.md: name=value", AllowMultipleArgumentsPerToken = true };

    public Option<bool> Json { get; } = new("--json") { Description = "one JSON object a line" };

    public Option<string?> Plot { get; } = new("--plot") { Description = "write a PNG or SVG" };

    public static Option<string> Choice(string name, string description, string fallback, params string[] allowed)
    {
        Option<string> option = new(name) { Description = description, DefaultValueFactory = _ => fallback };
        option.AcceptOnlyFromAmong(allowed);
        return option;
    }

    public void AddSeries(Command command)
    {
        foreach (Option option in new Option[] { Prices, Query, Warehouse, Column, First, Last, Returns, Json, Plot })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The prices asked for; gaps are named on the error stream.</summary>
    public async Task<PriceTable> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        PriceTable table = (parsed.GetValue(Prices), parsed.GetValue(Query)) switch
        {
            ({ } path, null) => SeriesFile.Read(path, parsed.GetValue(Column) is { Length: > 0 } columns ? columns : null),
            (null, { }) when parsed.GetValue(Column) is { Length: > 0 } => throw RiskErrors.Request(
                "--column was given with --query.", "Select the columns in the query: --column chooses those of a file."),
            (null, { } sql) => await query.QueryAsync(sql, parsed.GetValue(Warehouse)!, cancellationToken),
            (null, null) => throw RiskErrors.Request("no prices were given.", "Add --prices FILE, or --query SQL with --warehouse."),
            _ => throw RiskErrors.Request("--prices and --query were both given.", "Give one of them."),
        };
        table = table.Between(parsed.GetValue(First), parsed.GetValue(Last));
        foreach (string gap in table.Notes.Concat(Gaps.Describe(table.Times)))
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"gap: {gap}");
        }

        return table;
    }

    /// <summary>The returns of each asset.</summary>
    public IReadOnlyList<double[]> ReturnsOf(ParseResult parsed, PriceTable table)
    {
        Weir.Risk.Returns.ReturnKind kind = parsed.GetValue(Returns) == "log" ? Weir.Risk.Returns.ReturnKind.Log : Weir.Risk.Returns.ReturnKind.Simple;
        return [.. table.Columns.Select(column => Weir.Risk.Returns.PriceReturns.Of(column, kind))];
    }

    /// <summary>The weights asked for, or equal ones.</summary>
    public double[] WeightsOf(ParseResult parsed, int assets) =>
        parsed.GetValue(Weights) is { Length: > 0 } weights ? weights : [.. Enumerable.Repeat(1.0 / assets, assets)];

    /// <summary>The parameters of --set as the batch reads them.</summary>
    public System.Text.Json.JsonElement SetOf(ParseResult parsed, double? confidence = null)
    {
        System.Buffers.ArrayBufferWriter<byte> buffer = new();
        using (System.Text.Json.Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            if (confidence is { } level)
            {
                json.WriteNumber("confidence", level);
            }

            foreach (string pair in parsed.GetValue(Set) ?? [])
            {
                int at = pair.IndexOf('=', StringComparison.Ordinal);
                if (at <= 0)
                {
                    throw RiskErrors.Request($"--set {pair} has no '='.", "Write name=value.");
                }

                json.WriteString(pair[..at], pair[(at + 1)..]);
            }

            json.WriteEndObject();
        }

        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
