namespace Weir.Risk.Numerics;

/// <summary>A smooth function to be minimised, with its gradient.</summary>
internal abstract class Objective
{
    public abstract int Dimension { get; }

    /// <summary>The value at a point; fills the gradient. Infinite where the function is not defined.</summary>
    public abstract double Evaluate(ReadOnlySpan<double> point, Span<double> gradient);
}
