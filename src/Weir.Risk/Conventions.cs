namespace Weir.Risk;

/// <summary>A choice on which referees differ, stated with the result: what was chosen, in the words of
/// docs/risk.md.</summary>
public readonly record struct Convention(string Name, string Value);

/// <summary>A named number beside the main ones: a parameter that was fitted, a statistic, a count.</summary>
public readonly record struct Figure(string Name, double Value);
