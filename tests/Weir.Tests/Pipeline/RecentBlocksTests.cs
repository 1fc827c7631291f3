using Weir.Core;
using Weir.Pipeline;
using Weir.Tests.Core.Tables;

namespace Weir.Tests.Pipeline;

public sealed class RecentBlocksTests
{
    [Fact]
    public void The_last_512_are_kept_and_read_back()
    {
        RecentBlocks recent = RecentBlocks.Empty.After(Commit([], 1, 600));
        Assert.Equal(512, recent.Blocks.Count);
        Assert.Equal(89, recent.Blocks[0].Number);
        Assert.Equal(recent.Blocks, RecentBlocks.Parse(recent.ToJson()).Blocks);
        Assert.StartsWith("""[{"hash":"0x""", recent.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reverted_blocks_leave()
    {
        RecentBlocks recent = RecentBlocks.Empty.After(Commit([], 1, 5)).After(Commit([5, 4], 4, 4));
        Assert.Equal([1, 2, 3, 4], recent.Blocks.Select(block => block.Number));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""[{"number":"1"}]""")]
    [InlineData("""[{"number":"1","hash":"0x12"}]""")]
    [InlineData("""{"number":"1"}""")]
    public void Damaged_text_is_a_format_error(string json) =>
        Assert.Throws<FormatException>(() => RecentBlocks.Parse(json));

    private static Commit Commit(long[] reverted, long from, long to) => new(
        1, new SourcePosition(null, null),
        [.. reverted.Select(Block)],
        [
            .. Enumerable.Range((int)from, (int)(to - from + 1)).Select(number => new AppendedBlock(
                number, Block(number).Hash, default, ProofGroups.Header, ProofGroups.Header)),
        ],
        []);

    private static BlockRef Block(long number) => new(number, SampleRows.BlockHash(number));
}
