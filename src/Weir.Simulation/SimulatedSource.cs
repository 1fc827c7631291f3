using System.Runtime.CompilerServices;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Verification;
using Weir.Pipeline;
using Weir.Simulation.Chain;

namespace Weir.Simulation;

/// <summary>The blocks of a simulated chain (<c>sim:</c>), made while they are read, and verified like any others.</summary>
public sealed class SimulatedSource : ISource<BlockRun>
{
    // Updates stay small, so that memory does: a block is some ten kilobytes.
    private const int MostBlocks = 200;
    private const int MostRows = 50_000;

    private readonly SimulatedChainOptions _chain;
    private readonly VerifyLevel _level;
    private readonly BlockRange _range;
    private readonly Action<BlockVerdict>? _onVerified;

    /// <param name="chain">What the chain is made from.</param>
    /// <param name="level">How much is proven.</param>
    /// <param name="range">Which of its blocks; all when null. Those before are made too, and not handed on.</param>
    /// <param name="onVerified">Told of every verdict.</param>
    public SimulatedSource(
        SimulatedChainOptions chain, VerifyLevel level = VerifyLevel.Full, BlockRange? range = null,
        Action<BlockVerdict>? onVerified = null)
    {
        _chain = chain;
        _level = level;
        _range = (range ?? BlockRange.All).Intersect(new BlockRange(0, chain.Blocks - 1));
        _onVerified = onVerified;
    }

    /// <summary>The number of the chain's last block.</summary>
    public long Head => _chain.Blocks - 1;

    /// <inheritdoc/>
    public Task<long> GetChainIdAsync(CancellationToken cancellationToken) => Task.FromResult(_chain.ChainId);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainUpdate<BlockRun>> ReadAsync(
        SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Making blocks is work: it does not hold up whoever began to read.
        await Task.Yield();
        BlockRangeSet whole = new(from.Whole);
        ChainGenerator generator = new(_chain);
        BlockVerifier verifier = new(_level, _chain.ChainId);
        UpdateBuilder builder = new(_chain.ChainId, strict: false, MostRows, MostBlocks);
        while (generator.NextNumber <= _range.To)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Block block = generator.Next();
            if (!_range.Contains(block.Header.Number) || whole.Contains(block.Header.Number))
            {
                continue;
            }

            BlockVerdict verdict = verifier.Verify(block);
            _onVerified?.Invoke(verdict);
            if (builder.Add(block, verdict, _level.Asked()) is { } update)
            {
                yield return update;
            }
        }

        if (builder.Flush() is { } last)
        {
            yield return last;
        }
    }
}
