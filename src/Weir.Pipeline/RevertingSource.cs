using System.Runtime.CompilerServices;
using Weir.Core;

namespace Weir.Pipeline;

/// <summary>
/// A source whose first update also takes a dead branch out: the branch that replaces it comes in the same commit.
/// </summary>
/// <param name="inner">The blocks that take the branch's place; it may have none, where the chain is shorter
/// now.</param>
/// <param name="dead">What leaves the chain.</param>
public sealed class RevertingSource<TRaw>(ISource<TRaw> inner, DeadBranch dead) : ISource<TRaw>
    where TRaw : class
{
    /// <inheritdoc/>
    public Task<long> GetChainIdAsync(CancellationToken cancellationToken) => inner.GetChainIdAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainUpdate<TRaw>> ReadAsync(
        SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool isFirst = true;
        await foreach (ChainUpdate<TRaw> update in inner.ReadAsync(from, cancellationToken))
        {
            yield return isFirst ? update with { Reverted = dead.Blocks } : update;
            isFirst = false;
        }

        if (isFirst)
        {
            yield return new ChainUpdate<TRaw>(new SourcePosition(dead.Ancestor, null), dead.Blocks, [], default, null);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<BlockVerdict> VerifyAsync(CancellationToken cancellationToken) =>
        inner.VerifyAsync(cancellationToken);
}
