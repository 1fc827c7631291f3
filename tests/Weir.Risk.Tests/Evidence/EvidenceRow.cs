namespace Weir.Risk.Tests.Evidence;

/// <summary>A published figure and ours.</summary>
/// <param name="Quantity">What it is.</param>
/// <param name="Published">The figure as its source prints it.</param>
/// <param name="Computed">Ours.</param>
/// <param name="Tolerance">Largest difference allowed: relative to the figure, or half a unit of its last printed
/// digit.</param>
/// <param name="IsRelative">Which of the two.</param>
/// <param name="Source">Where it is found.</param>
internal sealed record EvidenceRow(
    string Quantity, double Published, double Computed, double Tolerance, bool IsRelative, string Source)
{
    public double Difference => IsRelative && Published != 0
        ? Math.Abs(Computed - Published) / Math.Abs(Published)
        : Math.Abs(Computed - Published);

    public bool Agrees => Difference <= Tolerance;

    /// <summary>A figure known in full: 1e-9 relative.</summary>
    public static EvidenceRow Full(
        string quantity, double published, double computed, string source, double relative = 1e-9) =>
        new(quantity, published, computed, relative, true, source);

    /// <summary>A figure printed to this many decimals: half a unit of the last one, a trace of rounding
    /// allowed.</summary>
    public static EvidenceRow Printed(
        string quantity, double published, int decimals, double computed, string source) =>
        new(quantity, published, computed, 0.50001 * Math.Pow(10, -decimals), false, source);
}
