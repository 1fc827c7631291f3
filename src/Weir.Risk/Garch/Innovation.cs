namespace Weir.Risk.Garch;

/// <summary>The distribution of standardised shocks, at unit variance.</summary>
public enum Innovation
{
    Normal,

    /// <summary>t with ν above 2, scaled by √((ν−2)/ν).</summary>
    StudentT,

    /// <summary>Generalized error distribution.</summary>
    GeneralizedError,

    /// <summary>Skewed t of Fernández and Steel, ν above 2.</summary>
    SkewedStudentT,
}
