using Weir.Core.Errors;

namespace Weir.App.Commands.Run;

/// <summary>
/// Several chains that are followed at once into one warehouse. Each has tasks of its own: one that stalls, or ends, does
/// not hold the others.
/// </summary>
/// <param name="host">Told what happens; each chain's lines name it.</param>
/// <param name="follow">Follows one chain until it is stopped.</param>
internal sealed class ManyRun(WeirHost host, Func<WeirHost, RunChain, CancellationToken, Task> follow)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Follows all of them until <paramref name="stop"/> is given, or none is left.</summary>
    /// <returns>The exit code: 1 where a chain ended by itself.</returns>
    public async Task<int> RunAsync(IReadOnlyList<RunChain> chains, CancellationToken stop)
    {
        bool[] wells = await Task.WhenAll(chains.Select(chain => KeepAsync(host.For(chain.Name!), chain, stop)));
        return wells.All(well => well) ? 0 : 1;
    }

    // A chain whose nodes cannot be reached yet is tried again; one that is wrong is said, and left.
    private async Task<bool> KeepAsync(WeirHost own, RunChain chain, CancellationToken stop)
    {
        TimeSpan pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await follow(own, chain, stop);
                return true;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return true;
            }
            catch (WeirException error) when (error.IsTransient && error is not VerificationException)
            {
                Log.Restarting(own.Logger, error.Message, error.Code, pause.TotalSeconds);
            }
            catch (WeirException error)
            {
                Log.Failed(own.Logger, error.Message, error.Remedy, error.Code);
                return false;
            }

            await Task.Delay(pause, host.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        return true;
    }
}
