using System.Collections.Concurrent;
using System.Globalization;
using Weir.App.Api.Asking;
using Weir.App.Commands.Sql;
using Weir.Core.Errors;
using Weir.Sql;

namespace Weir.App.Api.Answering;

/// <summary>The canonical queries behind the answers, and their translations.</summary>
/// <remarks>A query is a resource of this program; a request chooses a bar and gives values for <c>$1</c>, <c>$2</c>…, and
/// no text of a request becomes a part of a statement.</remarks>
internal sealed class ApiQueries(string dialect)
{
    private const string Prefix = "Weir.App.Queries.api_";
    private const string HourlyBar = "DATE_TRUNC('hour', ";

    private readonly ConcurrentDictionary<(string Name, string? Bar), ApiQuery> _queries = new();

    /// <summary>The names of all.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ApiQueries).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^".sql".Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>A query, with bars of this length where it has bars.</summary>
    public ApiQuery Get(string name, Bar? bar) => _queries.GetOrAdd((name, bar?.Name), key => Read(key.Name, bar));

    /// <summary>A query in the SQL of a dialect.</summary>
    /// <exception cref="SqlUnsupportedException">The dialect cannot say it.</exception>
    public static string Translate(string canonical, string dialect) => SqlTranslator.Translate(
        canonical, "postgres", dialect, new SqlOptions { Schema = SqlSchemas.Weir(), Pretty = true, Comments = false });

    private ApiQuery Read(string name, Bar? bar)
    {
        using Stream stream = typeof(ApiQueries).Assembly.GetManifestResourceStream($"{Prefix}{name}.sql")
            ?? throw new InvalidOperationException($"There is no query {name} among the resources.");
        using StreamReader reader = new(stream);
        string canonical = WithBar(reader.ReadToEnd().Trim(), bar);
        string[] lines = canonical.Split('\n', 2);
        string shown = $"{lines[0]}\n{SqlTranslator.Translate(lines[1], "postgres", "postgres", new SqlOptions { Pretty = true })}";
        return new ApiQuery(name, shown, WarehouseSql.Translate(canonical, "postgres", dialect, null).Sql);
    }

    // Blocks of a chain differ in their instants: a block's own bar is its timestamp.
    private static string WithBar(string sql, Bar? bar)
    {
        if (bar is null || bar.Name == "hour")
        {
            return sql;
        }

        if (bar.Length is not null)
        {
            return sql.Replace(HourlyBar, $"DATE_TRUNC('{bar.Name}', ", StringComparison.Ordinal);
        }

        while (sql.IndexOf(HourlyBar, StringComparison.Ordinal) is var start and >= 0)
        {
            int end = sql.IndexOf(')', start);
            sql = sql[..start] + sql[(start + HourlyBar.Length)..end] + sql[(end + 1)..];
        }

        return sql;
    }
}

/// <summary>A query of the API.</summary>
/// <param name="Name">The file's name without <c>api_</c>.</param>
/// <param name="Canonical">Its text, PostgreSQL's SQL.</param>
/// <param name="Translated">The same in the warehouse's SQL.</param>
internal sealed record ApiQuery(string Name, string Canonical, string Translated)
{
    /// <summary>The canonical text with the values in place of <c>$1</c>…, to be read and copied; never run.</summary>
    public string Shown(IReadOnlyList<object?> values)
    {
        string text = Canonical;
        for (int i = values.Count; i > 0; i--)
        {
            text = text.Replace($"${i}", Literal(values[i - 1]), StringComparison.Ordinal);
        }

        return text;
    }

    private static string Literal(object? value) => value switch
    {
        null => "NULL",
        DateTimeOffset instant => $"TIMESTAMP '{instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}'",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
