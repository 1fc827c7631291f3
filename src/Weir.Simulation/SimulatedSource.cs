using System.Runtime.CompilerServices;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Verification;
using Weir.Pipeline;
using Weir.Simulation.Actors;
using Weir.Simulation.Chain;

namespace Weir.Simulation;

/// <summary>
/// The blocks of a simulated chain (<c>sim:</c>), made while they are read, and verified like any others.
/// </summary>
public sealed class SimulatedSource : ISource<BlockRun>
{
    // Updates stay small, so that memory does: a block is some ten kilobytes.
    private const int MostBlocks = 200;
    private const int MostRows = 50_000;

    private readonly SimulatedChainOptions _chain;
    private readonly VerifyLevel _level;
    private readonly BlockRange _range;
    private readonly TimeProvider _time;

    /// <param name="chain">What the chain is made from.</param>
    /// <param name="time">The clock that a block's waiting is measured on.</param>
    /// <param name="level">How much is proven.</param>
    /// <param name="range">Which of its blocks; all when null. Those before are made too, and not handed on.</param>
    public SimulatedSource(
        SimulatedChainOptions chain, TimeProvider time, VerifyLevel level = VerifyLevel.Full, BlockRange? range = null)
    {
        _chain = chain;
        _time = time;
        _level = level;
        _range = (range ?? BlockRange.All).Intersect(new BlockRange(0, chain.Blocks - 1));
    }

    /// <summary>The number of the chain's last block.</summary>
    public long Head => _chain.Blocks - 1;

    /// <inheritdoc/>
    public Task<long> GetChainIdAsync(CancellationToken cancellationToken) => Task.FromResult(_chain.ChainId);

    /// <inheritdoc/>
    public IAsyncEnumerable<ChainUpdate<BlockRun>> ReadAsync(SinkState from, CancellationToken cancellationToken)
    {
        GathererOptions options = new()
        {
            ChainId = _chain.ChainId,
            Asked = _level.Asked(),
            MostRows = MostRows,
            MostBlocks = MostBlocks,
        };
        return new UpdateGatherer(options, _time).GatherAsync(
            ReadVerifiedAsync(from, cancellationToken), [], cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlockVerdict> VerifyAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (VerifiedBlock block in ReadVerifiedAsync(SinkState.Empty, cancellationToken))
        {
            yield return block.Verdict;
        }
    }

    private async IAsyncEnumerable<VerifiedBlock> ReadVerifiedAsync(
        SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Making blocks is work: it does not hold up whoever began to read.
        await Task.Yield();
        BlockRangeSet whole = new(from.Whole);
        ChainGenerator generator = new(_chain);
        await using StreamWriter? labels = _chain.Labels is { } path ? new StreamWriter(path) : null;
        BlockVerifier verifier = new(_level, _chain.ChainId, rules: ChainRules.Ethereum);
        while (generator.NextNumber <= _range.To)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Block block = generator.Next();
            foreach (ActLabel label in labels is null ? [] : generator.Labels)
            {
                await labels!.WriteLineAsync(label.ToJson(block).AsMemory(), cancellationToken);
            }

            if (_range.Contains(block.Header.Number) && !whole.Contains(block.Header.Number))
            {
                yield return new VerifiedBlock(block, verifier.Verify(block));
            }
        }
    }
}
