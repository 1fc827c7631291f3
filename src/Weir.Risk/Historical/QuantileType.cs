namespace Weir.Risk.Historical;

/// <summary>Which sample quantile (Hyndman and Fan 1996).</summary>
public enum QuantileType
{
    /// <summary>Linear between observations at (n−1)p + 1: NumPy's, R's and pandas' default.</summary>
    Type7,

    /// <summary>The smallest observation whose share of the sample is at least p: no interpolation.</summary>
    Type1,

    /// <summary>Linear between observations at (n+1)p: Minitab's and SPSS'.</summary>
    Type6,
}
