using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;
using Weir.Core.Errors;

namespace Weir.Sql.Tests;

/// <summary>
/// The everyday queries: what is refused is known, and what is written for DuckDB gives the source's answers.
/// </summary>
public sealed class EverydayTests
{
    private static readonly SqlOptions Options = new() { Schema = EverydayQueries.Schema };

    [Fact]
    public void Only_what_is_listed_is_refused()
    {
        List<string> refused = [];
        foreach ((string name, string from, string sql) in EverydayQueries.All())
        {
            foreach (string to in EverydayQueries.Dialects.Where(to => to != from))
            {
                if (!SqlTranslator.TryTranslate(sql, from, to, Options, out _, out _))
                {
                    refused.Add($"{name} {from} {to}");
                }
            }
        }
        Assert.Equal(EverydayQueries.Refused.Order(StringComparer.Ordinal), refused.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_query_gives_the_sources_answer_in_DuckDB()
    {
        using DuckDBConnection connection = new("DataSource=:memory:");
        connection.Open();
        Run(connection, "SET TimeZone = 'UTC'");
        Dictionary<string, string> types = new()
        {
            ["int64"] = "BIGINT",
            ["uint256"] = "BIGNUM",
            ["double"] = "DOUBLE",
            ["timestamp"] = "TIMESTAMPTZ",
            ["json"] = "JSON",
            ["list<hash>"] = "VARCHAR[]"
        };
        foreach (string statement in EverydayQueries.Tables(types, "CREATE TABLE", "["))
        {
            Run(connection, statement);
        }
        List<string> wrong = [];
        int asked = 0;
        foreach ((string name, string from, string sql) in EverydayQueries.All())
        {
            if (!SqlTranslator.TryTranslate(
                sql, from, "duckdb", Options, out SqlTranslation? translation, out WeirException? _))
            {
                continue;
            }
            asked++;
            string?[][] expected = EverydayQueries.Answer(name);
            string problem;
            try
            {
                problem = EverydayQueries.Same(expected,
                    Ask(connection, translation.Sql, EverydayQueries.IsChange(sql))) ? string.Empty : "another answer";
            }
            catch (DuckDBException exception)
            {
                problem = exception.Message;
            }
            if (problem.Length > 0)
            {
                wrong.Add($"{name} from {from}: {problem}\n  {translation.Sql}");
            }
        }
        Assert.True(asked > 480, $"{asked} asked");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {asked} wrong\n{string.Join('\n', wrong.Take(10))}");
    }

    private static string?[][] Ask(DuckDBConnection connection, string sql, bool change)
    {
        if (!change)
        {
            return Rows(connection, sql);
        }
        Run(connection, "BEGIN");
        Run(connection, sql);
        string?[][] rows = Rows(connection, "SELECT address, symbol, name, decimals FROM tokens ORDER BY address");
        Run(connection, "ROLLBACK");
        return rows;
    }

    private static string?[][] Rows(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DuckDBDataReader reader = command.ExecuteReader();
        List<string?[]> rows = [];
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(
                column => reader.IsDBNull(column) ? null : Text(reader.GetValue(column)))]);
        }
        return [.. rows];
    }

    private static string? Text(object value) => EverydayQueries.Plain(value switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    });

    private static void Run(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
