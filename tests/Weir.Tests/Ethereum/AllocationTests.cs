using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;
using Weir.Ethereum.Verification;
using Weir.Simulation.Chain;
using Weir.Tests.Simulation;

namespace Weir.Tests.Ethereum;

/// <summary>
/// The hot path makes no garbage: verifying a block and turning it into rows, once their buffers have grown.
/// Inspectors work on objects of what a block decodes to: they are left out.
/// </summary>
public sealed class AllocationTests
{
    [Fact]
    public void Verifying_and_decoding_a_block_allocate_almost_nothing()
    {
        List<Block> blocks = SimulatedBlocks.Make(SimulatedChainOptions.Parse("blocks=40,txs=20"));
        BlockVerifier verifier = new(VerifyLevel.Roots, 2003134834);
        BlockRun run = new(2003134834, blocks);
        BatchSet rows = new();
        IReadOnlyList<ITransform<BlockRun>> transforms = Decoders.For([.. Decoders.Tables.Except(Decoders.MevTables)]);
        long logs = blocks.Sum(block => block.Logs.Count);
        Pass();
        Pass();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Pass();
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(logs > 200, $"{logs} logs");

        // A verdict a block, access and authorization lists as JSON, a pool of no listed factory; nothing a plain
        // transaction or a log.
        Assert.True(bytes < 3600 * blocks.Count, $"{bytes} bytes for {blocks.Count} blocks");

        void Pass()
        {
            rows.Clear();
            foreach (Block block in blocks)
            {
                verifier.Verify(block);
            }

            foreach (ITransform<BlockRun> transform in transforms)
            {
                transform.Transform(run, rows);
            }
        }
    }
}
