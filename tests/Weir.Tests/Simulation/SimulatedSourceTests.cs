using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Pipeline;
using Weir.Simulation;
using Weir.Simulation.Chain;

namespace Weir.Tests.Simulation;

public sealed class SimulatedSourceTests
{
    private static readonly SimulatedChainOptions Chain = SimulatedChainOptions.Default with { Blocks = 1_200 };

    [Fact]
    public async Task All_blocks_come_once_and_in_order_and_proven()
    {
        SimulatedSource source = new(Chain with { Blocks = 700 }, TimeProvider.System);
        List<long> numbers = [];
        await foreach (ChainUpdate<BlockRun> update in source.ReadAsync(
            SinkState.Empty, TestContext.Current.CancellationToken))
        {
            Assert.All(update.Appended, block => Assert.Equal(VerifyLevel.Full.Asked(), block.Proven));
            Assert.Equal(update.Appended[^1].Reference, update.Position.Block);
            Assert.Equal(
                update.Appended.Select(block => block.Reference), update.Raw!.Blocks.Select(block => block.Reference));
            numbers.AddRange(update.Appended.Select(block => block.Number));
        }

        Assert.Equal(Enumerable.Range(0, 700).Select(number => (long)number), numbers);
        Assert.Equal(Chain.ChainId, await source.GetChainIdAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_the_sink_has_and_what_is_out_of_range_is_not_read_again()
    {
        SimulatedSource source = new(Chain, TimeProvider.System, range: new BlockRange(100, 5_000));
        SinkState state = SinkState.Empty with { Whole = [new BlockRange(50, 199), new BlockRange(1_000, 1_198)] };
        List<BlockRange> ranges = [];
        await foreach (ChainUpdate<BlockRun> update in source.ReadAsync(state, TestContext.Current.CancellationToken))
        {
            ranges.Add(new BlockRange(update.Appended[0].Number, update.Appended[^1].Number));
        }

        Assert.Equal([new BlockRange(200, 999), new BlockRange(1_199, 1_199)], new BlockRangeSet(ranges).Ranges);
    }
}
