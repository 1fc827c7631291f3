namespace Weir.Risk.ExtremeValue;

/// <summary>Which information matrix the standard errors come from.</summary>
public enum InformationKind
{
    Observed,
    Expected,
}
