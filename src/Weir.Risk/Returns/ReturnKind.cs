namespace Weir.Risk.Returns;

/// <summary>What a return is.</summary>
public enum ReturnKind
{
    /// <summary>p₁/p₀ − 1.</summary>
    Simple,

    /// <summary>ln(p₁/p₀).</summary>
    Log,
}
