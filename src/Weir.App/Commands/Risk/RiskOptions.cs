using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Weir.App.Commands.Risk.Series;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Risk.Portfolios;
using Weir.Risk.Returns;

namespace Weir.App.Commands.Risk;

/// <summary>The options that the parts of <c>weir risk</c> share.</summary>
internal sealed class RiskOptions(IPriceQuery query)
{
    private const string DefaultCurrency = "USD";

    public Option<string?> Prices { get; } =
        new("--prices") { Description = "CSV (or CSV.gz) with times in the first column" };

    public Option<string?> Query { get; } =
        new("--query") { Description = "SQL whose first column is the time and every other one an asset's price" };

    public Option<string?> Token { get; } =
        new("--token") { Description = "a token's contract: its prices in USD from the warehouse's table prices" };

    public Option<string> Warehouse { get; } =
        new("--warehouse") { Description = "where the query runs", DefaultValueFactory = _ => "duckdb:weir.duckdb" };

    public Option<string[]> Column { get; } =
        new("--column")
        {
            Description = "column of prices; several for a portfolio (default: close, else all)",
            AllowMultipleArgumentsPerToken = true
        };

    public Option<string?> First { get; } =
        new("--first") { Description = "first time to use; if it is missing, the next one" };

    public Option<string?> Last { get; } =
        new("--last") { Description = "last time to use; if it is missing, the one before" };

    public Option<string> Returns { get; } = Choice("--returns", "kind of returns", "simple", "simple", "log");

    public Option<double[]> Confidence { get; } =
        new("--confidence")
        {
            Description = "one or more, 0.95 for 95 percent",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [0.95, 0.99]
        };

    public Option<double> Position { get; } =
        new("--position")
        {
            Description = "value held, in the prices' money; below zero for a short position",
            DefaultValueFactory = _ => 1_000_000
        };

    public Option<double[]> Weights { get; } =
        new("--weights")
        {
            Description = "weight of each asset, as shares or percents (default: equal)",
            AllowMultipleArgumentsPerToken = true
        };

    public Option<string> Currency { get; } =
        new("--currency") { Description = "the prices' money", DefaultValueFactory = _ => DefaultCurrency };

    public Option<string?> Shortfall { get; } = new("--shortfall")
    {
        Description =
            "expected shortfall of samples: tail-mean (default of models) or rockafellar-uryasev (default of portfolios and lp)",
    };

    public Option<string[]> Set { get; } =
        new("--set")
        {
            Description = "a model's parameter by its name in docs/risk.md: name=value",
            AllowMultipleArgumentsPerToken = true
        };

    public Option<bool> Json { get; } = new("--json") { Description = "one JSON object a line" };

    public Option<string?> Plot { get; } = new("--plot") { Description = "write a PNG or SVG" };

    public Option<string> Theme { get; } = Choice("--theme", "colours of the plot", "light", "light", "dark");

    public static Option<string> Choice(string name, string description, string fallback, params string[] allowed)
    {
        Option<string> option = new(name) { Description = description, DefaultValueFactory = _ => fallback };
        option.AcceptOnlyFromAmong(allowed);
        return option;
    }

    public void AddSeries(Command command)
    {
        _ = Shortfall.AcceptOnlyFromAmong("tail-mean", "rockafellar-uryasev");
        foreach (Option option in new Option[] { Prices, Query, Token, Warehouse, Column, First, Last, Returns, Currency, Json,
            Plot, Theme })
        {
            command.Options.Add(option);
        }
    }

    // The token's prices in USD as the pools of each block had them.
    private static string PricesOf(string token) => Core.Address.TryParse(
        System.Text.Encoding.UTF8.GetBytes(token.ToLowerInvariant()), out Core.Address address)
        ? "SELECT block_timestamp AS time, price FROM prices WHERE token_address = '" + address
            + "' AND quote_address = '" + PriceBatch.Usd + "' ORDER BY block_number"
        : throw RiskErrors.Request($"--token is '{token}'.", "Give the token's contract: 0x and 40 digits.");

    /// <summary>The prices asked for; gaps and what the reader understood are named on the error stream.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="own">Where prices come from when none were asked for, as SQL.</param>
    public async Task<PriceTable> ReadAsync(
        ParseResult parsed, CancellationToken cancellationToken, string? own = null)
    {
        string? sql = parsed.GetValue(Query) ?? (parsed.GetValue(Token) is { } token ? PricesOf(token) : null)
            ?? (parsed.GetValue(Prices) is null ? own : null);
        PriceTable table = (parsed.GetValue(Prices), sql) switch
        {
            ({ } path, null) => SeriesFile.Read(
                path, parsed.GetValue(Column) is { Length: > 0 } columns ? columns : null),
            (null, { }) when parsed.GetValue(Column) is { Length: > 0 } => throw RiskErrors.Request(
                "--column was given with --query.", "Select the columns in the query: --column chooses those of a file."),
            (null, { } asked) => await query.QueryAsync(asked, parsed.GetValue(Warehouse)!, cancellationToken),
            (null, null) => throw RiskErrors.Request(
                "no prices were given.", "Add --prices FILE, or --token 0x… or --query SQL with --warehouse."),
            _ => throw RiskErrors.Request("--prices and --query were both given.", "Give one of them."),
        };
        table = table.Between(parsed.GetValue(First), parsed.GetValue(Last));
        foreach (SeriesNote note in table.Notes.Concat(Gaps.Describe(table)))
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(note.ToString());
        }

