using Weir.App.Settings;
using Weir.Connectors.DuckDb;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.App.Commands;

/// <summary>Checks a warehouse: checksums, duplicates and gaps of its tables, and proofs of its blocks.</summary>
internal sealed class WarehouseCheck
{
    private const int MostGaps = 10;

    private readonly WarehouseSpec _warehouse;
    private readonly DuckDbOptions _engine;
    private readonly RangeSpec _range;
    private readonly VerifyLevel _level;

    public WarehouseCheck(WarehouseSpec warehouse, DuckDbOptions engine, RangeSpec range, VerifyLevel level)
    {
        _warehouse = warehouse;
        _engine = engine;
        _range = range;
        _level = level;
    }

    /// <summary>A line a table.</summary>
    public async Task CheckTablesAsync(VerifyReport report, CancellationToken cancellationToken)
    {
        List<MalformedValue> malformed = [];
        await using DuckDbReader reader = DuckDbReader.Open(_warehouse.Path, _engine, malformed.Add);
        IReadOnlyList<LedgerLine> ledger = await reader.GetLedgerAsync(cancellationToken);
        BlockRange range = Range(ledger);
        foreach (TableSchema table in await reader.GetTablesAsync(Schema.BlockTables, cancellationToken))
        {
            TableChecksum checksum = new(table);
            await foreach (Batch batch in reader.ReadAsync(table, range, RowOrder.Any, cancellationToken))
            {
                checksum.Add(batch);
            }

            report.Add(new TableLine(table.Name, checksum.RowCount, checksum.ToString())
            {
                Duplicates = await reader.CountDuplicatesAsync(table, range, cancellationToken),
                Gaps = Gaps(ledger, table),
                Detail = malformed.FirstOrDefault(value => value.Table == table.Name)?.ToString(),
            });
        }
    }

    /// <summary>A line a block.</summary>
    public async Task ProveAsync(VerifyReport report, CancellationToken cancellationToken)
    {
        await foreach (BlockLine line in FindAsync(cancellationToken))
        {
            report.Add(line);
        }
    }

    /// <summary>Every block of the warehouse, rebuilt from its rows and verified.</summary>
    public async IAsyncEnumerable<BlockLine> FindAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<MalformedValue> malformed = [];
        await using DuckDbReader reader = DuckDbReader.Open(_warehouse.Path, _engine, malformed.Add);
        IReadOnlyList<LedgerLine> ledger = await reader.GetLedgerAsync(cancellationToken);
        WarehouseProof proof = new(reader, ledger, _level, malformed);
        await foreach (BlockLine line in proof.RunAsync(Range(ledger), _range == RangeSpec.All, cancellationToken))
        {
            yield return line;
        }
    }

    private BlockRange Range(IReadOnlyList<LedgerLine> ledger)
    {
        BlockRange range = _range.Resolve(ledger.Count == 0 ? 0 : ledger.Max(line => line.Blocks.To));
        return _range == RangeSpec.All ? BlockRange.All : range;
    }

    private static string? Gaps(IReadOnlyList<LedgerLine> ledger, TableSchema table)
    {
        List<string> gaps = [];
        foreach (IGrouping<long, LedgerLine> chain in ledger.Where(line => line.Table == table.Name).GroupBy(line => line.ChainId))
        {
            BlockRange hull = new(chain.Min(line => line.Blocks.From), chain.Max(line => line.Blocks.To));
            BlockRangeSet missing = new BlockRangeSet(hull).Except(chain.Select(line => line.Blocks));
            if (missing.Count > 0)
            {
                IEnumerable<BlockRange> first = missing.Ranges.Take(MostGaps);
                string rest = missing.Ranges.Count > MostGaps ? $" and {missing.Ranges.Count - MostGaps} more" : string.Empty;
                gaps.Add($"chain {chain.Key}: {string.Join(", ", first)}{rest}");
            }
        }

        return gaps.Count == 0 ? null : string.Join("; ", gaps);
    }
}
