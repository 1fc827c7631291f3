using System.Collections.Frozen;

namespace Weir.Sql.Dialects;

/// <summary>
/// Words that a name must be quoted for, as the vendors list them (DuckDB: duckdb_keywords(); BigQuery: lexical
/// structure).
/// </summary>
internal static class ReservedWords
{
    public static FrozenSet<string> DuckDb { get; } = Set(
        """
        all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case
        cast check collate collation column columns concurrently constraint create cross current_catalog
        current_date current_role current_time current_timestamp current_user default deferrable desc
        describe distinct do else end except false fetch for foreign freeze from full generated glob grant
        group having ilike in initially inner intersect into is isnull join lambda lateral leading left like
        limit localtime localtimestamp map natural not notnull null offset on only or order outer overlaps
        pivot pivot_longer pivot_wider placing positional primary qualify references returning right select
        semi session_user show similar some struct summarize symmetric table tablesample then to trailing
        true try_cast tuple union unique unpack unpivot user using variadic verbose when where window with
        """);

    public static FrozenSet<string> BigQuery { get; } = Set(
        """
        all and any array as asc assert_rows_modified at between by case cast collate contains create cross
        cube current default define desc distinct else end enum escape except exclude exists extract false
        fetch following for from full group grouping groups hash having if ignore in inner intersect
        interval into is join lateral left like limit lookup merge natural new no not null nulls of on or
        order outer over partition preceding proto qualify range recursive respect right rollup rows select
        set some struct tablesample then to treat true unbounded union unnest using when where window with
        within
        """);

    public static FrozenSet<string> Postgres { get; } = Set(
        """
        all analyse analyze and any array as asc asymmetric both case cast check collate column constraint
        create current_catalog current_date current_role current_time current_timestamp current_user default
        deferrable desc distinct do else end except false fetch for foreign from grant group having in
        initially intersect into lateral leading limit localtime localtimestamp not null offset on only or
        order placing primary references returning select session_user some symmetric system_user table then
        to trailing true union unique user using variadic when where window with
        """);

    /// <summary>None are put in quotes of themselves: in quotes the case counts.</summary>
    public static FrozenSet<string> Snowflake { get; } = FrozenSet<string>.Empty;

    /// <summary>Snowflake's words that cannot name a column without quotes.</summary>
    // https://docs.snowflake.com/en/sql-reference/reserved-keywords
    public static FrozenSet<string> OfSnowflakeInQuotes { get; } = Set(
        """
        account all alter and any as between by case cast check column connect connection constraint create
        cross current current_date current_time current_timestamp current_user database delete distinct drop
        else exists false following for from full grant group gscluster having ilike in increment inner
        insert intersect into is issue join lateral left like localtime localtimestamp minus natural not null
        of on or order organization qualify regexp revoke right rlike row rows sample schema select set some
        start table tablesample then to trigger true try_cast union unique update using values view when
        whenever where with
        """);

    public static FrozenSet<string> Canonical { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> Spark { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> Databricks { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> Trino { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> MySql { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> ClickHouse { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> Redshift { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> Sqlite { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> TSql { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> Flink { get; } = FrozenSet<string>.Empty;

    public static FrozenSet<string> DeltaStream { get; } = FrozenSet<string>.Empty;

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
