using System.Text;
using Weir.App.Commands.Risk.Series;
using Weir.Core.Errors;

namespace Weir.Risk.Tests.Series;

/// <summary>Every file is read as what it is or refused by line and column, and docs/risk-files.md says what is said of
/// each.</summary>
public sealed class SeriesGolden
{
    [Fact]
    public void Each_file_is_read_as_what_it_is_or_refused_and_never_as_something_else()
    {
        StringBuilder table = new();
        _ = table.Append("# Files of prices, and what is said of each\n\n")
            .Append("Written by the tests (`WEIR_UPDATE_GOLDEN=1` rewrites it; without, they compare): ").Append(
                SeriesSamples.All.Count)
            .Append(" files of the same twelve prices as people and\nprograms write them. Read: the same prices, in the order of time. What is said stands on the error stream, in a batch in `notes`.\n\n")
            .Append("| file | is | what is said |\n|---|---|---|\n");
        string folder = Directory.CreateTempSubdirectory("weir-series").FullName;
        try
        {
            foreach (SeriesSample sample in SeriesSamples.All)
            {
                string path = Path.Combine(folder, "prices.csv");
                File.WriteAllBytes(path, sample.Bytes);
                (string outcome, string said, double[]? prices) = Read(path, sample.Column);
                Assert.True((outcome == "refused") == sample.IsRefused, $"{sample.Name}: {outcome}, {said}");
                Assert.Contains(sample.Said, said, StringComparison.Ordinal);
                if (sample.Prices is not null)
                {
                    Assert.True(
                        sample.Prices.AsSpan().SequenceEqual(prices),
                        $"{sample.Name}: {string.Join(' ', prices ?? [])}");
                }

                string text = said.Replace(
                    folder + "/", string.Empty, StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
                _ = table.Append("| ").Append(sample.Name.Replace(
                    "|",
                    "\\|",
                    StringComparison.Ordinal)).Append(" | ").Append(outcome).Append(" | ").Append(text).Append(" |\n");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Documents.AssertEqual("risk-files.md", table.ToString());
    }

    private static (string Outcome, string Said, double[]? Prices) Read(string path, string? column)
    {
        try
        {
            PriceTable table = SeriesFile.Read(path, column is null ? null : [column]);
            table.CheckPrices();
            string said = string.Join("; ", table.Notes.Concat(Gaps.Describe(table)).Select(note => note.ToString()));
            return (table.Times.Count == SeriesSamples.Prices.Length ? "read" : FormattableString.Invariant(
                $"read, {table.Times.Count} rows"), said, table.Columns[0]);
        }
        catch (WeirException error)
        {
            return ("refused", $"{error.Message} {error.Remedy}", null);
        }
    }
}
