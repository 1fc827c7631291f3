using System.Text.RegularExpressions;
using Weir.Core;
using Weir.Core.Errors;

namespace Weir.Connectors.Lake;

/// <summary>
/// The lake's files on disk: written under a temporary name, renamed when whole, cleaned up after a kill.
/// </summary>
internal static partial class LakeFiles
{
    /// <summary>How a file ends that is not whole yet.</summary>
    public const string Temporary = ".weir-tmp";

    /// <summary><c>TABLE/FROM-TO.parquet</c>, from the lake's folder.</summary>
    public static string Name(string table, BlockRange blocks, string extension) =>
        $"{table}/{blocks.From}-{blocks.To}.{extension}";

    /// <summary>Writes a file that is there as a whole or not at all.</summary>
    public static void WriteWhole(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            using (FileStream file = new(path + Temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(path + Temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, error);
        }
    }

    /// <summary>Gives a whole file its name, durably.</summary>
    /// <returns>Its size in bytes.</returns>
    public static long Publish(string temporary, string path)
    {
        try
        {
            long bytes;
            using (FileStream file = new(temporary, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1))
            {
                bytes = file.Length;
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            return bytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, error);
        }
    }

    /// <summary>
    /// Deletes what a killed run left: temporary files, and files of the lake's own name form that the manifest does
    /// not name. Nothing else is touched.
    /// </summary>
    public static void CleanUp(string folder, IEnumerable<string> tables, IReadOnlySet<string> named)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*" + Temporary))
        {
            File.Delete(path);
        }

        foreach (string table in tables)
        {
            string subfolder = Path.Combine(folder, table);
            foreach (string path in Directory.Exists(subfolder) ? Directory.EnumerateFiles(subfolder) : [])
            {
                string name = Path.GetFileName(path);
                if ((name.EndsWith(Temporary, StringComparison.Ordinal) && OwnName().IsMatch(name[..^Temporary.Length]))
                    || (OwnName().IsMatch(name) && !named.Contains($"{table}/{name}")))
                {
                    File.Delete(path);
                }
            }
        }
    }

    /// <summary>What the user is told when a file cannot be written.</summary>
    public static WarehouseException CannotWrite(string path, Exception error) => new(
        ErrorCodes.FileWrite, $"{path} cannot be written: {error.Message}",
        "Check the folder, its permissions and the space on its disk; run again and it goes on.", innerException: error);

    [GeneratedRegex(@"^[0-9]+-[0-9]+\.(parquet|csv|jsonl)$")]
    private static partial Regex OwnName();
}
