namespace Weir.Risk.Volatility;

/// <summary>The first variance of an exponential average.</summary>
public enum EwmaStart
{
    /// <summary>The first squares, weighted as the average itself weights: arch's backcast.</summary>
    Backcast,

    /// <summary>The first squared return.</summary>
    FirstSquare,

    /// <summary>The mean of all squares.</summary>
    MeanSquare,
}
