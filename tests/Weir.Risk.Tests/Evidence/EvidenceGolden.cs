namespace Weir.Risk.Tests.Evidence;

public sealed class EvidenceGolden
{
    [Fact]
    public void Every_published_figure_is_reproduced_and_stands_in_the_document()
    {
        IReadOnlyList<(string Title, IReadOnlyList<EvidenceRow> Rows)> groups =
        [
            ("Market risk", MarketEvidence.Rows()),
            ("Back-tests", BacktestEvidence.Rows()),
            ("Liquidity positions", LiquidityEvidence.Rows()),
            ("The original platform", OriginalEvidence.Rows()),
        ];
        List<string> apart = [.. groups.SelectMany(group => group.Rows).Where(row => !row.Agrees)
            .Select(row => FormattableString.Invariant($"{row.Quantity}: {row.Published:R} against {row.Computed:R}, {row.Difference:G3}"))];
        Assert.True(apart.Count == 0, string.Join(Environment.NewLine, apart));

        string document = EvidenceTable.Render(groups);
        string path = Path.Combine(Repository(), "docs", "models", "evidence.md");
        if (Environment.GetEnvironmentVariable("WEIR_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, document);
        }

        Assert.Equal(File.ReadAllText(path), document);
    }

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
        {
            folder = folder.Parent;
        }

        Assert.SkipUnless(folder is not null, "the test does not run from a checkout");
        return folder!.FullName;
    }
}
