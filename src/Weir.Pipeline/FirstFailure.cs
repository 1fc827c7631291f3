using System.Runtime.ExceptionServices;

namespace Weir.Pipeline;

/// <summary>Keeps the first exception of several stages and stops the others.</summary>
internal sealed class FirstFailure
{
    private readonly CancellationTokenSource _abort;
    private ExceptionDispatchInfo? _first;

    public FirstFailure(CancellationTokenSource abort) => _abort = abort;

    /// <summary>Runs a stage on the pool and calls <paramref name="onEnd"/> when it ends, however it ends.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="onEnd">Closes what the next stage reads.</param>
    /// <param name="stop">A token whose cancellation is a normal end of this stage.</param>
    /// <param name="aborts">Whether its failure stops the stages after it, or leaves them to finish what they
    /// have.</param>
    public async Task GuardAsync(Func<Task> stage, Action onEnd, CancellationToken stop, bool aborts = true)
    {
        try
        {
            await Task.Run(stage, CancellationToken.None);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !_abort.IsCancellationRequested)
        {
            // Asked to stop reading: the later stages finish what they have.
        }
#pragma warning disable CA1031 // Every failure of a stage is kept and thrown again by Throw.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _first, ExceptionDispatchInfo.Capture(error), null);
            if (aborts)
            {
                await _abort.CancelAsync();
            }
        }
        finally
        {
            onEnd();
        }
    }

    /// <summary>Throws what was caught first, if anything was.</summary>
    public void Throw() => _first?.Throw();
}
