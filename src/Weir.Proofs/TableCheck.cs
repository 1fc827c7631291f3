using System.Runtime.CompilerServices;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Transforms;
using Weir.Pipeline;

namespace Weir.Proofs;

/// <summary>Rows, checksum, duplicates and gaps of a warehouse's tables.</summary>
public static class TableCheck
{
    private const int MostGaps = 10;

    /// <summary>A report a table that is there.</summary>
    /// <param name="reader">The warehouse.</param>
    /// <param name="blocks">Which blocks.</param>
    /// <param name="malformed">Where the reader puts values that are not of their column's form.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<TableReport> RunAsync(
        IWarehouseReader reader, BlockRange blocks, List<MalformedValue> malformed,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<LedgerLine> ledger = await reader.GetLedgerAsync(cancellationToken);
        TableSchema[] checkedTables = [.. Decoders.Tables.Where(table => table.HasChecksum)];
        foreach (TableSchema table in await reader.GetTablesAsync(checkedTables, cancellationToken))
        {
            TableChecksum checksum = new(table);
            await foreach (Batch batch in reader.ReadAsync(table, blocks, RowOrder.Any, cancellationToken))
            {
                checksum.Add(batch);
            }

            yield return new TableReport(table.Name, checksum.RowCount, checksum.ToString())
            {
                Duplicates = await reader.CountDuplicatesAsync(table, blocks, cancellationToken),
                Gaps = Gaps(ledger, table),
                Detail = malformed.FirstOrDefault(value => value.Table == table.Name)?.ToString(),
            };
        }
    }

    private static string? Gaps(IReadOnlyList<LedgerLine> ledger, TableSchema table)
    {
        List<string> gaps = [];
        foreach (IGrouping<long, LedgerLine> chain in ledger.Where(line => line.Table == table.Name).GroupBy(
            line => line.ChainId))
        {
            BlockRange hull = new(chain.Min(line => line.Blocks.From), chain.Max(line => line.Blocks.To));
            BlockRangeSet missing = new BlockRangeSet(hull).Except(chain.Select(line => line.Blocks));
            if (missing.Count > 0)
            {
                IEnumerable<BlockRange> first = missing.Ranges.Take(MostGaps);
                string rest = missing.Ranges.Count > MostGaps ? $" and {missing.Ranges.Count - MostGaps} more"
                    : string.Empty;
                gaps.Add($"chain {chain.Key}: {string.Join(", ", first)}{rest}");
            }
        }

        return gaps.Count == 0 ? null : string.Join("; ", gaps);
    }
}

/// <summary>What was found out about a table.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Checksum">As docs/schema.md defines it.</param>
public sealed record TableReport(string Table, long Rows, string Checksum)
{
    /// <summary>Rows whose key another row has already.</summary>
    public long Duplicates { get; init; }

    /// <summary>Blocks between the first and the last that the ledger lacks.</summary>
    public string? Gaps { get; init; }

    /// <summary>A value that is not of its column's form; null where there is none.</summary>
    public string? Detail { get; init; }
}
