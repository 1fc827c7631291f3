using System.IO.Compression;
using System.Text.Json;

namespace Weir.Sql.Tests;

/// <summary>The corpus of translations that may stand beside the checkout.</summary>
internal static class SharedCorpus
{
    private static readonly string[] Files =
        ["main", "derived", "realworld", "fixtures", "generic", "others", "reject"];

    /// <summary>The folder <c>shared/data/sql</c>, or null where there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Every row with a target, in the files' order.</summary>
    public static IEnumerable<CorpusRow> Rows()
    {
        foreach (string file in Files)
        {
            using FileStream bytes = File.OpenRead(Path.Combine(Folder!, file + ".jsonl.gz"));
            using GZipStream plain = new(bytes, CompressionMode.Decompress);
            using StreamReader lines = new(plain);
            while (lines.ReadLine() is { } line)
            {
                using JsonDocument row = JsonDocument.Parse(line);
                JsonElement root = row.RootElement;
                string from = root.GetProperty("read_dialect").GetString() ?? string.Empty;
                bool pretty = root.TryGetProperty("options", out JsonElement options)
                    && options.TryGetProperty("pretty", out JsonElement flag) && flag.GetBoolean();
                yield return new CorpusRow(file, root.GetProperty("id").GetString()!, from,
                    root.GetProperty("write_dialect").GetString() ?? from, root.GetProperty("sql_in").GetString()!,
                    root.GetProperty("sql_out").GetString(), pretty);
            }
        }
    }

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(QueryGolden.Root); folder is not null; folder = folder.Parent)
        {
            string data = Path.Combine(folder.FullName, "shared", "data", "sql");
            if (Directory.Exists(data))
            {
                return data;
            }
        }
        return null;
    }
}

/// <summary>A row of the corpus: <paramref name="Expected"/> is SQLGlot's text, null where it refuses.</summary>
internal sealed record CorpusRow(
    string File, string Id, string From, string To, string Sql, string? Expected, bool Pretty);
