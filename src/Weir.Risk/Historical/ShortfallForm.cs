namespace Weir.Risk.Historical;

/// <summary>Which sample expected shortfall.</summary>
public enum ShortfallForm
{
    /// <summary>Mean of the returns at or below the quantile.</summary>
    TailMean,

    /// <summary>Mean of the worst n·α returns exactly, the last one in part (Rockafellar and Uryasev 2002).</summary>
    RockafellarUryasev,
}