        table.CheckPrices();
        return table;
    }

    /// <summary>The prices with what is held of them. A short position is held with negated weights and simple returns:
    /// what it loses on a rise is not what a long one loses on a fall.</summary>
    public async Task<RiskQuestion> AskAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        PriceTable table = await ReadAsync(parsed, cancellationToken);
        double[] weights = await WeightsOfAsync(parsed, table.Columns.Count);
        double position = parsed.GetValue(Position);
        if (!double.IsFinite(position) || position == 0)
        {
            throw RiskErrors.Request(
                string.Create(CultureInfo.InvariantCulture, $"--position is {position}."),
                "Give what is held: above zero, or below zero for a short position.");
        }

        bool isShort = position < 0;
        bool isLog = parsed.GetValue(Returns) == "log";
        if (isShort && isLog)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                "read: a short position loses simple returns; the log returns are converted");
        }

        ReturnKind kind = isLog && !isShort ? ReturnKind.Log : ReturnKind.Simple;
        ReturnTable returns = new([.. table.Columns.Select(column => PriceReturns.Of(column, kind))]);
        RiskSubject subject = RiskSubject.Of(table, kind == ReturnKind.Log ? "log" : "simple", CurrencyOf(parsed)) with
        {
            Position = position,
            Weights = weights,
            Confidences = parsed.GetValue(Confidence) ?? [],
            Choices = [.. Pairs(parsed)],
        };
        return new RiskQuestion(
            table, returns, isShort ? [.. weights.Select(weight => -weight)] : weights, Math.Abs(position), subject);
    }

    /// <summary>The three letters (or the token) that prices are in.</summary>
    public string CurrencyOf(ParseResult parsed) =>
        string.IsNullOrWhiteSpace(parsed.GetValue(Currency))
            ? DefaultCurrency : parsed.GetValue(Currency)!.Trim().ToUpperInvariant();

    /// <summary>The weights asked for, or equal ones. Percents are understood by their sum of 100; other sums are
    /// named.</summary>
    /// <exception cref="ModelInputException">Not as many as assets.</exception>
    public async Task<double[]> WeightsOfAsync(ParseResult parsed, int assets)
    {
        if (parsed.GetValue(Weights) is not { Length: > 0 } given)
        {
            return [.. Enumerable.Repeat(1.0 / assets, assets)];
        }

        TextWriter error = parsed.InvocationConfiguration.Error;
        double sum = given.Sum();
        if (given.Length > 1 && Math.Abs(sum - 100) < 1e-6)
        {
            await error.WriteLineAsync("read: the weights add up to 100; they are taken as percents");
            return [.. given.Select(weight => weight / 100)];
        }

        if (Math.Abs(sum - 1) > 1e-9)
        {
            string rest = sum is > 0 and < 1 ? "the rest is held in money without risk"
                : sum > 1
                    ? "more is held than the position is worth" : "long and short parts are held against each other";
            await error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"warning: the weights add up to {sum:0.######}, not to 1: {rest}"));
        }

        return given;
    }

    /// <summary>The parameters of --set as the batch reads them, with the level and what --returns and --shortfall
    /// say.</summary>
    public JsonElement SetOf(ParseResult parsed, double confidence, string returns, IReadOnlyList<string> known)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("confidence", confidence);
            (string Name, string Value)[] pairs = [.. Pairs(parsed)];
            foreach ((string name, string value) in pairs)
            {
                json.WriteString(name, value);
            }

            Default(json, pairs, known, "returnKind", returns == "log" ? "log" : null);
            Default(json, pairs, known, "shortfall", parsed.GetValue(Shortfall));
            json.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static void Default(Utf8JsonWriter json,
        (string Name, string Value)[] pairs, IReadOnlyList<string> known, string name, string? value)
    {
        bool isGiven =
            Array.Exists(pairs,
                pair => string.Equals(pair.Name.Replace("-", string.Empty, StringComparison.Ordinal).Replace(
                    "_", string.Empty, StringComparison.Ordinal), name, StringComparison.OrdinalIgnoreCase));
        if (value is not null && !isGiven && known.Contains(name))
        {
            json.WriteString(name, value);
        }
    }

    private IEnumerable<(string Name, string Value)> Pairs(ParseResult parsed)
    {
        foreach (string pair in parsed.GetValue(Set) ?? [])
        {
            int at = pair.IndexOf('=', StringComparison.Ordinal);
            yield return at > 0
                ? (pair[..at], pair[(at + 1)..])
                : throw RiskErrors.Request($"--set {pair} has no '='.", "Write name=value.");
        }
    }
}
