using CsCheck;
using Weir.Core;

namespace Weir.Tests.Core;

public sealed class BlockRangeSetTests
{
    [Fact]
    public void Neighbours_join_and_holes_stay()
    {
        BlockRangeSet set = new(new BlockRange(5, 7), new BlockRange(1, 2), new BlockRange(3, 3), new BlockRange(9, 9));
        Assert.Equal("1:3,5:7,9:9", set.ToString());
        Assert.Equal(7, set.Count);
        Assert.Equal(new BlockRange(1, 9), set.Hull);
    }

    [Fact]
    public void Sets_behave_like_sets_of_numbers()
    {
        Gen<BlockRange[]> ranges =
            Gen.Select(Gen.Long[0, 60], Gen.Long[0, 8], (from, length) => new BlockRange(from, from + length - 1))
            .Array[0, 8];
        Gen.Select(ranges, ranges).Sample((left, right) =>
        {
            HashSet<long> a = [.. left.SelectMany(Numbers)];
            HashSet<long> b = [.. right.SelectMany(Numbers)];
            BlockRangeSet setA = new(left);
            BlockRangeSet setB = new(right);
            return a.Order().SequenceEqual(setA.Ranges.SelectMany(Numbers))
                && a.Except(b).Order().SequenceEqual(setA.Except(setB.Ranges).Ranges.SelectMany(Numbers))
                && a.Intersect(b).Order().SequenceEqual(setA.Intersect(setB).Ranges.SelectMany(Numbers))
                && Enumerable.Range(0, 70).All(number => setA.Contains(number) == a.Contains(number));
        });
    }

    private static IEnumerable<long> Numbers(BlockRange range)
    {
        for (long number = range.From; number <= range.To; number++)
        {
            yield return number;
        }
    }
}
