namespace Weir.Risk.Original;

/// <summary>A row of the original's stress table; the shock in percent, as it has it.</summary>
public readonly record struct OriginalStressRow(double ShockPercent, double PnlUsd, double PositionRemainingUsd);
