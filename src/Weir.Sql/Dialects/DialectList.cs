using Weir.Core.Errors;
using Weir.Sql.Dialects.BigQuery;
using Weir.Sql.Dialects.ClickHouse;
using Weir.Sql.Dialects.Databricks;
using Weir.Sql.Dialects.DeltaStream;
using Weir.Sql.Dialects.DuckDb;
using Weir.Sql.Dialects.Flink;
using Weir.Sql.Dialects.MySql;
using Weir.Sql.Dialects.Postgres;
using Weir.Sql.Dialects.Redshift;
using Weir.Sql.Dialects.Snowflake;
using Weir.Sql.Dialects.Spark;
using Weir.Sql.Dialects.Sqlite;
using Weir.Sql.Dialects.Trino;
using Weir.Sql.Dialects.TSql;

namespace Weir.Sql.Dialects;

/// <summary>All dialects, by name.</summary>
internal static class DialectList
{
    private static readonly Dictionary<string, Dialect> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["postgres"] = PostgresDialect.Instance,
        ["bigquery"] = BigQueryDialect.Instance,
        ["snowflake"] = SnowflakeDialect.Instance,
        ["duckdb"] = DuckDbDialect.Instance,
        ["spark"] = SparkDialect.Instance,
        ["databricks"] = DatabricksDialect.Instance,
        ["trino"] = TrinoDialect.Instance,
        ["mysql"] = MySqlDialect.Instance,
        ["clickhouse"] = ClickHouseDialect.Instance,
        ["redshift"] = RedshiftDialect.Instance,
        ["sqlite"] = SqliteDialect.Instance,
        ["tsql"] = TSqlDialect.Instance,
        ["flink"] = FlinkDialect.Instance,
        ["deltastream"] = DeltaStreamDialect.Instance,
        [""] = CanonicalDialect.Instance,
    };

    public static IEnumerable<string> Names => ByName.Keys.Where(name => name.Length > 0);

    /// <exception cref="ConfigException">No dialect of this name; the nearest is offered.</exception>
    public static Dialect Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (ByName.TryGetValue(name, out Dialect? dialect))
        {
            return dialect;
        }
        // Who types bq or pg knows the first letter.
        string nearest = Names.MinBy(candidate => Distance(name.ToLowerInvariant(), candidate)
            + (name.Length > 0 && char.ToLowerInvariant(name[0]) == candidate[0] ? 0 : 3))!;
        throw new ConfigException(ErrorCodes.SqlUnknownDialect, $"unknown SQL dialect '{name}'",
            $"did you mean {nearest}? The dialects are {string.Join(", ", Names)}");
    }

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string left, string right)
    {
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        for (int row = 1; row <= left.Length; row++)
        {
            int[] current = new int[right.Length + 1];
            current[0] = row;
            for (int column = 1; column <= right.Length; column++)
            {
                int substitution = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(substitution, Math.Min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.Length];
    }
}
