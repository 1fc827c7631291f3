using System.Text;
using DuckDB.NET.Data;
using Weir.Core.Errors;
using Weir.Sql;
using Weir.Sql.Tests;
using Weir.Tests;

namespace Weir.IntegrationTests;

/// <summary>
/// Two real engines: what the translator writes for DuckDB and for PostgreSQL gives the same rows. TPC-H's 22 queries
/// through each of four dialects, Weir's canonical queries in their order, and the semantic probes.
/// </summary>
public sealed class SqlAnswersIntegrationTests(SharedPostgres shared) : IClassFixture<SharedPostgres>
{
    private static readonly string[] Ways = ["postgres", "duckdb", "bigquery", "snowflake"];

    [Fact]
    public async Task TPC_H_through_every_dialect_gives_equal_rows_on_DuckDB_and_PostgreSQL()
    {
        List<(string Name, string DuckDb, string Postgres)> cases = [];
        foreach (string file in Directory.EnumerateFiles(
            Path.Combine(Golden.Root, "tests", "Golden", "tpch"), "*.sql").Order(StringComparer.Ordinal))
        {
            string sql = await File.ReadAllTextAsync(file);
            foreach (string way in Ways)
            {
                string there = SqlTranslator.Translate(sql, "postgres", way);
                cases.Add(($"{Path.GetFileName(file)} by {way}", SqlTranslator.Translate(there, way, "duckdb"),
                    SqlTranslator.Translate(there, way, "postgres")));
            }
        }

        Assert.Equal(22 * Ways.Length, cases.Count);
        (string[]?[] duckdb, string[]?[] postgres, string errors) = await RunAsync(
            TpchTables.Make(7), cases.ConvertAll(one => one.DuckDb), cases.ConvertAll(one => one.Postgres));
        for (int i = 0; i < cases.Count; i++)
        {
            Assert.True(duckdb[i]!.Length > 0, $"{cases[i].Name}: no rows\n{cases[i].DuckDb}");
            Same(cases[i].Name, cases[i].Postgres, duckdb[i]!.Order(StringComparer.Ordinal),
                postgres[i]?.Order(StringComparer.Ordinal), errors);
            Same(cases[i].Name, cases[i].DuckDb, duckdb[i / Ways.Length * Ways.Length]!.Order(StringComparer.Ordinal),
                duckdb[i]!.Order(StringComparer.Ordinal), errors);
        }
    }

    [Fact]
    public async Task The_canonical_queries_give_equal_rows_in_their_order_on_DuckDB_and_PostgreSQL()
    {
        // The API's take parameters: PostgresApiTests asks them.
        string[] files = [.. Directory.EnumerateFiles(
            Path.Combine(Golden.Root, "src", "Weir.App", "Queries"), "*.sql")
            .Where(file => !Path.GetFileName(file).StartsWith("api_", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        string[] queries = [.. files.Select(file => File.ReadAllText(file))];
        (string[]?[] duckdb, string[]?[] postgres, string errors) = await RunAsync(
            WeirTables.Make(TimeProvider.System.GetUtcNow()),
            [.. queries.Select(sql => SqlTranslator.Translate(sql, "postgres", "duckdb"))], queries);
        for (int i = 0; i < files.Length; i++)
        {
            Assert.True(duckdb[i]!.Length > 0, $"{files[i]}: no rows");
            bool total = !Path.GetFileName(files[i]).StartsWith("original", StringComparison.Ordinal)
                && Path.GetFileName(files[i]) != "transfer_volume.sql";
            Same(Path.GetFileName(files[i]), queries[i], total ? duckdb[i]! : duckdb[i]!.Order(StringComparer.Ordinal),
                total ? postgres[i] : postgres[i]?.Order(StringComparer.Ordinal), errors);
        }
    }

    [Fact]
    public async Task The_probes_give_the_sources_answer_on_PostgreSQL()
    {
        List<(string Sql, string Expected)> probes = [];
        int refused = 0;
        foreach (ITheoryDataRow row in Probes.All)
        {
            object?[] data = row.GetData();
            if (((string)data[1]!).Contains("IS JSON", StringComparison.Ordinal))
            {
                // PostgreSQL has it from 16 on.
                continue;
            }
            try
            {
                probes.Add((SqlTranslator.Translate((string)data[1]!, (string)data[0]!, "postgres"), (string)data[2]!));
            }
            catch (WeirException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 0, 2);
        PostgresServer server = await shared.GetOrSkipAsync();
        StringBuilder errors = new();
        string[]?[] answers = await server.RunAsync([], probes.ConvertAll(probe => probe.Sql), errors);
        for (int i = 0; i < probes.Count; i++)
        {
            string expected = probes[i].Expected.Length == 0 ? SqlAnswer.Null : probes[i].Expected;
            Same($"probe {i}", probes[i].Sql, SqlAnswer.Plain([expected]),
                answers[i] is { } rows ? SqlAnswer.Plain(rows) : null, errors.ToString());
        }
    }

    [Fact]
    public async Task What_PostgreSQL_says_in_words_of_its_own_gives_the_sources_answer()
    {
        PostgresServer server = await shared.GetOrSkipAsync();
        (string Sql, string Expected)[] probes =
            [.. PostgresProbes.All.Select(row => ((ITheoryDataRow)row).GetData()).Select(
                data => (SqlTranslator.Translate((string)data[1]!, (string)data[0]!, "postgres"), (string)data[2]!))];
        StringBuilder errors = new();
        string[]?[] answers = await server.RunAsync([], Array.ConvertAll(probes, probe => probe.Sql), errors);
        for (int i = 0; i < probes.Length; i++)
        {
            string rows = string.Concat(answers[i] ?? []).TrimEnd('\n').Replace(SqlAnswer.Column, "~",
                StringComparison.Ordinal).Replace(SqlAnswer.Null, string.Empty, StringComparison.Ordinal);
            Same($"probe {i}", probes[i].Sql, [probes[i].Expected], answers[i] is null ? null : [rows],
                errors.ToString());
        }
    }

    private static void Same(
        string name, string sql, IEnumerable<string> expected, IEnumerable<string>? rows, string errors)
    {
        Assert.True(rows is not null, $"{name} failed:\n{sql}\n{errors}");
        string left = string.Join('\n', expected);
        string right = string.Join('\n', rows!);
        Assert.True(left == right, $"{name}:\n{sql}\n-- expected\n{left}\n-- got\n{right}\n{errors}");
    }

    private async Task<(string[]?[] DuckDb, string[]?[] Postgres, string Errors)> RunAsync(
        IReadOnlyList<SqlTable> tables, IReadOnlyList<string> duckdb, IReadOnlyList<string> postgres)
    {
        PostgresServer server = await shared.GetOrSkipAsync();
        string folder = Directory.CreateTempSubdirectory("weir-sql-").FullName;
        try
        {
            using DuckDBConnection connection = new("DataSource=:memory:");
            await connection.OpenAsync();
            foreach (string statement in tables.SelectMany(table => table.DuckDb(folder)).Prepend(
                "SET TimeZone = 'UTC'"))
            {
                SqlAnswer.Read(connection, statement);
            }

            string[]?[] here = [.. duckdb.Select(sql => SqlAnswer.Plain(SqlAnswer.Read(connection, sql)))];
            StringBuilder errors = new();
            string[]?[] there =
                await server.RunAsync(tables.SelectMany(table => table.Postgres(folder)), postgres, errors);
            return (here, [.. there.Select(rows => rows is null ? null : SqlAnswer.Plain(rows))], errors.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
