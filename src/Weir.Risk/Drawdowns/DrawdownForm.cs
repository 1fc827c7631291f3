namespace Weir.Risk.Drawdowns;

/// <summary>What a drawdown is measured in.</summary>
public enum DrawdownForm
{
    /// <summary>Share of the highest wealth so far that is lost: 1 − W/max W.</summary>
    Relative,

    /// <summary>Highest sum of returns so far less the sum now, uncompounded (Chekhlov, Uryasev and Zabarankin
    /// 2005).</summary>
    Cumulative,
}
