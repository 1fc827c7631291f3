using Weir.Connectors.DuckDb;
using Weir.Connectors.DuckDb.Native;

namespace Weir.Tests.App;

/// <summary>Prices out of a warehouse, by the command line.</summary>
public sealed class RiskQueryTests
{
    private static readonly string[] Days =
        ["2020-01-01", "2020-01-02", "2020-01-03", "2020-01-05", "2020-01-06", "2020-01-07"];

    public static TheoryData<string, string> Times => new()
    {
        { "day", "2020-01-03" },
        { "day::TIMESTAMP", "2020-01-03" },
        { "(day::TIMESTAMP + INTERVAL 6 HOUR)", "2020-01-03T06:00:00Z" },
        { "(day::TIMESTAMP + INTERVAL 6 HOUR)::TIMESTAMPTZ", "2020-01-03T06:00:00Z" },
        { "epoch(day::TIMESTAMP)::BIGINT", "2020-01-03" },
        { "epoch_ms(day::TIMESTAMP)", "2020-01-03" },
        { "epoch_us(day::TIMESTAMP + INTERVAL 90 SECOND)", "2020-01-03T00:01:30Z" },
        { "epoch_ns(day::TIMESTAMP)", "2020-01-03" },
        { "strftime(day, '%Y-%m-%d')", "2020-01-03" },
        { "(epoch(day::TIMESTAMP)::BIGINT // 86400)", "18264" },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public async Task Times_of_any_type_are_read_and_gaps_named(string time, string third)
    {
        using CommandLine weir = new();
        string warehouse = Warehouse(weir);
        string sql = $"SELECT {time} AS time, eth FROM prices WHERE eth IS NOT NULL ORDER BY 1";
        Assert.True(await weir.RunAsync(
            "risk", "var", "--query", sql, "--warehouse", warehouse, "--confidence", "0.5", "--json") == 0, weir.Error);
        Assert.Contains("gap: 1 missing between " + third, weir.Error, StringComparison.Ordinal);
        Assert.Contains("\"observations\":5", weir.Output, StringComparison.Ordinal);
        Assert.True(
            await weir.RunAsync("risk", "var", "--query", sql, "--warehouse", warehouse, "--confidence", "0.5",
                "--json", "--first", third) == 0, weir.Error);
        Assert.Contains("\"observations\":3", weir.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eth::DECIMAL(18, 4)")]
    [InlineData("eth::FLOAT")]
    [InlineData("eth::VARCHAR")]
    [InlineData("eth::BIGINT")]
    [InlineData("eth::BIGINT::BIGNUM")]
    [InlineData("eth::UBIGINT")]
    [InlineData("eth::HUGEINT")]
    public async Task Prices_of_any_number_type_give_the_same_figure(string price)
    {
        using CommandLine weir = new();
        string warehouse = Warehouse(weir);
        Assert.True(
            await weir.RunAsync("risk", "es", "--query", "SELECT day, eth FROM prices WHERE eth IS NOT NULL ORDER BY 1",
                "--warehouse", warehouse) == 0, weir.Error);
        string expected = BelowTheQuery(weir.Output);
        Assert.True(
            await weir.RunAsync("risk", "es", "--query",
                $"SELECT day, {price} FROM prices WHERE eth IS NOT NULL ORDER BY 1", "--warehouse", warehouse) == 0,
                weir.Error);
        Assert.Equal(expected, BelowTheQuery(weir.Output));
    }

    [Fact]
    public async Task A_null_price_leaves_its_row_out_and_is_named()
    {
        using CommandLine weir = new();
        string warehouse = Warehouse(weir);
        Assert.True(await weir.RunAsync(
            "risk", "var", "--query", "SELECT day, eth, btc FROM prices ORDER BY 1", "--warehouse", warehouse, "--confidence", "0.5", "--json") == 0, weir.Error);
        Assert.Contains("no price of btc at 2020-01-02", weir.Error, StringComparison.Ordinal);
        Assert.Contains("no price of eth at 2020-01-08", weir.Error, StringComparison.Ordinal);
        Assert.Contains("gap: 1 missing between 2020-01-01 and 2020-01-03", weir.Error, StringComparison.Ordinal);
        Assert.Contains("\"observations\":4", weir.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT day FROM prices", "WEIR6014", "one column")]
    [InlineData("SELECT day, eth FROM prices WHERE false", "WEIR6014", "no row")]
    [InlineData("SELECT day, NULL::DOUBLE AS eth FROM prices", "WEIR6014", "no row has a price")]
    [InlineData("SELECT NULL::DATE AS day, eth FROM prices", "WEIR6014", "row 1 has no time")]
    [InlineData("SELECT day, 'dear' AS eth FROM prices", "WEIR6014", "'dear' is no number")]
    [InlineData("SELECT day, true AS eth FROM prices", "WEIR6014", "is no number")]
    [InlineData("SELECT day, 'nan'::DOUBLE AS eth FROM prices ORDER BY 1", "WEIR6007", "")]
    [InlineData("SELECT day, -eth FROM prices ORDER BY 1", "WEIR6007", "")]
    [InlineData("SELECT day, eth FROM prices ORDER BY day DESC", "WEIR6011", "do not rise")]
    [InlineData("SELECT day, nothing FROM prices", "WEIR4", "nothing")]
    public async Task A_query_that_gives_no_prices_is_one_clear_error(string sql, string code, string what)
    {
        using CommandLine weir = new();
        Assert.NotEqual(0, await weir.RunAsync("risk", "var", "--query", sql, "--warehouse", Warehouse(weir)));
        Assert.Contains(code, weir.Error, StringComparison.Ordinal);
        Assert.Contains(what, weir.Error, StringComparison.Ordinal);
        Assert.Empty(weir.Output);
    }

    [Fact]
    public async Task A_warehouse_that_is_not_there_is_named()
    {
        using CommandLine weir = new();
        Assert.NotEqual(0, await weir.RunAsync(
            "risk", "var", "--query", "SELECT 1, 2", "--warehouse", $"duckdb:{weir.Path("none.duckdb")}"));
        Assert.Contains("none.duckdb", weir.Error, StringComparison.Ordinal);
    }

    /// <summary>An answer without its first line, which names the query.</summary>
    private static string BelowTheQuery(string answer) =>
        answer[(answer.IndexOf('\n', StringComparison.Ordinal) + 1)..];

    private static string Warehouse(CommandLine weir)
    {
        string path = weir.Path("prices.duckdb");
        using DuckDbDatabase database = DuckDbDatabase.Open(path, isWritable: true, new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();
        connection.Execute("CREATE TABLE prices(day DATE, eth DOUBLE, btc DOUBLE)");
        for (int i = 0; i < Days.Length; i++)
        {
            string btc = i == 1 ? "NULL" : $"{7000 + (i * 37 % 11)}";
            connection.Execute($"INSERT INTO prices VALUES (DATE '{Days[i]}', {130 + (i * 53 % 17)}, {btc})");
        }

        connection.Execute("INSERT INTO prices VALUES (DATE '2020-01-08', NULL, 7001)");
        return $"duckdb:{path}";
    }
}
