using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Pipeline;

/// <summary>The ledger of one chain in memory: which ranges of blocks each table has, and what was proven of them.</summary>
/// <remarks>Ranges of a table never overlap; neighbours with equal proof are one range.</remarks>
public sealed class Ledger
{
    private readonly long _chainId;
    private readonly HashSet<LedgerLine> _stored;
    private readonly SortedDictionary<string, List<(BlockRange Blocks, ProofGroups Proven)>> _tables = new(StringComparer.Ordinal);

    /// <param name="chainId">The chain.</param>
    /// <param name="lines">Its lines as they are stored.</param>
    public Ledger(long chainId, IEnumerable<LedgerLine> lines)
    {
        _chainId = chainId;
        _stored = [.. lines];
        foreach (LedgerLine line in _stored)
        {
            Of(line.Table).Add((line.Blocks, line.Proven));
        }

        foreach (List<(BlockRange Blocks, ProofGroups Proven)> ranges in _tables.Values)
        {
            ranges.Sort((left, right) => left.Blocks.CompareTo(right.Blocks));
        }
    }

    /// <summary>All lines, by table and first block.</summary>
    public IEnumerable<LedgerLine> Lines =>
        _tables.SelectMany(table => table.Value.Select(range => new LedgerLine(_chainId, table.Key, range.Blocks, range.Proven)));

    /// <summary>Lines that were stored and no longer hold.</summary>
    public IReadOnlyList<LedgerLine> Removed => [.. _stored.Except(Lines)];

    /// <summary>Lines that hold and are not stored yet.</summary>
    public IReadOnlyList<LedgerLine> Added => [.. Lines.Except(_stored)];

    /// <summary>The blocks that a table has, with at least this proof.</summary>
    public BlockRangeSet Blocks(string table, ProofGroups proven = ProofGroups.None) => new(
        Of(table).Where(range => (range.Proven & proven) == proven).Select(range => range.Blocks));

    /// <summary>The blocks that every one of these tables has with at least the asked proof; tables outside the ledger do not count.</summary>
    public BlockRangeSet Whole(IEnumerable<TableSchema> tables, ProofGroups asked)
    {
        BlockRangeSet? whole = null;
        foreach (TableSchema table in tables.Where(table => table.IsInLedger))
        {
            BlockRangeSet blocks = Blocks(table.Name, asked);
            whole = whole is null ? blocks : whole.Intersect(blocks);
        }

        return whole ?? new BlockRangeSet();
    }

    /// <summary>What was proven of a block in a table, or null where the table does not have the block.</summary>
    public ProofGroups? ProvenOf(string table, long number)
    {
        List<(BlockRange Blocks, ProofGroups Proven)> ranges = Of(table);
        int low = 0;
        int high = ranges.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            (BlockRange blocks, ProofGroups proven) = ranges[middle];
            if (blocks.Contains(number))
            {
                return proven;
            }

            (low, high) = blocks.To < number ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>Takes blocks out of a table's ranges.</summary>
    public void Remove(string table, BlockRange blocks)
    {
        List<(BlockRange Blocks, ProofGroups Proven)> ranges = Of(table);
        for (int i = ranges.Count - 1; i >= 0; i--)
        {
            (BlockRange old, ProofGroups proven) = ranges[i];
            if (old.Intersect(blocks).Count == 0)
            {
                continue;
            }

            ranges.RemoveAt(i);
            if (old.To > blocks.To)
            {
                ranges.Insert(i, (new BlockRange(blocks.To + 1, old.To), proven));
            }

            if (old.From < blocks.From)
            {
                ranges.Insert(i, (new BlockRange(old.From, blocks.From - 1), proven));
            }
        }
    }

    /// <summary>Puts blocks into a table's ranges, in place of what it had of them.</summary>
    public void Add(string table, BlockRange blocks, ProofGroups proven)
    {
        if (blocks.Count == 0)
        {
            return;
        }

        Remove(table, blocks);
        List<(BlockRange Blocks, ProofGroups Proven)> ranges = Of(table);
        int place = ranges.FindIndex(range => range.Blocks.From > blocks.To);
        place = place < 0 ? ranges.Count : place;
        if (place < ranges.Count && ranges[place].Blocks.From == blocks.To + 1 && ranges[place].Proven == proven)
        {
            blocks = blocks with { To = ranges[place].Blocks.To };
            ranges.RemoveAt(place);
        }

        if (place > 0 && ranges[place - 1].Blocks.To + 1 == blocks.From && ranges[place - 1].Proven == proven)
        {
            blocks = blocks with { From = ranges[place - 1].Blocks.From };
            ranges.RemoveAt(--place);
        }

        ranges.Insert(place, (blocks, proven));
    }

    private List<(BlockRange Blocks, ProofGroups Proven)> Of(string table)
    {
        if (!_tables.TryGetValue(table, out List<(BlockRange Blocks, ProofGroups Proven)>? ranges))
        {
            _tables[table] = ranges = [];
        }

        return ranges;
    }
}
