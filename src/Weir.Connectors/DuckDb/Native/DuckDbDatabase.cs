using System.Globalization;
using DuckDB.NET.Native;
using Weir.Core.Errors;

namespace Weir.Connectors.DuckDb.Native;

/// <summary>An open DuckDB database; everyone in this process who names the same file shares one.</summary>
/// <remarks>
/// The engine's lock on a file belongs to the process, so the register of open files does too: a second handle on the
/// same file in one process would pass the lock and damage the file.
/// </remarks>
internal sealed class DuckDbDatabase : IDisposable
{
    public const string InMemory = ":memory:";

    // What a written file is called inside the engine.
    private const string Attached = "weir";

    // A commit of a backfill brings tens of thousands of rows of a table. Those that fill a row group are compressed
    // and written once, at the commit; the rest goes to the log and is written again at the next checkpoint. Small
    // groups leave little rest: a third less processor time than the engine's 122,880.
    private const int RowGroupRows = 8_192;

    // The storage of DuckDB 1.4 (September 2025): a quarter smaller and cheaper to write than the default's of 0.10.
    private const string StorageVersion = "v1.4.0";

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, DuckDbDatabase> OpenFiles = [];

    private readonly DuckDBDatabase _native;
    private readonly bool _isWritable;
    private int _users = 1;

    private DuckDbDatabase(string path, bool isWritable, DuckDBDatabase native)
    {
        Path = path;
        _isWritable = isWritable;
        _native = native;
    }

    /// <summary>The file's full path, or <c>:memory:</c>.</summary>
    public string Path { get; }

    /// <summary>Held by a commit: writers of one file take turns.</summary>
    public SemaphoreSlim Writer { get; } = new(1, 1);

    /// <summary>
    /// Whether the file stands beside an empty database in memory, as files that are written do: only so can row groups
    /// be chosen.
    /// </summary>
    private bool IsAttached => _isWritable && Path != InMemory;

    /// <summary>
    /// Opens the file, or joins those in this process who have it. Every call needs its own <see cref="Dispose"/>.
    /// </summary>
    public static DuckDbDatabase Open(string path, bool isWritable, DuckDbOptions options)
    {
        string key = path == InMemory ? path : System.IO.Path.GetFullPath(path);
        lock (Gate)
        {
            if (OpenFiles.TryGetValue(key, out DuckDbDatabase? open))
            {
                if (isWritable && !open._isWritable)
                {
                    throw DuckDbErrors.OpenForReading(key);
                }

                open._users++;
                return open;
            }

            DuckDbDatabase database = new(key, isWritable, OpenNative(key, isWritable, options));
            if (key != InMemory)
            {
                OpenFiles[key] = database;
            }

            return database;
        }
    }

    /// <summary>A connection whose time zone is UTC.</summary>
    public DuckDbConnection Connect()
    {
        DuckDbConnection connection = DuckDbConnection.Open(_native, Path);
        try
        {
            connection.Execute("SET TimeZone = 'UTC'");
            if (IsAttached)
            {
                connection.Execute($"USE {Attached}");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            _users--;
            if (_users > 0)
            {
                return;
            }

            OpenFiles.Remove(Path);
            _native.Dispose();
            Writer.Dispose();
        }
    }

    private static DuckDBDatabase OpenNative(string path, bool isWritable, DuckDbOptions options)
    {
        if (path != InMemory)
        {
            DuckDbErrors.CheckPath(path, isWritable);
        }

        if (NativeMethods.Configuration.DuckDBCreateConfig(out DuckDBConfig config) != DuckDBState.Success)
        {
            throw DuckDbErrors.FromMessage("No configuration.", DuckDBErrorType.Settings, path, "open");
        }

        using (config)
        {
            Set(config, "access_mode", isWritable || path == InMemory ? "READ_WRITE" : "READ_ONLY", path);
            if (isWritable)
            {
                // Else a load runs on one thread: the engine could not tell in which order the threads' rows belong.
                Set(config, "preserve_insertion_order", "false", path);

                // At the default of 16 MB each commit of a backfill rewrites row groups that the next one fills
                // further, which doubles the processor time; a killed process leaves at most this much to replay.
                Set(config, "checkpoint_threshold", "128MB", path);
            }

            if (options.MemoryLimit is string limit)
            {
                Set(config, "memory_limit", limit, path);
            }

            if (options.Threads is int threads)
            {
                Set(config, "threads", threads.ToString(CultureInfo.InvariantCulture), path);
            }

            bool isAttached = isWritable && path != InMemory;
            if (isAttached)
            {
                Set(config, "temp_directory", path + ".tmp", path);
            }

#pragma warning disable CA2000 // The caller owns the database; one that did not open is disposed of.
            DuckDBState state = NativeMethods.Startup.DuckDBOpen(
                isAttached ? InMemory : path, out DuckDBDatabase database, config, out string error);
#pragma warning restore CA2000
            if (state != DuckDBState.Success)
            {
                database.Dispose();
                throw DuckDbErrors.CannotOpen(error, path, isWritable);
            }

            if (isAttached)
            {
                Attach(database, path);
            }

            return database;
        }
    }

    private static void Attach(DuckDBDatabase database, string path)
    {
        string version = File.Exists(path) ? string.Empty : $", STORAGE_VERSION '{StorageVersion}'";
        try
        {
            using DuckDbConnection connection = DuckDbConnection.Open(database, path);
            connection.Execute(
                $"ATTACH '{path.Replace("'", "''", StringComparison.Ordinal)}' AS {Attached} (ROW_GROUP_SIZE {RowGroupRows}{version})");
        }
        catch (WeirException error)
        {
            database.Dispose();
            throw DuckDbErrors.CannotOpen(error.Message, path, isWritable: true);
        }
    }

    private static void Set(DuckDBConfig config, string name, string value, string path)
    {
        if (NativeMethods.Configuration.DuckDBSetConfig(config, name, value) != DuckDBState.Success)
        {
            throw DuckDbErrors.FromMessage(
                $"'{value}' is no value for {name}.", DuckDBErrorType.Settings, path, "open");
        }
    }
}
