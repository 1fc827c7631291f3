using System.Text.RegularExpressions;
using DuckDB.NET.Native;
using Weir.Core.Errors;

namespace Weir.Connectors.DuckDb.Native;

/// <summary>What the engine says, as the errors that a user is told.</summary>
/// <remarks>The engine has error types but no codes: where a type is too wide (IO), its English message
/// decides.</remarks>
internal static partial class DuckDbErrors
{
    /// <summary>Checks before opening what the engine would report as one undivided IO error.</summary>
    public static void CheckPath(string path, bool isWritable)
    {
        if (Directory.Exists(path))
        {
            throw new WarehouseException(
                ErrorCodes.WarehouseMissing, $"{path} is a folder, not a DuckDB file.",
                "Name a file, for example duckdb:weir.duckdb.");
        }

        if (!isWritable && !File.Exists(path))
        {
            throw new WarehouseException(
                ErrorCodes.WarehouseMissing,
                $"There is no DuckDB file {path}.",
                "Check the path, or make the warehouse with `weir backfill --to duckdb:PATH` or `weir demo`.");
        }

        string? folder = Path.GetDirectoryName(path);
        if (isWritable && !string.IsNullOrEmpty(folder) && !Directory.Exists(folder))
        {
            throw new WarehouseException(
                ErrorCodes.WarehouseWrite, $"The folder {folder} for the DuckDB file does not exist.",
                "Make the folder, or name another path.");
        }
    }

    /// <summary>A file that this process reads already cannot be opened for writing.</summary>
    public static WarehouseException OpenForReading(string path) => new(
        ErrorCodes.WarehouseLocked,
        $"{path} is open for reading in this same process.",
        "Close the reader first, or open the file for writing from the start.");

    /// <summary>The error of an attempt to open a file.</summary>
    public static WarehouseException CannotOpen(string message, string path, bool isWritable)
    {
        Match holder = LockHolder().Match(message);
        if (holder.Success || message.Contains("Could not set lock", StringComparison.Ordinal))
        {
            string who = holder.Success ? $"process {holder.Groups["pid"].Value} ({holder.Groups["program"].Value})"
                : "another process";
            return new WarehouseException(
                ErrorCodes.WarehouseLocked,
                $"{path} is in use by {who}; a DuckDB file belongs to one process at a time.",
                "Wait until it is done or stop it; ask the data through its own --serve PORT; "
                + "or use PostgreSQL where several programs need the warehouse at once.");
        }

        if (IsFull(message))
        {
            return Full(message, path);
        }

        if (message.Contains("not a valid DuckDB database", StringComparison.Ordinal))
        {
            return new WarehouseException(
                ErrorCodes.WarehouseSchema, $"{path} is not a DuckDB database.",
                "Name another file; Weir changes nothing in this one.");
        }

        if (message.Contains("storage version", StringComparison.OrdinalIgnoreCase)
            || message.Contains("newer version", StringComparison.OrdinalIgnoreCase))
        {
            return new WarehouseException(
                ErrorCodes.WarehouseSchema,
                $"{path} was written by another version of DuckDB: {FirstLine(message)}",
                "Open it with that version and EXPORT DATABASE, or load the warehouse again.");
        }

        return new WarehouseException(
            isWritable ? ErrorCodes.WarehouseWrite : ErrorCodes.WarehouseRead,
            $"{path} cannot be opened: {FirstLine(message)}",
            isWritable ? "Check that the folder and the file may be written by you."
            : "Check that the file may be read by you.");
    }

    /// <summary>
    /// The error of preparing a statement, for which the engine gives no type; most are the statement's own.
    /// </summary>
    public static WeirException FromPreparation(string message, string path, string statement)
    {
        DuckDBErrorType type = TypeFromPrefix(message);
        return FromMessage(message, type == DuckDBErrorType.Invalid ? DuckDBErrorType.Syntax : type, path, statement);
    }

    /// <summary>The error of a statement.</summary>
    public static WeirException FromMessage(string message, DuckDBErrorType type, string path, string statement)
    {
        if (IsFull(message))
        {
            return Full(message, path);
        }

        DuckDBErrorType kind = type == DuckDBErrorType.Invalid ? TypeFromPrefix(message) : type;
        return kind switch
        {
            DuckDBErrorType.Parser or DuckDBErrorType.Syntax or DuckDBErrorType.Binder or DuckDBErrorType.Catalog
                or DuckDBErrorType.Expression or DuckDBErrorType.NotImplemented or DuckDBErrorType.ParameterNotResolved
                or DuckDBErrorType.ParameterNotAllowed => new SqlSyntaxException(
                    ErrorCodes.SqlSyntax, message.TrimEnd(),
                    "Correct the statement; the caret shows where DuckDB stopped."),
            DuckDBErrorType.Transaction => new WarehouseException(
                ErrorCodes.AnotherWriter, $"{path}: {FirstLine(message)}",
                "Let one program write at a time, then run again."),
            DuckDBErrorType.OutOfMemory => new WarehouseException(
                ErrorCodes.WarehouseQuery, $"{path}: {FirstLine(message)}",
                "Ask for less at once, or raise the memory limit."),
            DuckDBErrorType.Io or DuckDBErrorType.Fatal or DuckDBErrorType.Internal => new WarehouseException(
                ErrorCodes.WarehouseWrite, $"{path}: {FirstLine(message)}",
                "Check the disk and the file, then run again: what was committed stands."),
            _ => new WarehouseException(
                ErrorCodes.WarehouseQuery, message.TrimEnd(), "Correct the statement or its values."),
        };
    }

    private static WarehouseException Full(string message, string path) => new(
        ErrorCodes.WarehouseFull,
        $"The disk under {path} is full: {FirstLine(message)}",
        "Free some space and run again: what was committed stands, the rest is loaded anew.");

    private static bool IsFull(string message) =>
        message.Contains("No space left", StringComparison.Ordinal)
            || message.Contains("disk full", StringComparison.OrdinalIgnoreCase)
        || message.Contains("Disk quota exceeded", StringComparison.Ordinal)
        || message.Contains("File too large", StringComparison.Ordinal);

    private static string FirstLine(string message)
    {
        int end = message.IndexOf('\n', StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).Trim();
    }

    private static DuckDBErrorType TypeFromPrefix(string message) => message.Split(' ', 2)[0] switch
    {
        "Parser" => DuckDBErrorType.Parser,
        "Binder" => DuckDBErrorType.Binder,
        "Catalog" => DuckDBErrorType.Catalog,
        "Syntax" => DuckDBErrorType.Syntax,
        "Not" => DuckDBErrorType.NotImplemented,
        "IO" => DuckDBErrorType.Io,
        "TransactionContext" => DuckDBErrorType.Transaction,
        "FATAL" => DuckDBErrorType.Fatal,
        "INTERNAL" => DuckDBErrorType.Internal,
        "Interrupted" or "INTERRUPT" => DuckDBErrorType.Interrupt,
        _ => DuckDBErrorType.Invalid,
    };

    [GeneratedRegex(@"held in (?<program>.+?) \(PID (?<pid>\d+)\)")]
    private static partial Regex LockHolder();
}
