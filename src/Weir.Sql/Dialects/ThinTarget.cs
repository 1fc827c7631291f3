using System.Collections.Frozen;

namespace Weir.Sql.Dialects;

/// <summary>
/// A target of which only a part is covered: the functions (by their canonical names) and constructs that are written
/// and mean the same there.
/// What is not listed is refused; a text of the target's own dialect is not asked.
/// </summary>
/// <param name="Functions">Canonical names; others that some dialect knows are refused, a user's pass.</param>
/// <param name="Constructs">Beyond what all have: comparisons, sums, CASE, LIKE, IN, EXISTS, subqueries, inner and left
/// joins, GROUP BY, ORDER BY.</param>
/// <param name="Manual">Where the vendor says so.</param>
internal sealed record ThinTarget(FrozenSet<string> Functions, FrozenSet<string> Constructs, string Manual)
{
    private const string Shared =
        "COUNT SUM MIN MAX AVG COUNT_IF ABS COALESCE NULLIF LOWER UPPER TRIM LTRIM RTRIM REPLACE SUBSTRING LENGTH IF FLOOR ROUND STR_POSITION LOGICAL_AND LOGICAL_OR";
    private const string Mathematics =
        "CEIL SQRT EXP LN POWER SIN COS TAN ASIN ACOS ATAN ATAN2 RADIANS DEGREES PI SIGN MOD";
    private const string Windows =
        "ROW_NUMBER RANK DENSE_RANK NTILE LAG LEAD FIRST_VALUE LAST_VALUE PERCENT_RANK CUME_DIST";
    private const string Moments =
        "CURRENT_TIMESTAMP CURRENT_DATE DATE_ADD DATE_SUB TIMESTAMP_ADD TIMESTAMP_SUB DATE_DIFF TIMESTAMP_DIFF";
    private const string Truncation = "DATE_TRUNC TIMESTAMP_TRUNC";
    private const string Statistics =
        "STDDEV STDDEV_POP STDDEV_SAMP VARIANCE VAR_POP VAR_SAMP CORR COVAR_POP COVAR_SAMP";
    private const string Queries =
        "limit offset with recursive boolean window frame values except intersect right-join using modulo bits concat order-nulls extract interval cast";

