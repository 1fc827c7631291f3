namespace Weir.Risk.Garch;

/// <summary>What stands for the squared shock and the variance before the first observation.</summary>
public enum VarianceStart
{
    /// <summary>Squares of the first 75 demeaned returns, weighted by 0.94^i: the Python package arch's.</summary>
    Backcast,

    /// <summary>Mean of all squared shocks at the mean being tried: fGarch's ("mci") and rugarch's ("all").</summary>
    MeanSquare,

    /// <summary>The model's own unconditional variance ω/(1 − persistence).</summary>
    Unconditional,
}
