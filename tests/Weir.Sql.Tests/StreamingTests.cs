using Weir.Core.Errors;

namespace Weir.Sql.Tests;

/// <summary>
/// Detection rules for Flink and DeltaStream; Flink runs them in FlinkIntegrationTests, DeltaStream's forms are those
/// of its manual and examples.
/// </summary>
public sealed class StreamingTests
{
    [Theory]
    [InlineData("flink",
        "CREATE TABLE t (ts TIMESTAMP(3), a TEXT, v NUMERIC(38, 0), WATERMARK FOR ts AS ts - INTERVAL '5 seconds') WITH ('connector' = 'kafka')",
        "CREATE TABLE t (ts TIMESTAMP(3), a STRING, v DECIMAL(38, 0), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='kafka')")]
    [InlineData("deltastream", "CREATE TABLE t (ts TIMESTAMP(3), a TEXT, WATERMARK FOR ts AS ts)",
        "CREATE STREAM t (ts TIMESTAMP(3), a VARCHAR) WITH ('topic' = 't', 'value.format' = 'json', 'timestamp' = 'ts')")]
    [InlineData("deltastream", "CREATE TABLE t (id TEXT, n BIGINT, PRIMARY KEY (id))",
        "CREATE CHANGELOG t (id VARCHAR, n BIGINT, PRIMARY KEY (id)) WITH ('topic' = 't', 'value.format' = 'json')")]
    [InlineData("flink", "CREATE TABLE t (id TEXT, PRIMARY KEY (id))",
        "CREATE TABLE t (id STRING, PRIMARY KEY (id) NOT ENFORCED)")]
    [InlineData("deltastream", "CREATE TABLE big AS SELECT a FROM t WHERE v > 5",
        "CREATE STREAM big AS SELECT a FROM t WHERE v > 5")]
    [InlineData("flink",
        "SELECT a, COUNT(*) FROM TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1 minute') GROUP BY a, window_start, window_end",
        "SELECT a, COUNT(*) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY a, window_start, window_end")]
    [InlineData("deltastream",
        "SELECT a, COUNT(*) FROM TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1 minute') GROUP BY a, window_start, window_end",
        "SELECT a, COUNT(*) FROM TUMBLE(t, SIZE 1 MINUTE) WITH ('timestamp' = 'ts') GROUP BY a, window_start, window_end")]
    [InlineData("deltastream",
        "SELECT a FROM HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '10 seconds', INTERVAL '1 hour') AS w", "SELECT a FROM HOP(t, SIZE 1 HOUR, ADVANCE BY 10 SECONDS) AS w WITH ('timestamp' = 'ts')")]
    [InlineData("deltastream",
        "SELECT l.a FROM l JOIN r ON l.a = r.a AND r.ts BETWEEN l.ts AND l.ts + INTERVAL '2 hours' AND r.n > l.n WHERE l.v > 5",
        "SELECT l.a FROM l WITH ('timestamp' = 'ts') JOIN r WITH ('timestamp' = 'ts') WITHIN 2 HOURS ON l.a = r.a WHERE l.v > 5 AND r.ts BETWEEN l.ts AND l.ts + INTERVAL '2' HOUR AND r.n > l.n")]
    [InlineData("deltastream",
        "SELECT l.a FROM l LEFT JOIN r ON l.a = r.a AND r.ts BETWEEN l.ts - INTERVAL '2 seconds' AND l.ts + INTERVAL '2 seconds'",
        "SELECT l.a FROM l WITH ('timestamp' = 'ts') LEFT JOIN r WITH ('timestamp' = 'ts') WITHIN 2 SECONDS ON l.a = r.a")]
    [InlineData("flink", "SELECT SUM(v) OVER (ORDER BY ts ROWS BETWEEN 9 PRECEDING AND CURRENT ROW) FROM t",
        "SELECT SUM(v) OVER (ORDER BY ts ROWS BETWEEN 9 PRECEDING AND CURRENT ROW) FROM t")]
    [InlineData("flink", "SELECT COUNT(*) OVER (ORDER BY ts ROWS BETWEEN 9 PRECEDING AND 1 PRECEDING) FROM t",
        "SELECT COUNT(*) OVER (ORDER BY ts ROWS BETWEEN 9 PRECEDING AND CURRENT ROW) - 1 FROM t")]
    [InlineData("flink", "SELECT a FROM t WHERE ts > now - INTERVAL '100 minutes'",
        "SELECT a FROM t WHERE ts > now - INTERVAL '100' MINUTE(3)")]
    public void A_rule_is_written_for_a_streaming_engine(string to, string sql, string expected) =>
        Assert.Equal(expected, SqlTranslator.Translate(sql, "postgres", to));

    [Theory]
    [InlineData("flink", "SELECT MAX(v) OVER (ORDER BY ts ROWS BETWEEN 9 PRECEDING AND 1 PRECEDING) FROM t",
        "does not end at the current row")]
    [InlineData("deltastream", "SELECT l.a FROM l JOIN r ON l.a > r.a", "without an equality")]
    [InlineData(
        "deltastream", "SELECT l.a FROM l LEFT JOIN r ON l.a = r.a AND r.n > 5", "further conditions of an outer join")]
    [InlineData("snowflake", "SELECT a FROM HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '7 seconds', INTERVAL '1 minute')",
        "a window of time")]
    [InlineData("mysql", "SELECT a FROM TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1 minute')", "a window of time")]
    public void What_a_stream_cannot_do_is_refused(string to, string sql, string construct) =>
        Assert.Contains(construct, Assert.Throws<SqlUnsupportedException>(() => SqlTranslator.Translate(
            sql, "postgres", to)).Message, StringComparison.Ordinal);
}
