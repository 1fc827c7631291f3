namespace Weir.Risk.FilteredHistorical;

/// <summary>The volatility model whose standardised residuals are drawn from.</summary>
public enum FilterKind
{
    Garch,
    GjrGarch,
    Ewma,
}
