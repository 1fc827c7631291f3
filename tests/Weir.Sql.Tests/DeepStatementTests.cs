using Weir.Core.Errors;

namespace Weir.Sql.Tests;

/// <summary>
/// Statements as deep as a text of some hundred kilobytes allows: an answer or a clear error, never the end of the
/// process.
/// </summary>
public sealed class DeepStatementTests
{
    private const int Depth = 60_000;

    private static readonly (string From, string To)[] Pairs =
        [("postgres", "bigquery"), ("bigquery", "snowflake"), ("snowflake", "duckdb"), ("duckdb", "postgres"),
            ("snowflake", "postgres")];

    /// <summary>The head, the piece that is repeated, what stands within and what closes each piece.</summary>
    public static TheoryData<string, string, string, string> Shapes { get; } = new()
    {
        { "SELECT 1", " + 1", "", "" },
        { "SELECT x FROM t WHERE a = 1", " OR a = 1", "", "" },
        { "SELECT x FROM t WHERE a = 1", " AND a <> 2", "", "" },
        { "SELECT 'a'", " || b", "", "" },
        { "SELECT 2", " ^ 2", "", "" },
        { "SELECT a", " = b", "", "" },
        { "SELECT a", " IS NULL", "", "" },
        { "SELECT a", " BETWEEN 1 AND 2", "", "" },
        { "SELECT ", "- ", "1", "" },
        { "SELECT ", "NOT ", "TRUE", "" },
        { "SELECT a", "::INT", "", "" },
        { "SELECT a", "[1]", "", "" },
        { "SELECT a", ".b", "", "" },
        { "SELECT a", " -> 'x'", "", "" },
        { "SELECT ", "(", "1", ")" },
        { "SELECT ", "ABS(", "1", ")" },
        { "SELECT ", "CASE WHEN a THEN ", "1", " END" },
        { "SELECT ", "CAST(", "1", " AS INT)" },
        { "SELECT ", "ARRAY[", "1", "]" },
        { "SELECT 1", " UNION ALL SELECT 1", "", "" },
        { "SELECT 1", " UNION SELECT DISTINCT x FROM t", "", "" },
        { "", "SELECT * FROM (", "SELECT 1", ") AS t" },
        { "", "(", "SELECT 1", ")" },
        { "SELECT * FROM t", " JOIN u USING (x)", "", "" },
        { "SELECT * FROM ", "(", "t", " JOIN u ON TRUE)" },
        { "SELECT * FROM t", ", u", "", "" },
        { "", "WITH a AS (", "SELECT 1", ") SELECT * FROM a" },
        { "SELECT * FROM t", " JOIN u", "", "" },
        { "SELECT * FROM t", " JOIN u", "", " ON TRUE" },
        { "SELECT ", "((SELECT ", "1", ") + 1)" },
        { "SELECT ", "TRIM(SUBSTRING(FLOOR(", "1", "), 1))" },
        { "SELECT ", "TO_BOOLEAN(", "a", ")" },
        { "SELECT CAST(a AS ", "ARRAY<", "INT64", ">)" },
        { "SELECT a FROM t GROUP BY 1", " + 1, a + 1", "", "" },
        { "SELECT SUM(x) OVER (ORDER BY a", " + 1", "", "" },
        { "SELECT a AT TIME ZONE 'UTC'", " AT TIME ZONE 'UTC'", "", "" },
        { "SELECT a", " COLLATE \"C\"", "", "" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_text_or_a_clear_error(string head, string piece, string within, string close)
    {
        foreach (int depth in (int[])[30, 3_000, Depth])
        {
            string sql = head + Repeat(piece, depth) + within + Repeat(close, depth);
            foreach ((string from, string to) in Pairs)
            {
                _ = SqlTranslator.TryTranslate(
                    sql, from, to, null, out SqlTranslation? translation, out WeirException? error);
                Assert.True(translation is not null || error is not null);
                Assert.True(Record.Exception(() => SqlLinter.Lint(sql, from)) is null or WeirException);
            }
        }
    }

    private static string Repeat(string piece, int count) => string.Concat(Enumerable.Repeat(piece, count));
}
