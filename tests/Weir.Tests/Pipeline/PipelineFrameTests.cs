using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;
using Weir.Ethereum.Transforms;
using Weir.Ethereum.Verification;
using Weir.Pipeline;
using Weir.Simulation;
using Weir.Simulation.Chain;
using Weir.Tests.Ethereum.Verification;
using Weir.Tests.Simulation;

namespace Weir.Tests.Pipeline;

/// <summary>The frame as its builders use it: reorganisations that travel, blocks that a stream carries on.</summary>
public sealed class PipelineFrameTests
{
    private static readonly SimulatedChainOptions Chain = SimulatedChainOptions.Parse("seed=5,blocks=40,txs=6");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1_000)]
    public async Task A_reorganisation_travels_to_the_tables_of_the_chain_that_remained(int mostBlocks)
    {
        VerifiedBlock[] history =
        [
            .. UpdateGathererTests.Chain(1, 10),
            UpdateGathererTests.Verified(9, 1, 0),
            UpdateGathererTests.Verified(10, 1, 1),
            UpdateGathererTests.Verified(11, 1, 1),
            UpdateGathererTests.Verified(6, 2, 0),
            UpdateGathererTests.Verified(7, 2, 2),
        ];
        VerifiedBlock[] final =
            [.. UpdateGathererTests.Chain(1, 5), UpdateGathererTests.Verified(6, 2, 0),
                UpdateGathererTests.Verified(7, 2, 2)];
        await using MemoryWarehouse reorganised = new();
        await RunAsync(new ScriptedSource(history, mostBlocks), new WarehouseSink(reorganised));
        await using MemoryWarehouse straight = new();
        await RunAsync(new ScriptedSource(final, 100), new WarehouseSink(straight));
        Assert.Equal(await ChecksumsAsync(straight), await ChecksumsAsync(reorganised));
        Assert.All(await reorganised.GetLedgerAsync(Token), line => Assert.Equal(new BlockRange(1, 7), line.Blocks));
    }

    [Fact]
    public async Task A_live_source_goes_on_from_the_recent_blocks_and_reverts_them()
    {
        await using MemoryWarehouse warehouse = new();
        await RunAsync(new ScriptedSource(UpdateGathererTests.Chain(1, 5), 100), new WarehouseSink(warehouse));
        await RunAsync(
            new ScriptedSource([UpdateGathererTests.Verified(5, 1, 0), UpdateGathererTests.Verified(6, 1, 1)], 100),
            new WarehouseSink(warehouse));
        BlockBatch blocks = (BlockBatch)Assert.Single(
            await warehouse.ReadAsync(BlockBatch.Table, BlockRange.All, RowOrder.Key, Token).ToListAsync(Token));
        Assert.Equal([1, 2, 3, 4, 5, 6], blocks.Number.Values.ToArray());
        Assert.Equal(Weir.Tests.Core.Tables.SampleRows.BlockHash(5, 1), blocks.Hash.Hash(4));
    }

    [Fact]
    public async Task Blocks_that_a_stream_carries_on_give_the_same_tables()
    {
        await using MemoryWarehouse direct = new();
        await RunAsync(new SimulatedSource(Chain, TimeProvider.System), new WarehouseSink(direct));
        RawStream stream = new();
        await RunAsync(new SimulatedSource(Chain, TimeProvider.System), stream);
        Assert.Equal(40, stream.Messages.Count);
        await using MemoryWarehouse through = new();
        await RunAsync(new StreamSource(stream), new WarehouseSink(through));
        Assert.Equal(await ChecksumsAsync(direct), await ChecksumsAsync(through));
    }

    [Fact]
    public async Task Blocks_are_used_again_only_after_the_sink_that_wants_them_has_committed()
    {
        BlockPool pool = new();
        PooledSource source = new(pool);
        RawStream stream = new();
        await RunAsync(source, stream);
        Assert.True(source.Made.Distinct().Count() < 20, "no block was used again");
        Assert.Equal(40, stream.Messages.Select(message => message.Number).Distinct().Count());
    }

    private static async Task RunAsync(ISource<BlockRun> source, ISink sink)
    {
        SinkRequest request = new(
            new PipelineKey(await source.GetChainIdAsync(Token), "run"), Decoders.AllTables, VerifyLevel.Roots.Asked());
        SinkState state = await sink.OpenAsync(request, Token);
        PipelineRunner<BlockRun> runner = new(
            source, Decoders.For(request.Tables), request.Tables, sink, new PipelineOptions(), TimeProvider.System);
        await runner.RunAsync(state, _ => { }, Token);
    }

    private static async Task<List<string>> ChecksumsAsync(MemoryWarehouse reader)
    {
        List<string> checksums = [];
        foreach (TableSchema table in Decoders.AllTables)
        {
            TableChecksum checksum = new(table);
            await foreach (Batch batch in reader.ReadAsync(table, BlockRange.All, RowOrder.Any, Token))
            {
                checksum.Add(batch);
            }

            checksums.Add($"{table} {checksum.RowCount} {checksum}");
        }

        return checksums;
    }

    /// <summary>An append-only sink that wants the blocks themselves, as a topic does.</summary>
    private sealed class RawStream : IRawSink<BlockRun>
    {
        public List<(long Number, byte[] Json)> Messages { get; } = [];

        public Task<SinkState> OpenAsync(SinkRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(SinkState.Empty);

        public Task CommitAsync(Commit commit, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("A sink that wants blocks was given none.");

        public Task CommitAsync(Commit commit, BlockRun? raw, CancellationToken cancellationToken)
        {
            Assert.Equal(
                commit.Appended.Select(block => block.Reference), raw!.Blocks.Select(block => block.Reference));
            Messages.AddRange(raw.Blocks.Select(block => (block.Header.Number, SimulatedBlocks.Json(block))));
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>Reads the stream back, and verifies each block again.</summary>
    private sealed class StreamSource(RawStream stream) : ISource<BlockRun>
    {
        public Task<long> GetChainIdAsync(CancellationToken cancellationToken) => Task.FromResult(Chain.ChainId);

        public IAsyncEnumerable<ChainUpdate<BlockRun>> ReadAsync(SinkState from, CancellationToken cancellationToken) =>
            new UpdateGatherer(
                new GathererOptions
                {
                    ChainId = Chain.ChainId,
                    Asked = VerifyLevel.Roots.Asked(),
                    IsStrict = true,
                    MostBlocks = 7
                },
                TimeProvider.System).GatherAsync(Blocks().ToAsyncEnumerable(), [], cancellationToken);

        public IAsyncEnumerable<BlockVerdict> VerifyAsync(CancellationToken cancellationToken) =>
            Blocks().Select(block => block.Verdict).ToAsyncEnumerable();

        private IEnumerable<VerifiedBlock> Blocks()
        {
            BlockVerifier verifier = new(VerifyLevel.Roots, Chain.ChainId);
            BlockFileJson json = new();
            foreach ((_, byte[] bytes) in stream.Messages)
            {
                List<Block> blocks = [];
                json.Read(bytes, blocks);
                yield return new VerifiedBlock(blocks[0], verifier.Verify(blocks[0]));
            }
        }
    }

    /// <summary>A source whose blocks are rented.</summary>
    private sealed class PooledSource(BlockPool pool) : ISource<BlockRun>
    {
        public List<Block> Made { get; } = [];

        public Task<long> GetChainIdAsync(CancellationToken cancellationToken) => Task.FromResult(1L);

        public IAsyncEnumerable<ChainUpdate<BlockRun>> ReadAsync(SinkState from, CancellationToken cancellationToken) =>
            new UpdateGatherer(
                new GathererOptions { ChainId = 1, Asked = ProofGroups.Header, MostBlocks = 2, Pool = pool },
                TimeProvider.System).GatherAsync(BlocksAsync(), [], cancellationToken);

        public IAsyncEnumerable<BlockVerdict> VerifyAsync(CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Not asked here.");

        private async IAsyncEnumerable<VerifiedBlock> BlocksAsync()
        {
            for (long number = 1; number <= 40; number++)
            {
                await Task.Yield();
                VerifiedBlock template = UpdateGathererTests.Verified(number, 0, 0);
                Block block = pool.Rent();
                Made.Add(block);
                block.Header.Number = number;
                block.Header.Hash = template.Block.Header.Hash;
                block.Header.ParentHash = template.Block.Header.ParentHash;
                yield return template with { Block = block };
            }
        }
    }
}
