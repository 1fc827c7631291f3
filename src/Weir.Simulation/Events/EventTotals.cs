namespace Weir.Simulation.Events;

/// <summary>What a run has made.</summary>
/// <param name="Events">Messages of the three topics.</param>
/// <param name="Labels">Labels beside them.</param>
/// <param name="Attacks">Flash-loan attacks.</param>
/// <param name="Errors">Ticks and attacks that were given up because a message could not be sent.</param>
/// <param name="IsInterrupted">Whether the user stopped it.</param>
public sealed record EventTotals(long Events, long Labels, long Attacks, long Errors, bool IsInterrupted);
