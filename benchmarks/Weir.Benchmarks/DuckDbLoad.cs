using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Weir.Connectors.DuckDb;
using Weir.Connectors.DuckDb.Native;
using Weir.Core.Tables;

namespace Weir.Benchmarks;

/// <summary>
/// <c>duckdb-load [blocks] [rounds] [blocks a commit]</c>: rows a second into a fresh DuckDB file by Weir's chunks,
/// beside the engine's own INSERT … SELECT from a Parquet file of the same rows, and beside DuckDB.NET's row appender.
/// </summary>
/// <remarks>Every way writes the same tables in one file, each commit a transaction, and ends with a checkpoint.
/// DuckDB.NET 1.5.6.1's row appender crashes the process on BIGNUM (300,000 values are enough), so its tables have
/// VARCHAR in that place.</remarks>
internal static class DuckDbLoad
{
    public static int Run(string[] args)
    {
        int blocks = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1500;
        int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        int commit = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : blocks;
        List<Batch[]> commits = [];
        for (int first = 0; first < blocks; first += commit)
        {
            commits.Add(DuckDbLoadRows.Create(first, Math.Min(commit, blocks - first)));
        }

        long rows = commits.Sum(batches => batches.Sum(batch => (long)batch.RowCount));
        string folder = Directory.CreateTempSubdirectory("weir-duckdb-load-").FullName;
        try
        {
            string source = Path.Combine(folder, "source.duckdb");
            LoadChunks(source, commits);
            WriteParquet(source, folder, commits, commit);
            (string Name, Action<string> Load)[] ways =
            [
                ("INSERT … SELECT from Parquet", path => InsertSelect(path, folder, commits)),
                ("Weir's chunks", path => LoadChunks(path, commits)),
                ("DuckDB.NET's row appender", path => AppendRows(path, commits)),
            ];
            List<double>[] seconds = [.. ways.Select(_ => new List<double>())];
            List<double>[] processor = [.. ways.Select(_ => new List<double>())];
            for (int round = 0; round < rounds; round++)
            {
                for (int i = 0; i < ways.Length; i++)
                {
                    string path = Path.Combine(folder, $"{round}-{i}.duckdb");
                    GC.Collect();
                    TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
                    long began = Stopwatch.GetTimestamp();
                    ways[i].Load(path);
                    seconds[i].Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
                    processor[i].Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
                    Check(path, rows);
                    File.Delete(path);
                }
            }

            Console.WriteLine(
                $"{rows:n0} rows of transactions, logs and token_transfers, {commits.Count} commits, {rounds} rounds, median");
            double reference = Median(seconds[0]);
            for (int i = 0; i < ways.Length; i++)
            {
                double median = Median(seconds[i]);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{ways[i].Name,-32} {rows / median,12:n0} rows/s {reference / median,8:p0}   ({seconds[i].Min():f2}–{seconds[i].Max():f2} s, CPU {Median(processor[i]):f2} s)"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void LoadChunks(string path, List<Batch[]> commits) => InFile(path, commits, connection =>
    {
        DuckDbTableLoader[] loaders = [.. commits[0].Select(batch => new DuckDbTableLoader(connection, batch.Schema))];
        foreach (Batch[] batches in commits)
        {
            connection.Execute("BEGIN TRANSACTION");
            for (int i = 0; i < batches.Length; i++)
            {
                loaders[i].Load(batches[i]);
            }

            connection.Execute("COMMIT");
        }

        foreach (DuckDbTableLoader loader in loaders)
        {
            loader.Dispose();
        }
    });

    private static void InsertSelect(string path, string folder, List<Batch[]> commits) =>
        InFile(path, commits, connection =>
    {
        for (int i = 0; i < commits.Count; i++)
        {
            connection.Execute("BEGIN TRANSACTION");
            foreach (Batch batch in commits[i])
            {
                connection.Execute(
                    $"INSERT INTO {batch.Schema.Name} SELECT {Columns(batch.Schema, "BIGNUM")} "
                    + $"FROM read_parquet('{folder}/{batch.Schema.Name}-{i}.parquet')");
            }

            connection.Execute("COMMIT");
        }
    });

    private static void AppendRows(string path, List<Batch[]> commits)
    {
        InFile(path, commits, connection =>
        {
            foreach (ColumnOf column in BignumColumns(commits[0]))
            {
                connection.Execute($"ALTER TABLE {column.Table} ALTER \"{column.Name}\" TYPE VARCHAR");
            }
        });
        using DuckDBConnection connection = new($"Data Source={path};memory_limit=2GB");
        connection.Open();
        foreach (Batch[] batches in commits)
        {
            using DuckDBTransaction transaction = connection.BeginTransaction();
            foreach (Batch batch in batches)
            {
                using DuckDBAppender appender = connection.CreateAppender(batch.Schema.Name);
                DuckDbLoadRows.AppendRows(appender, batch);
            }

            transaction.Commit();
        }

        using DuckDBCommand checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "CHECKPOINT";
        checkpoint.ExecuteNonQuery();
    }

    private static void InFile(string path, List<Batch[]> commits, Action<DuckDbConnection> load)
    {
        using DuckDbDatabase database = DuckDbDatabase.Open(path, isWritable: true, new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();
        foreach (Batch batch in commits[0])
        {
            DuckDbCatalog.EnsureTable(connection, batch.Schema);
        }

        load(connection);
        connection.Execute("CHECKPOINT");
    }

    private static void WriteParquet(string source, string folder, List<Batch[]> commits, int commit)
    {
        using DuckDbDatabase database = DuckDbDatabase.Open(source, isWritable: false, new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();
        for (int i = 0; i < commits.Count; i++)
        {
            foreach (Batch batch in commits[i])
            {
                connection.Execute(
                    $"COPY (SELECT {Columns(batch.Schema, "VARCHAR")} FROM {batch.Schema.Name} WHERE block_number BETWEEN "
                    + $"{DuckDbLoadRows.FirstBlock + ((long)i * commit)} AND {DuckDbLoadRows.FirstBlock + ((i + 1L) * commit) - 1}) "
                    + $"TO '{folder}/{batch.Schema.Name}-{i}.parquet' (FORMAT parquet)");
            }
        }
    }

    private static string Columns(TableSchema table, string bignum) => string.Join(", ", table.Columns.Select(column =>
        column.Type == LogicalType.UInt256 ? $"\"{column.Name}\"::{bignum} AS \"{column.Name}\""
            : $"\"{column.Name}\""));

    private static void Check(string path, long rows)
    {
        using DuckDbDatabase database = DuckDbDatabase.Open(path, isWritable: false, new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();
        long? stored = connection.ScalarInt64(
            "SELECT (SELECT count(hash) FROM transactions) + (SELECT count(data) FROM logs) + (SELECT count(value) FROM token_transfers)");
        if (stored != rows)
        {
            throw new InvalidOperationException($"{stored} rows instead of {rows}.");
        }
    }

    private static IEnumerable<ColumnOf> BignumColumns(Batch[] batches) =>
        batches.SelectMany(batch => batch.Schema.Columns
        .Where(column => column.Type == LogicalType.UInt256).Select(
            column => new ColumnOf(batch.Schema.Name, column.Name)));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed record ColumnOf(string Table, string Name);
}
