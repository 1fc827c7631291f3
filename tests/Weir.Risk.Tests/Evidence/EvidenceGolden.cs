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
            .Select(row => FormattableString.Invariant(
                $"{row.Quantity}: {row.Published:R} against {row.Computed:R}, {row.Difference:G3}"))];
        Assert.True(apart.Count == 0, string.Join(Environment.NewLine, apart));

        string document = EvidenceTable.Render(groups);
        Documents.AssertEqual(Path.Combine("models", "evidence.md"), document);
    }
}
