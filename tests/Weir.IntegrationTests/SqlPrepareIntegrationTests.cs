using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Weir.Sql;
using Weir.Tests;

namespace Weir.IntegrationTests;

/// <summary>The corpus' rows into PostgreSQL, PREPAREd on one: the short form of eng/proofs/sql-prepare.py.</summary>
public sealed partial class SqlPrepareIntegrationTests(SharedPostgres shared) : IClassFixture<SharedPostgres>
{
    // Tables, columns, types, schemas and parameters of the statement's author, which are not there.
    private static readonly string[] Absent = ["42P01", "42703", "42704", "3F000", "42P02"];

    [Fact]
    public async Task PostgreSQL_resolves_what_is_written_for_it_in_95_of_100_rows()
    {
        string path = SharedData.PathOrSkip("sql/derived.jsonl.gz");
        PostgresServer server = await shared.GetOrSkipAsync();
        List<string> statements = [];
        foreach (string line in ReadLines(path))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            string from = row.RootElement.GetProperty("read_dialect").GetString()!;
            string kind = row.RootElement.GetProperty("statement").GetString()!;
            if (row.RootElement.GetProperty("write_dialect").GetString() == "postgres" && from != "postgres"
                && kind is "query" or "expression"
                && SqlTranslator.TryTranslate(row.RootElement.GetProperty("sql_in").GetString()!, from, "postgres",
                    null, out SqlTranslation? translation, out _)
                && !translation.Sql.Contains(';', StringComparison.Ordinal))
            {
                statements.Add(
                    $"PREPARE w{statements.Count} AS {(kind == "expression" ? "SELECT " : string.Empty)}{translation.Sql}");
            }
        }

        StringBuilder errors = new();
        await server.RunAsync(["\\set VERBOSITY verbose"], statements, errors);
        Dictionary<int, string> failed = [];
        foreach (Match match in Failure().Matches(errors.ToString()))
        {
            failed[int.Parse(match.Groups["at"].Value, System.Globalization.CultureInfo.InvariantCulture)] =
                match.Groups["code"].Value;
        }

        // Hundreds of rows name tables that are not there: without them the errors were not read.
        Assert.True(failed.Count > 100, errors.ToString());
        int[] wrong = [.. failed.Where(pair => !Absent.Contains(pair.Value)).Select(pair => pair.Key)];
        int prepared = statements.Count - failed.Count;
        Assert.True(prepared > 300, $"{prepared} of {statements.Count} statements were prepared");
        Assert.True(prepared >= 19 * wrong.Length,
            $"{prepared} prepared, {wrong.Length} failed:\n{string.Join('\n', wrong.Select(at => failed[at] + " " + statements[at]))}");
    }

    private static IEnumerable<string> ReadLines(string path)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    [GeneratedRegex(@"@(?<at>\d+)\n(?:psql:\S+ )?ERROR:  (?<code>\w{5}): ")]
    private static partial Regex Failure();
}