    private static readonly FrozenDictionary<string, ThinTarget> Targets = new Dictionary<string, ThinTarget>
    {
        ["tsql"] = new(
            Set($"{Shared} CEIL SQRT EXP LN POWER SIN COS TAN ASIN ACOS ATAN RADIANS DEGREES PI SIGN {Windows} CURRENT_TIMESTAMP CURRENT_DATE GREATEST LEAST CONCAT LEFT RIGHT STDDEV STDDEV_POP STDDEV_SAMP VARIANCE VAR_POP VAR_SAMP"),
            Set("limit offset with window frame values except intersect right-join full-join modulo bits concat order-nulls extract cast try-cast"),
            "https://learn.microsoft.com/en-us/sql/t-sql/functions/functions"),
        ["sqlite"] = new(
            Set($"{Shared} CEIL SQRT EXP LN POWER SIN COS TAN ASIN ACOS ATAN ATAN2 RADIANS DEGREES PI SIGN {Windows} NTH_VALUE CURRENT_TIMESTAMP CURRENT_DATE GREATEST LEAST STRING_AGG"),
            Set("limit offset with recursive boolean window frame frame-groups frame-exclude filter values except intersect right-join full-join using natural modulo bits concat order-nulls extract cast tuple null-safe-equal is-boolean insert update delete create-table create-view drop on-conflict"),
            "https://www.sqlite.org/lang_corefunc.html, lang_mathfunc.html, windowfunctions.html"),
        ["mysql"] = new(
            Set($"{Shared} {Mathematics} {Windows} NTH_VALUE {Moments} {Truncation} GREATEST LEAST CONCAT LEFT RIGHT LPAD RPAD REVERSE REPEAT ASCII TIME_TO_STR STR_TO_DATE STR_TO_TIME STDDEV STDDEV_POP STDDEV_SAMP VARIANCE VAR_POP VAR_SAMP REGEXP_CONTAINS STRING_AGG MD5 YEAR MONTH DAY HOUR MINUTE SECOND QUARTER CONCAT_WS"),
            Set($"{Queries} natural tuple null-safe-equal insert update delete create-table create-view drop cast-date is-boolean rlike"),
            "https://dev.mysql.com/doc/refman/8.4/en/built-in-function-reference.html"),
        ["trino"] = new(
            Set($"{Shared} {Mathematics} {Windows} NTH_VALUE {Moments} {Truncation} {Statistics} GREATEST LEAST CONCAT LPAD RPAD REVERSE TIME_TO_STR STR_TO_TIME REGEXP_CONTAINS APPROX_DISTINCT MAX_BY MIN_BY SPLIT_PART STARTS_WITH YEAR MONTH DAY HOUR MINUTE SECOND QUARTER ARRAY_AGG STRING_AGG ANY_VALUE"),
            Set($"{Queries} full-join natural tuple null-safe-equal filter array lateral grouping-sets insert update delete create-table create-view drop merge cast-date at-time-zone quantified subscript unnest unnest-of-several-arrays try-cast window-clause frame-groups"),
            "https://trino.io/docs/current/functions/list.html"),
        ["spark"] = new(
            Set($"{Shared} {Mathematics} {Windows} NTH_VALUE {Moments} {Truncation} {Statistics} GREATEST LEAST CONCAT LEFT RIGHT LPAD RPAD REVERSE REPEAT ASCII TIME_TO_STR STR_TO_TIME REGEXP_CONTAINS APPROX_DISTINCT MAX_BY MIN_BY STARTS_WITH ENDS_WITH CONTAINS MD5 SHA2 YEAR MONTH DAY HOUR MINUTE SECOND QUARTER ARRAY_AGG ARRAY_SIZE ANY_VALUE MEDIAN MODE INITCAP CONCAT_WS BIT_COUNT TO_DATE DATE"),
            Set($"{Queries} full-join natural tuple null-safe-equal filter array quantified-array unnest-of-several-arrays struct map lambda lateral grouping-sets insert update delete create-table create-view drop merge alter cast-date subscript unnest try-cast window-clause json ilike like-quantifier semi-join sample pivot other-statement hint lateral-view null-treatment star table-function bytes"),
            "https://spark.apache.org/docs/latest/api/sql/index.html"),
        ["clickhouse"] = new(
            Set($"{Shared} {Mathematics} {Windows} NTH_VALUE CURRENT_TIMESTAMP CURRENT_DATE {Truncation} GREATEST LEAST CONCAT LPAD RPAD REVERSE REGEXP_CONTAINS STDDEV STDDEV_POP STDDEV_SAMP VARIANCE VAR_POP VAR_SAMP MD5 STARTS_WITH ENDS_WITH ANY_VALUE"),
            Set($"{Queries} full-join tuple null-safe-equal filter array quantified-array lambda grouping-sets insert create-table create-view drop alter cast-date subscript window-clause ilike map semi-join other-statement on-conflict limit-by final settings"),
            "https://clickhouse.com/docs/en/sql-reference/functions"),
        ["redshift"] = new(
            Set($"{Shared} {Mathematics} {Windows} NTH_VALUE {Moments} {Truncation} STDDEV STDDEV_POP STDDEV_SAMP VARIANCE VAR_POP VAR_SAMP GREATEST LEAST CONCAT LEFT RIGHT LPAD RPAD REVERSE REPEAT ASCII SPLIT_PART TIME_TO_STR STR_TO_TIME STR_TO_DATE REGEXP_CONTAINS REGEXP_REPLACE APPROX_DISTINCT STRING_AGG MEDIAN MD5 INITCAP PERCENTILE_CONT ANY_VALUE"),
            Set($"{Queries} full-join natural tuple is-boolean within-group grouping-sets insert update delete create-table create-view drop alter merge cast-date at-time-zone ilike similar quantified qualify other-statement"),
            "https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_functions.html"),
        ["flink"] = new(
            Set($"{Shared} {Mathematics} ROW_NUMBER RANK DENSE_RANK NTILE LAG LEAD FIRST_VALUE LAST_VALUE PERCENT_RANK CURRENT_TIMESTAMP CURRENT_DATE STDDEV_POP STDDEV_SAMP VAR_POP VAR_SAMP STDDEV VARIANCE GREATEST LEAST CONCAT CONCAT_WS LEFT RIGHT LPAD RPAD REVERSE REPEAT REGEXP_CONTAINS MD5 SHA2 YEAR MONTH DAY HOUR MINUTE SECOND QUARTER INITCAP ASCII TIMESTAMP_DIFF DATE_DIFF DATE_ADD DATE_SUB TIMESTAMP_ADD TIMESTAMP_SUB TUMBLE HOP UNIX_TO_TIME"),
            Set("limit offset with boolean window frame values except intersect right-join using modulo concat order-nulls extract interval cast full-join natural tuple filter null-safe-equal is-boolean array map row grouping-sets insert create-table create-view drop cast-date try-cast time-window watermark similar quantified unnest subscript table-function other-statement"),
            "https://nightlies.apache.org/flink/flink-docs-stable/docs/dev/table/functions/systemfunctions/"),
        ["deltastream"] = new(
            Set($"{Shared} CEIL SQRT EXP LN POWER SIGN ROW_NUMBER RANK DENSE_RANK CURRENT_TIMESTAMP CONCAT REGEXP_CONTAINS TUMBLE HOP STDDEV VARIANCE LAG LEAD FIRST_VALUE LAST_VALUE YEAR MONTH DAY HOUR MINUTE SECOND UNIX_TO_TIME"),
            Set("with window frame modulo concat extract interval cast cast-date create-table create-view drop insert time-window watermark within full-join right-join boolean is-boolean tuple array map struct subscript row limit order-nulls"),
            "https://docs.deltastream.io/reference/sql-syntax"),
    }.ToFrozenDictionary();

    /// <summary>Null for a dialect that is covered whole.</summary>
    public static ThinTarget? Of(string dialect) =>
        dialect == "databricks" ? Targets["spark"] : Targets.GetValueOrDefault(dialect);

    private static FrozenSet<string> Set(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
