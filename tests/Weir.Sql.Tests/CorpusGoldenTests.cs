using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Weir.Core.Errors;

namespace Weir.Sql.Tests;

/// <summary>
/// What becomes of every row of the corpus, frozen: a line <c>file/id, target, kind, text</c> in a file a source
/// dialect, where the kind is exact, other, refused or unread. WEIR_UPDATE_GOLDEN=1 rewrites them;
/// eng/proofs/sql-changes.py counts what moved.
/// </summary>
public sealed partial class CorpusGoldenTests
{
    private static readonly string Golden =
        Path.Combine(QueryGolden.Root, "tests", "Weir.Sql.Tests", "Golden", "corpus");

    [Fact]
    public void Every_row_of_the_corpus_is_written_as_before()
    {
        Assert.SkipWhen(SharedCorpus.Folder is null, "shared/data/sql is not beside the checkout");
        Dictionary<string, List<string>> lines = [];
        foreach (CorpusRow row in SharedCorpus.Rows())
        {
            string name = row.From.Length == 0 ? "canonical" : row.From;
            (lines.TryGetValue(name, out List<string>? some) ? some : lines[name] = []).Add(Line(row));
        }
        List<string> moved = [];
        foreach ((string name, List<string> now) in lines)
        {
            string path = Path.Combine(Golden, name + ".txt.gz");
            if (Environment.GetEnvironmentVariable("WEIR_UPDATE_GOLDEN") == "1")
            {
                Write(path, now);
            }
            List<string> before = Read(path);
            Assert.Equal(before.Count, now.Count);
            moved.AddRange(now.Where((line, index) => line != before[index]).Select(line => $"{name}: {line}"));
        }
        Assert.True(moved.Count == 0,
            $"{moved.Count} rows changed; WEIR_UPDATE_GOLDEN=1 rewrites them, eng/proofs/sql-changes.py counts them:\n{string.Join('\n', moved.Take(10))}");
    }

    private static string Line(CorpusRow row)
    {
        string kind;
        string text;
        try
        {
            bool said = SqlTranslator.TryTranslate(row.Sql, row.From, row.To, new SqlOptions { Pretty = row.Pretty },
                out SqlTranslation? translation, out WeirException? error);
            kind = said ? translation!.Sql == row.Expected ? "exact" : "other" : error is SqlUnsupportedException
                ? "refused" : "unread";
            text = said ? translation!.Sql : Construct(error!);
        }
        catch (ConfigException)
        {
            (kind, text) = ("unread", "no such dialect");
        }
        return string.Join('\t', $"{row.File}/{row.Id}", row.To, kind,
            text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace(
                "\r", "\\r", StringComparison.Ordinal));
    }

    /// <summary>The code and the construct, without the place and the excerpt.</summary>
    private static string Construct(WeirException error) =>
        error.Code + " " + Place().Replace(error.Message.Split('\n')[0], string.Empty);

    private static List<string> Read(string path)
    {
        using GZipStream plain = new(File.OpenRead(path), CompressionMode.Decompress);
        using StreamReader reader = new(plain, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n')];
    }

    private static void Write(string path, List<string> lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using GZipStream plain = new(File.Create(path), CompressionLevel.SmallestSize);
        plain.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
    }

    [GeneratedRegex(@"line \d+, column \d+: ")]
    private static partial Regex Place();
}
