using System.Diagnostics;
using System.Globalization;
using Weir.Connectors.Postgres;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Transforms;
using Weir.Pipeline;

namespace Weir.Benchmarks;

/// <summary>
/// <c>postgres-load SETTINGS [blocks] [rounds]</c>: rows a second into an empty PostgreSQL database by Weir's COPY,
/// beside <c>psql</c>'s <c>\copy</c> of the same rows, binary, from files into the same tables.
/// </summary>
internal static class PostgresLoad
{
    private static readonly string[] Tables = ["transactions", "logs", "token_transfers"];

    public static async Task<int> RunAsync(string[] args)
    {
        string settings = args[0];
        int blocks = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 300;
        int rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5;
        Batch[] batches = DuckDbLoadRows.Create(0, blocks);
        foreach (Batch batch in batches)
        {
            // Columns that came later than these rows are NULL.
            foreach (Column column in batch.Columns.Where(column => column.Count == 0))
            {
                while (column.Count < batch.RowCount)
                {
                    column.AppendNull();
                }
            }
        }

        long rows = batches.Sum(batch => (long)batch.RowCount);
        PostgresOptions options = PostgresOptions.Parse(settings);
        string folder = Directory.CreateTempSubdirectory("weir-postgres-load-").FullName;
        List<double> ours = [];
        List<double> theirs = [];
        try
        {
            for (int round = 0; round < rounds; round++)
            {
                Psql(settings, "DROP SCHEMA public CASCADE; CREATE SCHEMA public;");
                ours.Add(await LoadAsync(options, batches));
                if (round == 0)
                {
                    Psql(settings, [.. Tables.Select(table => $"\\copy {table}_p18 TO '{folder}/{table}.bin' (FORMAT binary)")]);
                }

                Psql(settings, $"TRUNCATE {string.Join(", ", Tables)}; CHECKPOINT;");
                long began = Stopwatch.GetTimestamp();
                Psql(settings,
                    ["BEGIN", .. Tables.Select(table => $"\\copy {table}_p18 FROM '{folder}/{table}.bin' (FORMAT binary)"), "COMMIT"]);
                theirs.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        double our = Median(ours);
        double their = Median(theirs);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows:N0} rows, median of {rounds}: Weir's commit {rows / our:N0} rows/s, psql's \\copy {rows / their:N0} rows/s: {their / our:P0}"));
        return 0;
    }

    private static async Task<double> LoadAsync(PostgresOptions options, Batch[] batches)
    {
        await using PostgresSink sink = new(options, TimeProvider.System);
        TableSchema[] tables = [.. batches.Select(batch => batch.Schema)];
        await sink.OpenAsync(
            new SinkRequest(new PipelineKey(1, "backfill"), [.. Decoders.AllTables.Union(tables)], ProofGroups.None),
            CancellationToken.None);
        long began = Stopwatch.GetTimestamp();
        await sink.CommitAsync(new Commit(1, new SourcePosition(null, null), [], [], batches), CancellationToken.None);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Psql(string settings, params string[] commands)
    {
        Dictionary<string, string> parts = settings.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2)).ToDictionary(part => part[0].ToLowerInvariant(), part => part[1]);
        ProcessStartInfo start = new(
            "psql",
            ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", parts["host"], "-p", parts["port"], "-U", parts["username"], "-d",
                parts["database"], .. commands.SelectMany(command => (string[])["-c", command])])
        {
            RedirectStandardError = true,
        };
        using Process psql = Process.Start(start)!;
        string error = psql.StandardError.ReadToEnd();
        psql.WaitForExit();
        if (psql.ExitCode != 0)
        {
            throw new InvalidOperationException(error);
        }
    }
}
