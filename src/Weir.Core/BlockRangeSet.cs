namespace Weir.Core;

/// <summary>A set of block numbers, kept as sorted ranges that neither overlap nor touch.</summary>
public sealed class BlockRangeSet
{
    private readonly List<BlockRange> _ranges = [];

    public BlockRangeSet(params IEnumerable<BlockRange> ranges)
    {
        foreach (BlockRange range in ranges)
        {
            Add(range);
        }
    }

    /// <summary>The ranges in ascending order.</summary>
    public IReadOnlyList<BlockRange> Ranges => _ranges;

    /// <summary>How many blocks in all.</summary>
    public long Count
    {
        get
        {
            long count = 0;
            foreach (BlockRange range in _ranges)
            {
                count += range.Count;
            }

            return count;
        }
    }

    /// <summary>From the first block to the last; empty where the set is.</summary>
    public BlockRange Hull =>
        _ranges.Count == 0 ? new BlockRange(0, -1) : new BlockRange(_ranges[0].From, _ranges[^1].To);

    /// <summary>Takes the blocks of <paramref name="range"/> in, joining neighbours.</summary>
    public void Add(BlockRange range)
    {
        if (range.Count == 0)
        {
            return;
        }

        int first = 0;
        while (first < _ranges.Count && _ranges[first].To + 1 < range.From)
        {
            first++;
        }

        int next = first;
        while (next < _ranges.Count && _ranges[next].From <= range.To + 1)
        {
            range = new BlockRange(Math.Min(range.From, _ranges[next].From), Math.Max(range.To, _ranges[next].To));
            next++;
        }

        _ranges.RemoveRange(first, next - first);
        _ranges.Insert(first, range);
    }

    /// <summary>Takes the blocks of <paramref name="range"/> out, splitting where needed.</summary>
    public void Remove(BlockRange range)
    {
        for (int i = _ranges.Count - 1; i >= 0 && range.Count > 0; i--)
        {
            BlockRange old = _ranges[i];
            if (old.Intersect(range).Count == 0)
            {
                continue;
            }

            _ranges.RemoveAt(i);
            if (old.To > range.To)
            {
                _ranges.Insert(i, new BlockRange(range.To + 1, old.To));
            }

            if (old.From < range.From)
            {
                _ranges.Insert(i, new BlockRange(old.From, range.From - 1));
            }
        }
    }

    public bool Contains(long number)
    {
        foreach (BlockRange range in _ranges)
        {
            if (range.Contains(number))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The blocks that both sets have.</summary>
    public BlockRangeSet Intersect(BlockRangeSet other)
    {
        BlockRangeSet both = new();
        foreach (BlockRange mine in _ranges)
        {
            foreach (BlockRange theirs in other._ranges)
            {
                both.Add(mine.Intersect(theirs));
            }
        }

        return both;
    }

    /// <summary>The blocks of this set that are not in <paramref name="other"/>.</summary>
    public BlockRangeSet Except(IEnumerable<BlockRange> other)
    {
        BlockRangeSet rest = new(_ranges);
        foreach (BlockRange range in other)
        {
            rest.Remove(range);
        }

        return rest;
    }

    /// <summary><c>1:5,9:9</c></summary>
    public override string ToString() => string.Join(',', _ranges);
}
