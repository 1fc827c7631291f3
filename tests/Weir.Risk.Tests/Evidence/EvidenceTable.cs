using System.Globalization;
using System.Text;

namespace Weir.Risk.Tests.Evidence;

/// <summary>The table of docs/models/evidence.md.</summary>
internal static class EvidenceTable
{
    public static string Render(IReadOnlyList<(string Title, IReadOnlyList<EvidenceRow> Rows)> groups)
    {
        StringBuilder text = new();
        _ = text.Append("# Evidence: published figures and ours\n\n")
            .Append("Written by the tests (`WEIR_UPDATE_GOLDEN=1` rewrites it; without, they compare). Agreement means 1e-9 relative where the\n")
            .Append("figure is known in full, and half a unit of its last printed digit where it is printed short.\n");
        foreach ((string title, IReadOnlyList<EvidenceRow> rows) in groups)
        {
            _ = text.Append(
                CultureInfo.InvariantCulture,
                $"\n## {title}\n\n| quantity | published | Weir | agrees within | source |\n|---|---|---|---|---|\n");
            foreach (EvidenceRow row in rows)
            {
                string within = row.IsRelative
                    ? Significant(row.Tolerance, 1) + " relative" : Significant(row.Tolerance, 1);
                _ = text.Append(CultureInfo.InvariantCulture,
                    $"| {row.Quantity} | {Significant(row.Published, 12)} | {Significant(row.Computed, 12)} | {within} | {row.Source} |\n");
            }
        }

        return text.ToString();
    }

    private static string Significant(double value, int digits) =>
        Math.Abs(value) < 1e-15
            ? "0" : value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
