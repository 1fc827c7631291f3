using Weir.Core;

namespace Weir.Pipeline;

/// <summary>Where blocks come from: a node, a folder of files, a simulation, a topic.</summary>
public interface ISource<TRaw>
    where TRaw : class
{
    /// <summary>The chain's id (EIP-155).</summary>
    Task<long> GetChainIdAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The updates that the sink does not have yet, verified, in order. A source for live chains goes on from
    /// <see cref="SinkState.Position"/>; one for given ranges reads what is asked for and not yet
    /// <see cref="SinkState.Whole"/>.
    /// On a stop and before an error it hands on what it has verified.
    /// </summary>
    IAsyncEnumerable<ChainUpdate<TRaw>> ReadAsync(SinkState from, CancellationToken cancellationToken);

    /// <summary>What verification says of every block of the source, bad ones too; nothing is refused.</summary>
    IAsyncEnumerable<BlockVerdict> VerifyAsync(CancellationToken cancellationToken);
}
