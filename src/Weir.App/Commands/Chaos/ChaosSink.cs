using Weir.Core;
using Weir.Pipeline;

namespace Weir.App.Commands.Chaos;

/// <summary>A sink that dies at a commit, once for each time it is told to.</summary>
internal sealed class ChaosSink(ISink inner, Func<int?> nextCommit, Action<BlockRef?> stored) : ISink
{
    /// <inheritdoc/>
    public async Task<SinkState> OpenAsync(SinkRequest request, CancellationToken cancellationToken)
    {
        SinkState state = await inner.OpenAsync(request, cancellationToken);
        stored(state.Position?.Block);
        return state;
    }

    /// <inheritdoc/>
    public async Task CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        int? stage = nextCommit();
        if (stage == 0)
        {
            throw new ChaosKill();
        }

        if (stage == 1)
        {
            using CancellationTokenSource within = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task writing = inner.CommitAsync(commit, within.Token);
            await within.CancelAsync();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new ChaosKill();
        }

        await inner.CommitAsync(commit, cancellationToken);
        if (stage == 2)
        {
            throw new ChaosKill();
        }

        stored(commit.Position.Block);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

/// <summary>The pipeline is dead, as after SIGKILL: nothing of it is left but what was committed.</summary>
internal sealed class ChaosKill : Exception
{
    public ChaosKill()
        : base("killed")
    {
    }
}
