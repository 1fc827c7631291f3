using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Npgsql;
using Weir.Pipeline;

namespace Weir.Connectors.Postgres;

/// <summary>A query's result, row by row, from PostgreSQL's text form of each value.</summary>
internal sealed class PostgresQueryResult : IQueryResult
{
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlDataReader _reader;
    private readonly string _name;
    private readonly string _sql;
    private readonly Func<string, object?>[] _values;

    public PostgresQueryResult(NpgsqlCommand command, NpgsqlDataReader reader, string name, string sql)
    {
        _command = command;
        _reader = reader;
        _name = name;
        _sql = sql;
        _values = new Func<string, object?>[reader.FieldCount];
        QueryColumn[] columns = new QueryColumn[reader.FieldCount];
        for (int i = 0; i < columns.Length; i++)
        {
            string type = reader.GetDataTypeName(i);
            columns[i] = new QueryColumn(reader.GetName(i), type);
            _values[i] = PostgresText.Parser(type);
        }

        Columns = columns;
    }

    /// <inheritdoc/>
    public IReadOnlyList<QueryColumn> Columns { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<object?>> ReadRowsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken))
        {
            object?[] values = new object?[_values.Length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = await _reader.IsDBNullAsync(i, cancellationToken) ? null : _values[i](_reader.GetString(i));
            }

            yield return values;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _command.DisposeAsync();
    }

    private async Task<bool> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadAsync(cancellationToken);
        }
        catch (NpgsqlException error)
        {
            throw PostgresErrors.FromQuery(error, _name, _sql);
        }
    }
}

/// <summary>PostgreSQL's text forms as values of a result.</summary>
internal static class PostgresText
{
    private static readonly string[] InstantForms =
        ["yyyy-MM-dd HH:mm:ss.FFFFFFFzz", "yyyy-MM-dd HH:mm:sszz", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>What reads values of a type; text stays as it is where .NET has no type for it.</summary>
    public static Func<string, object?> Parser(string type)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            Func<string, object?> items = Parser(type[..^2]);
            return text => Items(text, items);
        }

        int facets = type.IndexOf('(', StringComparison.Ordinal);
        return (facets < 0 ? type : type[..facets]) switch
        {
            "smallint" or "integer" or "bigint" => text => long.Parse(text, CultureInfo.InvariantCulture),
            "real" or "double precision" => text => Double(text),
            "numeric" => Numeric,
            "boolean" => text => text == "t",
            "date" => text => DateOnly.TryParseExact(
                text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : text,
            _ when type.StartsWith("timestamp", StringComparison.Ordinal) => Instant,
            "bytea" => text => text.StartsWith("\\x", StringComparison.Ordinal) ? Convert.FromHexString(text[2..]) : text,
            _ => text => text,
        };
    }

    private static double Double(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number
        : text switch
        {
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => double.NaN,
        };

    private static object Numeric(string text) =>
        BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger number)
            ? number : new ExactDecimal(text);

    private static object Instant(string text) =>
        DateTimeOffset.TryParseExact(
            text, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            ? instant : text;

    // {a,"b c",NULL,{nested}}: quotes where an item has a special character, backslashes within them.
    private static List<object?> Items(string text, Func<string, object?> parse)
    {
        int at = text.IndexOf('{', StringComparison.Ordinal);
        return ReadList(text, ref at, parse);
    }

    private static List<object?> ReadList(string text, ref int at, Func<string, object?> parse)
    {
        List<object?> items = [];
        at++;
        while (text[at] != '}')
        {
            if (text[at] == '{')
            {
                items.Add(ReadList(text, ref at, parse));
            }
            else if (text[at] == '"')
            {
                items.Add(parse(ReadQuoted(text, ref at)));
            }
            else
            {
                int end = text.IndexOfAny([',', '}'], at);
                string item = text[at..end];
                items.Add(item == "NULL" ? null : parse(item));
                at = end;
            }

            at += text[at] == ',' ? 1 : 0;
        }

        at++;
        return items;
    }

    private static string ReadQuoted(string text, ref int at)
    {
        System.Text.StringBuilder item = new();
        for (at++; text[at] != '"'; at++)
        {
            at += text[at] == '\\' ? 1 : 0;
            item.Append(text[at]);
        }

        at++;
        return item.ToString();
    }
}
