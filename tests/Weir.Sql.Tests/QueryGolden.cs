using System.Text.Json;
using Weir.Core.Errors;

namespace Weir.Sql.Tests;

/// <summary>
/// Canonical queries in every dialect. WEIR_UPDATE_GOLDEN=1 rewrites the files; review the difference.
/// </summary>
public sealed class QueryGolden
{
    internal static readonly string Root = FindRoot();

    public static TheoryData<string> Queries
    {
        get
        {
            TheoryData<string> names = [];
            foreach (string file in Directory.EnumerateFiles(
                Path.Combine(Root, "src", "Weir.App", "Queries"), "*.sql").Order(StringComparer.Ordinal))
            {
                names.Add(Path.GetFileNameWithoutExtension(file));
            }
            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_canonical_query_is_the_golden_text_in_every_dialect(string name)
    {
        string sql = File.ReadAllText(Path.Combine(Root, "src", "Weir.App", "Queries", name + ".sql"));
        string text = string.Empty;
        foreach (string dialect in SqlTranslator.Dialects)
        {
            text += $"-- {dialect}\n{Translate(sql, dialect)};\n\n";
        }
        string path = Path.Combine(Root, "tests", "Weir.Sql.Tests", "Golden", name + ".sql");
        if (Environment.GetEnvironmentVariable("WEIR_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
        Assert.Equal(File.ReadAllText(path), text);
    }

    [Fact]
    public void The_originals_queries_are_its_own_text()
    {
        string? shared = SharedData();
        Assert.SkipWhen(shared is null, "shared/data is not beside the checkout");
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(shared!, "seed-golden.json")));
        foreach ((string key, string file) in (
            ReadOnlySpan<(string, string)>)[("transfer", "original_transfer_volume"), ("swap", "original_swap_impact")])
        {
            string sql = File.ReadAllText(Path.Combine(Root, "src", "Weir.App", "Queries", file + ".sql"));
            foreach (JsonProperty dialect in golden.RootElement.GetProperty("sql").GetProperty(key).EnumerateObject())
            {
                Assert.Equal(dialect.Value.GetString(), SqlTranslator.Translate(
                    sql, "postgres", dialect.Name, new SqlOptions { Pretty = true, Comments = false }));
            }
        }
    }

    private static string Translate(string sql, string dialect)
    {
        try
        {
            return SqlTranslator.Translate(sql, "postgres", dialect, new SqlOptions { Comments = false });
        }
        catch (SqlUnsupportedException exception)
        {
            return "-- refused: " + exception.Message.Split('\n')[0];
        }
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException("no folder above the tests holds Weir.slnx");
    }

    private static string? SharedData()
    {
        for (DirectoryInfo? folder = new(Root); folder is not null; folder = folder.Parent)
        {
            string data = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(data))
            {
                return data;
            }
        }
        return null;
    }
}
