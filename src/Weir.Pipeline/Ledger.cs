using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Pipeline;

/// <summary>
/// The ledger of one chain in memory: which ranges of blocks each table has, and what was proven of them.
/// </summary>
/// <remarks>Ranges of a table never overlap; neighbours with equal proof, asked for alike, are one range.</remarks>
public sealed class Ledger
{
    private readonly long _chainId;
    private readonly HashSet<LedgerLine> _stored;
    private readonly SortedDictionary<string, List<LedgerEntry>> _tables = new(StringComparer.Ordinal);

    /// <param name="chainId">The chain.</param>
    /// <param name="lines">The lines as they are stored; those of other chains are passed over.</param>
    public Ledger(long chainId, IEnumerable<LedgerLine> lines)
    {
        _chainId = chainId;
        _stored = [.. lines.Where(line => line.ChainId == chainId)];
        foreach (LedgerLine line in _stored)
        {
            Of(line.Table).Add(new LedgerEntry(line.Blocks, line.Proven, line.Asked));
        }

        foreach (List<LedgerEntry> ranges in _tables.Values)
        {
            ranges.Sort((left, right) => left.Blocks.CompareTo(right.Blocks));
        }
    }

    /// <summary>All lines, by table and first block.</summary>
    public IEnumerable<LedgerLine> Lines =>
        _tables.SelectMany(table => table.Value.Select(
            range => new LedgerLine(_chainId, table.Key, range.Blocks, range.Proven, range.Asked)));

    /// <summary>Lines that were stored and no longer hold.</summary>
    public IReadOnlyList<LedgerLine> Removed => [.. _stored.Except(Lines)];

    /// <summary>Lines that hold and are not stored yet.</summary>
    public IReadOnlyList<LedgerLine> Added => [.. Lines.Except(_stored)];

    /// <summary>The blocks that a table has, with at least this proof.</summary>
    /// <param name="table">The table.</param>
    /// <param name="proven">What must have been proven.</param>
    /// <param name="orAsked">Whether it is enough that the proof was asked for: what was unknown then is unknown
    /// again.</param>
    public BlockRangeSet Blocks(string table, ProofGroups proven = ProofGroups.None, bool orAsked = false) => new(
        Of(table).Where(range => (range.Proven & proven) == proven
            || (orAsked && range.Asked is { } asked && (asked & proven) == proven))
            .Select(range => range.Blocks));

    /// <summary>
    /// The blocks that every one of these tables has with at least the asked proof; tables outside the ledger do not
    /// count.
    /// </summary>
    /// <param name="tables">The tables.</param>
    /// <param name="asked">The proof.</param>
    /// <param name="orAsked">Whether it is enough that the proof was asked for.</param>
    public BlockRangeSet Whole(IEnumerable<TableSchema> tables, ProofGroups asked, bool orAsked = false)
    {
        BlockRangeSet? whole = null;
        foreach (TableSchema table in tables.Where(table => table.IsInLedger))
        {
            BlockRangeSet blocks = Blocks(table.Name, asked, orAsked);
            whole = whole is null ? blocks : whole.Intersect(blocks);
        }

        return whole ?? new BlockRangeSet();
    }

    /// <summary>What was proven of a block in a table, or null where the table does not have the block.</summary>
    public ProofGroups? ProvenOf(string table, long number)
    {
        List<LedgerEntry> ranges = Of(table);
        int low = 0;
        int high = ranges.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            (BlockRange blocks, ProofGroups proven, _) = ranges[middle];
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
        List<LedgerEntry> ranges = Of(table);
        for (int i = ranges.Count - 1; i >= 0; i--)
        {
            (BlockRange old, ProofGroups proven, ProofGroups? asked) = ranges[i];
            if (old.Intersect(blocks).Count == 0)
            {
                continue;
            }

            ranges.RemoveAt(i);
            if (old.To > blocks.To)
            {
                ranges.Insert(i, new LedgerEntry(new BlockRange(blocks.To + 1, old.To), proven, asked));
            }

            if (old.From < blocks.From)
            {
                ranges.Insert(i, new LedgerEntry(new BlockRange(old.From, blocks.From - 1), proven, asked));
            }
        }
    }

    /// <summary>Puts blocks into a table's ranges, in place of what it had of them.</summary>
    /// <param name="table">The table.</param>
    /// <param name="blocks">The blocks.</param>
    /// <param name="proven">What was proven of each.</param>
    /// <param name="asked">What was asked for; null where that is not known.</param>
    public void Add(string table, BlockRange blocks, ProofGroups proven, ProofGroups? asked = null)
    {
        if (blocks.Count == 0)
        {
            return;
        }

        Remove(table, blocks);
        List<LedgerEntry> ranges = Of(table);
        int place = ranges.FindIndex(range => range.Blocks.From > blocks.To);
        place = place < 0 ? ranges.Count : place;
        if (place < ranges.Count && ranges[place].Blocks.From == blocks.To + 1 && ranges[place].IsLike(proven, asked))
        {
            blocks = blocks with { To = ranges[place].Blocks.To };
            ranges.RemoveAt(place);
        }

        if (place > 0 && ranges[place - 1].Blocks.To + 1 == blocks.From && ranges[place - 1].IsLike(proven, asked))
        {
            blocks = blocks with { From = ranges[place - 1].Blocks.From };
            ranges.RemoveAt(--place);
        }

        ranges.Insert(place, new LedgerEntry(blocks, proven, asked));
    }

    private List<LedgerEntry> Of(string table)
    {
        if (!_tables.TryGetValue(table, out List<LedgerEntry>? ranges))
        {
            _tables[table] = ranges = [];
        }

        return ranges;
    }

    private readonly record struct LedgerEntry(BlockRange Blocks, ProofGroups Proven, ProofGroups? Asked)
    {
        public bool IsLike(ProofGroups proven, ProofGroups? asked) => Proven == proven && Asked == asked;
    }
}
