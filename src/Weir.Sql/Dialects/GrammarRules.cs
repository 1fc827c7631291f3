using System.Collections.Frozen;
using Weir.Sql.Parsing;

namespace Weir.Sql.Dialects;

/// <summary>Where a dialect's grammar differs from the others': questions, each answered by every dialect.</summary>
internal sealed record GrammarRules
{
    /// <summary><c>\\a</c> and <c>\\v</c> are escapes.</summary>
    public required bool AlertEscape { get; init; }

    /// <summary><c>INT ARRAY</c>.</summary>
    public required bool ArrayBehindType { get; init; }

    /// <summary><c>a[0]</c> is the first element.</summary>
    public required bool ArraysFromZero { get; init; }

    /// <summary><c>x -> x + 1</c> among arguments.</summary>
    public required bool ArrowLambdas { get; init; }

    /// <summary>What stands right of <c>-></c> is a path where it begins with $ (DuckDB, MySQL, SQLite).</summary>
    public required bool ArrowPaths { get; init; }

    /// <summary>
    /// Functions without parentheses beyond CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP, CURRENT_USER.
    /// </summary>
    public required FrozenSet<Keyword> BareFunctions { get; init; }

    /// <summary><c>a ^ b</c> is a power.</summary>
    public required bool CaretIsPower { get; init; }

    /// <summary>ClickHouse's own clauses: PREWHERE, FINAL, SETTINGS, parametric functions.</summary>
    public required bool ClickHouse { get; init; }

    /// <summary><c>f(a: 1)</c>.</summary>
    public required bool ColonArguments { get; init; }

    /// <summary><c>value:a.b</c> (Snowflake, Databricks).</summary>
    public required bool ColonJsonPaths { get; init; }

    /// <summary>CONVERT is a cast (MySQL, SQL Server).</summary>
    public required bool ConvertIsCast { get; init; }

    /// <summary><c>my-project.t</c> without quotes (BigQuery).</summary>
    public required bool DashedNames { get; init; }

    /// <summary><c>DELETE a FROM a JOIN b</c> (MySQL).</summary>
    public required bool DeleteTables { get; init; }

    /// <summary><c>a DIV b</c>.</summary>
    public required bool DivOperator { get; init; }

    /// <summary><c>a::T</c> gives NULL for what cannot be converted.</summary>
    public required bool DoubleColonTries { get; init; }

    /// <summary><c>||</c> is OR (MySQL).</summary>
    public required bool DoublePipeIsOr { get; init; }

    /// <summary>END ends a transaction.</summary>
    public required bool EndIsCommit { get; init; }

    /// <summary><c>FROM t SELECT a</c>, PIVOT and DESCRIBE as queries (DuckDB).</summary>
    public required bool FromFirst { get; init; }

    /// <summary><c>a # b</c> (PostgreSQL).</summary>
    public required bool HashIsXor { get; init; }

    /// <summary><c>0xff</c> is a number.</summary>
    public required bool HexNumbersAreIntegers { get; init; }

    /// <summary><c>INTERVAL '1' DAY '2' HOUR</c> is a sum.</summary>
    public required bool IntervalSums { get; init; }

    /// <summary><c>a ISNULL</c>, <c>a NOTNULL</c>.</summary>
    public required bool IsNullWord { get; init; }

    /// <summary><c>JSON '…'</c> parses (BigQuery).</summary>
    public required bool JsonLiterals { get; init; }

    /// <summary><c>\\%</c> keeps its backslash in a string (MySQL).</summary>
    public required bool KeepsLikeEscapes { get; init; }

    /// <summary>Definitions in a form not read are kept as text.</summary>
    public required bool KeepsUnknownStatements { get; init; }

    /// <summary>MINUS is EXCEPT.</summary>
    public required bool MinusIsExcept { get; init; }

    /// <summary><c>a MOD b</c> (MySQL).</summary>
    public required bool ModOperator { get; init; }

    /// <summary><c>1L</c>, <c>2.5BD</c> (Spark).</summary>
    public required bool NumberSuffixes { get; init; }

    /// <summary><c>a[OFFSET(0)]</c> (BigQuery).</summary>
    public required bool OffsetSubscripts { get; init; }

    /// <summary><c>a OPERATOR(pg_catalog.+) b</c>.</summary>
    public required bool OperatorCalls { get; init; }

    /// <summary><c>FROM t |> WHERE … |> SELECT …</c> (BigQuery, Spark).</summary>
    public required bool PipeSyntax { get; init; }

    /// <summary><c>alias: expression</c> (DuckDB).</summary>
    public required bool PrefixAliases { get; init; }

    /// <summary><c>json ? key</c> (PostgreSQL).</summary>
    public required bool QuestionIsHasKey { get; init; }

    /// <summary><c>`a.b.c`</c> is three names (BigQuery).</summary>
    public required bool QuotedPathsSplit { get; init; }

    /// <summary><c>SAFE.f(x)</c>, <c>NET.f(x)</c> (BigQuery).</summary>
    public required bool SafePrefix { get; init; }

    /// <summary>SAMPLE is TABLESAMPLE (Snowflake, ClickHouse).</summary>
    public required bool SampleClause { get; init; }

    /// <summary>A bare number in TABLESAMPLE is a percentage.</summary>
    public required bool SampleIsPercent { get; init; }

    /// <summary><c>INT[3]</c>.</summary>
    public required bool SizedArrayTypes { get; init; }

    /// <summary><c>FROM @stage</c> (Snowflake).</summary>
    public required bool StageTables { get; init; }

    /// <summary><c>* ILIKE 'a%'</c>.</summary>
    public required bool StarLike { get; init; }

    /// <summary>A string may be an alias (MySQL, SQLite, Spark).</summary>
    public required bool StringAliases { get; init; }

    /// <summary><c>f(TABLE t)</c> (BigQuery).</summary>
    public required bool TableArguments { get; init; }

    /// <summary><c>t WITH (NOLOCK)</c>.</summary>
    public required bool TableHints { get; init; }

    /// <summary><c>table_*</c> in FROM (BigQuery).</summary>
    public required bool TableStars { get; init; }

    /// <summary><c>SELECT TOP 10</c>.</summary>
    public required bool TopClause { get; init; }

    /// <summary><c>x INT -> x + 1</c> (Snowflake).</summary>
    public required bool TypedLambdas { get; init; }

    /// <summary>UNNEST's alias names the column (BigQuery).</summary>
    public required bool UnnestAliasIsColumn { get; init; }

    /// <summary><c>INT UNSIGNED</c>.</summary>
    public required bool UnsignedTypes { get; init; }

    /// <summary><c>a XOR b</c>.</summary>
    public required bool XorOperator { get; init; }
}
