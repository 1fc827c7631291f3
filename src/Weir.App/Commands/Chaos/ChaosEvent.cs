using Weir.Simulation.FakeNodes;

namespace Weir.App.Commands.Chaos;

/// <summary>What happens to a chain, its node or the pipeline.</summary>
internal enum ChaosKind
{
    /// <summary>The chain grows by <c>Size</c> blocks.</summary>
    Grow,

    /// <summary>The newest <c>Size</c> blocks are replaced by <c>Size + More</c> others.</summary>
    Reorganise,

    /// <summary>The head goes back by <c>Size</c> blocks without a word, and grows again by one more.</summary>
    SetBack,

    /// <summary>The node answers request <c>At</c> wrongly.</summary>
    Fault,

    /// <summary>The pipeline dies at commit <c>At</c>: before it (0), within it (1) or right after it (2).</summary>
    Kill,

    /// <summary>Every WebSocket is cut.</summary>
    CutSockets,

    /// <summary>Subscribers hear nothing while the chain grows by <c>Size</c> blocks.</summary>
    Silence,
}

/// <summary>One event of a schedule; its place is its number in the whole schedule of its seed.</summary>
/// <param name="Place">Its number.</param>
/// <param name="Kind">What happens.</param>
/// <param name="At">Which request or commit it strikes.</param>
/// <param name="Size">How many blocks, or which stage of a commit.</param>
/// <param name="More">How many blocks the new branch is longer.</param>
/// <param name="PauseMilliseconds">How long the chain waits before it; -1 until the pipeline has caught up.</param>
/// <param name="Wrong">What the node does.</param>
internal sealed record ChaosEvent(
    int Place, ChaosKind Kind, int At, int Size, int More, int PauseMilliseconds, FakeNodeFault? Wrong = null)
{
    public override string ToString() => Kind switch
    {
        ChaosKind.Grow => $"{Place}: the chain grows by {Size}{When}",
        ChaosKind.Reorganise => $"{Place}: {Size} blocks are replaced by {Size + More}{When}",
        ChaosKind.SetBack => $"{Place}: the head goes back by {Size} and grows by {Size + 1}{When}",
        ChaosKind.Fault => $"{Place}: request {At} meets {Wrong!.Kind} {Wrong.Method} {Wrong.Path}",
        ChaosKind.Kill => $"{Place}: killed {(Size == 0 ? "before" : Size == 1 ? "within" : "after")} commit {At}",
        ChaosKind.CutSockets => $"{Place}: the sockets are cut{When}",
        _ => $"{Place}: the subscription is silent while the chain grows by {Size}{When}",
    };

    private string When => PauseMilliseconds < 0 ? ", once it was followed" : $", after {PauseMilliseconds} ms";
}
