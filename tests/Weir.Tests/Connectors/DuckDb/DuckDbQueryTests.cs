using System.Numerics;
using Weir.Connectors.DuckDb;
using Weir.Core.Errors;
using Weir.Pipeline;

namespace Weir.Tests.Connectors.DuckDb;

public sealed class DuckDbQueryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Values => new()
    {
        { "NULL", "INTEGER", "null" },
        { "true", "BOOLEAN", "bool True" },
        { "(-128)::TINYINT", "TINYINT", "long -128" },
        { "32767::SMALLINT", "SMALLINT", "long 32767" },
        { "(-2147483648)::INTEGER", "INTEGER", "long -2147483648" },
        { "9223372036854775807", "BIGINT", "long 9223372036854775807" },
        { "255::UTINYINT", "UTINYINT", "long 255" },
        { "65535::USMALLINT", "USMALLINT", "long 65535" },
        { "4294967295::UINTEGER", "UINTEGER", "long 4294967295" },
        { "18446744073709551615::UBIGINT", "UBIGINT", "ulong 18446744073709551615" },
        { "(-170141183460469231731687303715884105728)::HUGEINT", "HUGEINT",
            "big -170141183460469231731687303715884105728" },
        { "340282366920938463463374607431768211455::UHUGEINT", "UHUGEINT",
            "big 340282366920938463463374607431768211455" },
        { "'-1'::BIGNUM", "BIGNUM", "big -1" },
        {
            "'115792089237316195423570985008687907853269984665640564039457584007913129639935'::BIGNUM", "BIGNUM",
            "big 115792089237316195423570985008687907853269984665640564039457584007913129639935"
        },
        { "0.1::FLOAT", "FLOAT", "double 0.1" },
        { "'nan'::DOUBLE", "DOUBLE", "double NaN" },
        { "1.5::DOUBLE", "DOUBLE", "double 1.5" },
        { "1.50::DECIMAL(4,2)", "DECIMAL(4,2)", "decimal 1.50" },
        { "(-0.05)::DECIMAL(9,2)", "DECIMAL(9,2)", "decimal -0.05" },
        { "(-123456789.123456789)::DECIMAL(18,9)", "DECIMAL(18,9)", "decimal -123456789.123456789" },
        { "12345678901234567890123456789012345678::DECIMAL(38,0)", "DECIMAL(38,0)",
            "decimal 12345678901234567890123456789012345678" },
        { "'a long text of some more bytes'", "VARCHAR", "text a long text of some more bytes" },
        { "''", "VARCHAR", "text " },
        { "'\\x00\\xFF'::BLOB", "BLOB", "bytes 00FF" },
        { "'0101101'::BIT", "BIT", "text 0101101" },
        {
            "'0123e567-e89b-12d3-a456-426614174000'::UUID", "UUID", "text 0123e567-e89b-12d3-a456-426614174000"
        },
        { "DATE '1969-12-31'", "DATE", "date 1969-12-31" },
        { "TIME '23:59:59.999999'", "TIME", "span 23:59:59.9999990" },
        { "'12:00:00+02'::TIMETZ", "TIME WITH TIME ZONE", "text 12:00:00+02:00" },
        { "INTERVAL 36 HOURS", "INTERVAL", "span 1.12:00:00" },
        { "INTERVAL '1 month 2 days'", "INTERVAL", "text 1 months 2.00:00:00" },
        { "TIMESTAMP '2024-02-29 01:02:03.000004'", "TIMESTAMP", "instant 2024-02-29T01:02:03.0000040+00:00" },
        { "TIMESTAMPTZ '2024-02-29 01:02:03+01'", "TIMESTAMP WITH TIME ZONE",
            "instant 2024-02-29T00:02:03.0000000+00:00" },
        { "'infinity'::TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE", "text infinity" },
        { "TIMESTAMP_S '2024-02-29 01:02:03'", "TIMESTAMP_S", "instant 2024-02-29T01:02:03.0000000+00:00" },
        { "TIMESTAMP_MS '2024-02-29 01:02:03.5'", "TIMESTAMP_MS", "instant 2024-02-29T01:02:03.5000000+00:00" },
        { "'2024-02-29 01:02:03.123456789'::TIMESTAMP_NS", "TIMESTAMP_NS", "text 2024-02-29 01:02:03.123456789" },
        { "'b'::ENUM('a', 'b')", "ENUM", "text b" },
        { "[1, NULL, 3]", "INTEGER[]", "list [long 1, null, long 3]" },
        { "[[], ['x']]", "VARCHAR[][]", "list [list [], list [text x]]" },
        { "[1, 2]::INTEGER[2]", "INTEGER[2]", "list [long 1, long 2]" },
        { "{'a': 1, 'b': ['x']}", "STRUCT(\"a\" INTEGER, \"b\" VARCHAR[])", "struct a=long 1 b=list [text x]" },
        { "MAP {'k': 1.5::DOUBLE}", "MAP(VARCHAR, DOUBLE)", "list [struct key=text k value=double 1.5]" },
        { "'{\"a\":1}'::JSON", "VARCHAR", "text {\"a\":1}" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Every_type_has_its_value(string expression, string typeName, string expected)
    {
        await using DuckDbQuery query = DuckDbQuery.Open(":memory:", new DuckDbOptions());
        await using IQueryResult result = await query.QueryAsync($"SELECT {expression} AS v, 'after'", [], Token);
        Assert.Equal(typeName, result.Columns[0].TypeName);
        Assert.Equal("v", result.Columns[0].Name);
        IReadOnlyList<object?> row = await Single(result);
        Assert.Equal(expected, Show(row[0]));
        Assert.Equal("after", row[1]);
    }

    [Fact]
    public async Task Values_of_many_chunks_come_in_order()
    {
        await using DuckDbQuery query = DuckDbQuery.Open(":memory:", new DuckDbOptions());
        await using IQueryResult result = await query.QueryAsync(
            "SELECT i, [i, i + 1] FROM range(10000) t(i) ORDER BY i", [], Token);
        long expected = 0;
        await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(Token))
        {
            Assert.Equal(expected, row[0]);
            Assert.Equal([expected, expected + 1], Assert.IsType<object?[]>(row[1]));
            expected++;
        }

        Assert.Equal(10000, expected);
    }

    [Fact]
    public async Task Parameters_are_bound_not_pasted()
    {
        await using DuckDbQuery query = DuckDbQuery.Open(":memory:", new DuckDbOptions());
        await using IQueryResult result = await query.QueryAsync(
            "SELECT $1::VARCHAR, $2::BIGINT + 1, $3::DOUBLE, $4::BOOLEAN, $5::VARCHAR, $6::TIMESTAMPTZ",
            ["'; DROP TABLE x; --", 41L, 0.5, true, null, DateTimeOffset.UnixEpoch.AddDays(1)], Token);
        Assert.Equal(
            ["'; DROP TABLE x; --", 42L, 0.5, true, null, DateTimeOffset.UnixEpoch.AddDays(1)], await Single(result));
    }

    [Theory]
    [InlineData("SELECT FROM FROM", "LINE 1: SELECT FROM FROM", "^")]
    [InlineData("SELECT nothing FROM range(3)", "nothing", "^")]
    [InlineData("SELECT * FROM nowhere", "nowhere", "^")]
    [InlineData("SELECT 1; SELECT 2", "multiple statements", "")]
    [InlineData("SELECT $1", "parameter", "")]
    public async Task Wrong_sql_is_shown_with_the_place(string sql, string text, string caret)
    {
        await using DuckDbQuery query = DuckDbQuery.Open(":memory:", new DuckDbOptions());
        SqlSyntaxException error = await Assert.ThrowsAsync<SqlSyntaxException>(() => query.QueryAsync(sql, [], Token));
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Contains(caret, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.ExitCode);
    }

    [Theory]
    [InlineData("SELECT 'x'::INTEGER FROM range(1)")]
    [InlineData("SELECT error('no') FROM range(1)")]
    public async Task A_value_that_fails_while_running_is_a_query_error(string sql)
    {
        await using DuckDbQuery query = DuckDbQuery.Open(":memory:", new DuckDbOptions());
        WarehouseException error = await Assert.ThrowsAsync<WarehouseException>(async () =>
        {
            await using IQueryResult result = await query.QueryAsync(sql, [], Token);
            await Single(result);
        });
        Assert.Equal(ErrorCodes.WarehouseQuery, error.Code);
    }

    [Fact]
    public async Task A_failure_in_the_middle_of_a_stream_is_no_end_of_it()
    {
        await using DuckDbQuery query = DuckDbQuery.Open(":memory:", new DuckDbOptions());
        await using IQueryResult result = await query.QueryAsync(
            "SELECT CASE WHEN i = 900000 THEN error('late') ELSE i::VARCHAR END FROM range(1000000) t(i)", [], Token);
        await Assert.ThrowsAsync<WarehouseException>(async () =>
        {
            await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(Token))
            {
                Assert.NotNull(row[0]);
            }
        });
    }

    [Fact]
    public async Task A_long_query_stops_when_cancelled()
    {
        await using DuckDbQuery query = DuckDbQuery.Open(":memory:", new DuckDbOptions());
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await using IQueryResult result = await query.QueryAsync(
                "SELECT count(*) FROM range(100000000) a, range(1000) b WHERE (a.range * b.range) % 7 = 3", [], source.Token);
            await Single(result);
        });
    }

    private static async Task<IReadOnlyList<object?>> Single(IQueryResult result)
    {
        List<IReadOnlyList<object?>> rows = [];
        await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(Token))
        {
            rows.Add(row);
        }

        return Assert.Single(rows);
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        bool flag => $"bool {flag}",
        long number => $"long {number}",
        ulong number => $"ulong {number}",
        BigInteger number => $"big {number}",
        double number => $"double {number}",
        ExactDecimal number => $"decimal {number}",
        string text => $"text {text}",
        byte[] bytes => $"bytes {Convert.ToHexString(bytes)}",
        DateOnly date => $"date {date:yyyy-MM-dd}",
        TimeSpan span => $"span {span:c}",
        DateTimeOffset instant => $"instant {instant:o}",
        IReadOnlyList<object?> list => $"list [{string.Join(", ", list.Select(Show))}]",
        StructValue parts =>
            "struct " + string.Join(' ', parts.Names.Zip(parts.Values, (name, part) => $"{name}={Show(part)}")),
        _ => $"{value.GetType().Name} {value}",
    };
}
