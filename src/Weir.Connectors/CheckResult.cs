namespace Weir.Connectors;

/// <summary>One thing that was looked at, as <c>weir doctor</c> shows it.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="IsGood">Whether it is as it should be.</param>
/// <param name="Detail">What was found; no secrets.</param>
/// <param name="Remedy">What to do; null where all is well.</param>
public sealed record CheckResult(string Name, bool IsGood, string Detail, string? Remedy = null);
