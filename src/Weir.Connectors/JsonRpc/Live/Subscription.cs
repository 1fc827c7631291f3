using System.Text.Json;
using Weir.Core.Errors;

namespace Weir.Connectors.JsonRpc.Live;

/// <summary>A subscription that is kept: made again, after a growing pause, whenever it was cut or refused.</summary>
/// <param name="node">A node with a WebSocket.</param>
/// <param name="forms">What to subscribe to, as JSON parameters; the first that the node offers.</param>
/// <param name="tell">Gets each notification's result.</param>
/// <param name="time">The clock of pauses.</param>
/// <param name="note">Told when it was cut or refused.</param>
internal sealed class Subscription(
    RpcNode node, IReadOnlyList<string> forms, Action<JsonElement> tell, TimeProvider time, Action<string> note)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>What is done while there is none, for the note.</summary>
    public string Meanwhile { get; init; } = string.Empty;

    /// <summary>Runs each time it stands, before anything else.</summary>
    public Func<CancellationToken, Task> OnOpened { get; init; } = _ => Task.CompletedTask;

    /// <summary>Runs each time it stands no more.</summary>
    public Action OnClosed { get; init; } = () => { };

    /// <summary>Keeps it until it is stopped.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = FirstPause;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                Task closed = await SubscribeAsync(cancellationToken);
                pause = FirstPause;
                try
                {
                    await OnOpened(cancellationToken);
                    await closed.WaitAsync(cancellationToken);
                }
                finally
                {
                    OnClosed();
                }

                note($"{node.Shown}: the subscription was cut; subscribing again");
            }
            catch (WeirException error)
            {
                note($"{error.Message}: no subscription; {Meanwhile}trying again in {pause.TotalSeconds:0} s");
            }

            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<Task> SubscribeAsync(CancellationToken cancellationToken)
    {
        foreach (string form in forms.SkipLast(1))
        {
            try
            {
                return await node.Socket!.SubscribeAsync(form, tell, cancellationToken);
            }
            catch (RpcException error) when (!error.IsTransient && error.Code == ErrorCodes.RpcError)
            {
                // The node does not offer this form.
            }
        }

        return await node.Socket!.SubscribeAsync(forms[^1], tell, cancellationToken);
    }
}
