using Weir.Connectors.JsonRpc.Live;
using Weir.Core.Errors;

namespace Weir.App.Commands.Run;

/// <summary>
/// Something that goes on until it is stopped: after every failure that may pass it begins again, from what is stored.
/// </summary>
/// <param name="host">Clock and log.</param>
/// <param name="report">Where failures are told.</param>
internal sealed class FollowLoop(WeirHost host, RunReport report)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private long _commits;

    /// <summary>Something was stored: what failed before has passed.</summary>
    public void Committed() => Interlocked.Increment(ref _commits);

    /// <summary>Runs it until it ends by itself or <paramref name="stop"/> is given.</summary>
    /// <param name="once">One attempt.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="WeirException">Something that does not pass by itself.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> once, CancellationToken stop)
    {
        TimeSpan pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            long before = Interlocked.Read(ref _commits);
            try
            {
                await once(stop);
                return;
            }
            catch (WeirException error) when (
                error is not VerificationException
                && (error.IsTransient || (Interlocked.Read(ref _commits) > 0 && FollowSource.MayPass(error))))
            {
                pause = Interlocked.Read(ref _commits) > before ? FirstPause : pause;
                report.Say(() => Log.Restarting(host.Logger, error.Message, error.Code, pause.TotalSeconds));
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(pause, host.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
