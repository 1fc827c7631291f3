namespace Weir.Risk.Backtests;

/// <summary>What back-tests say of a figure, or why they say nothing: the figure stands in both cases.</summary>
/// <param name="Report">Every test; null where none could be made.</param>
/// <param name="Reason">Why there is no report, or no light on it; null where nothing is missing.</param>
public sealed record Grade(BacktestReport? Report, string? Reason)
{
    internal static Grade None(string reason) => new(null, reason);
}
