using System.Globalization;
using System.Text;
using System.Text.Json;
using DuckDB.NET.Data;
using Weir.Sql;

namespace Weir.IntegrationTests;

/// <summary>
/// One rule, two ways: detection rules in canonical SQL run by Flink over a stream and by DuckDB over the same rows,
/// with equal answers.
/// </summary>
public sealed class FlinkIntegrationTests
{
    private const string Transfers = """
        CREATE TABLE transfers (ts TIMESTAMP(3), tx TEXT, sender TEXT, receiver TEXT, amount DOUBLE PRECISION, block_number BIGINT,
          WATERMARK FOR ts AS ts - INTERVAL '5 seconds')
        WITH ('connector' = 'filesystem', 'path' = 'transfers.jsonl', 'format' = 'json')
        """;

    /// <summary>The name of the answer, its columns, the rule.</summary>
    private static readonly (string Name, string Columns, string Rule)[] Rules =
    [
        ("tumble", "sender TEXT, window_start TIMESTAMP(3), window_end TIMESTAMP(3), n BIGINT, total DOUBLE PRECISION", """
            SELECT sender, window_start, window_end, COUNT(*) AS n, SUM(amount) AS total
            FROM TUMBLE(TABLE transfers, DESCRIPTOR(ts), INTERVAL '1 minute') GROUP BY sender, window_start, window_end
            """),
        ("hop", "sender TEXT, window_start TIMESTAMP(3), window_end TIMESTAMP(3), n BIGINT", """
            SELECT w.sender, w.window_start, w.window_end, COUNT(*) AS n
            FROM HOP(TABLE transfers, DESCRIPTOR(ts), INTERVAL '20 seconds', INTERVAL '120 seconds') AS w GROUP BY w.sender, w.window_start, w.window_end
            """),
        ("flash_loan", "loan TEXT, repayment TEXT", """
            SELECT l.tx AS loan, r.tx AS repayment FROM transfers AS l JOIN transfers AS r
              ON l.receiver = r.sender AND r.ts BETWEEN l.ts AND l.ts + INTERVAL '60 seconds' AND l.sender = r.receiver AND r.amount >= l.amount
            WHERE l.amount > 500 AND l.tx <> r.tx
            """),
        ("jump", "tx TEXT, amount DOUBLE PRECISION, before DOUBLE PRECISION", """
            SELECT tx, amount, before FROM (SELECT tx, amount, LAG(amount) OVER (PARTITION BY sender ORDER BY ts) AS before FROM transfers) AS x
            WHERE before > 0 AND amount > 1.5 * before
            """),
        ("baseline", "tx TEXT, baseline DOUBLE PRECISION, n BIGINT", """
            SELECT tx, AVG(amount) OVER (PARTITION BY sender ORDER BY ts ROWS BETWEEN 10 PRECEDING AND 1 PRECEDING) AS baseline,
              COUNT(*) OVER (PARTITION BY sender ORDER BY ts ROWS BETWEEN 10 PRECEDING AND 1 PRECEDING) AS n FROM transfers
            """),
    ];

    [Fact]
    public async Task Rules_on_a_stream_of_Flink_give_the_rows_of_the_warehouse()
    {
        string script = FlinkSql.PathOrSkip();
        string folder = Directory.CreateTempSubdirectory("weir-flink-").FullName;
        try
        {
            string[] lines = Events();
            await File.WriteAllLinesAsync(Path.Combine(folder, "transfers.jsonl"), lines);
            StringBuilder sql = new(SqlTranslator.Translate(Transfers, "postgres", "flink") + ";\n");
            foreach ((string name, string columns, _) in Rules)
            {
                string sink =
                    $"CREATE TABLE {name} ({columns}) WITH ('connector' = 'filesystem', 'path' = 'out/{name}', 'format' = 'json')";
                sql.Append(SqlTranslator.Translate(sink, "postgres", "flink")).Append(";\n");
            }
            sql.Append("EXECUTE STATEMENT SET BEGIN\n");
            foreach ((string name, _, string rule) in Rules)
            {
                sql.Append(SqlTranslator.Translate($"INSERT INTO {name} {rule}", "postgres", "flink")).Append(";\n");
            }
            sql.Append("END;\n");
            await FlinkSql.RunAsync(script, folder, sql.ToString());
            foreach ((string name, _, string rule) in Rules)
            {
                string[] expected = Warehouse(Path.Combine(folder, "transfers.jsonl"), rule);
                Assert.True(expected.Length > 5, $"{name}: {expected.Length} rows in the warehouse");
                Assert.Equal(expected, Stream(Path.Combine(folder, "out", name)));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// 600 transfers in the order of their times, no two at the same one; every 40th is a loan that is repaid 7 s
    /// later.
    /// </summary>
    private static string[] Events()
    {
        Random random = new(11);
        DateTime time = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        List<(DateTime Time, string Sender, string Receiver, double Amount)> events = [];
        for (int i = 0; i < 600; i++)
        {
            time = time.AddMilliseconds(random.Next(200, 4000));
            (string sender, string receiver, double amount) =
                ($"a{random.Next(5)}", $"a{random.Next(5, 9)}", random.Next(1, 400) / 4.0);
            if (i % 40 == 0)
            {
                (sender, receiver, amount) = ("pool", $"x{i}", 1000 + i);
                events.Add((time.AddMilliseconds(7001), receiver, sender, amount + 1));
            }
            events.Add((time, sender, receiver, amount));
        }
        return [.. events.OrderBy(one => one.Time).Select((one, i) => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"ts":"{{one.Time:yyyy-MM-dd HH:mm:ss.fff}}","tx":"t{{i}}","sender":"{{one.Sender}}","receiver":"{{one.Receiver}}","amount":{{one.Amount}},"block_number":{{i / 10}}}"""))];
    }

    private static string[] Warehouse(string path, string rule)
    {
        using DuckDBConnection connection = new("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText =
            $"CREATE TABLE transfers AS SELECT * FROM read_json('{path}', columns = {{ts: 'TIMESTAMP', tx: 'VARCHAR', sender: 'VARCHAR', receiver: 'VARCHAR', amount: 'DOUBLE', block_number: 'BIGINT'}})";
        command.ExecuteNonQuery();
        string[] rows = SqlAnswer.Read(connection, SqlTranslator.Translate(rule, "postgres", "duckdb"));
        return [.. SqlAnswer.Plain(rows).Order(StringComparer.Ordinal)];
    }

    private static string[] Stream(string folder)
    {
        List<string> rows = [];
        foreach (string line in Directory.EnumerateFiles(folder).SelectMany(File.ReadLines))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            rows.Add(string.Join(SqlAnswer.Column, row.RootElement.EnumerateObject().Select(
                cell => cell.Value.ValueKind == JsonValueKind.Null ? SqlAnswer.Null : cell.Value.ToString())));
        }
        return [.. SqlAnswer.Plain(rows).Order(StringComparer.Ordinal)];
    }
}
