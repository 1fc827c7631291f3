namespace Weir.Risk.Portfolios;

/// <summary>A covariance matrix, row by row, with what it rests on.</summary>
public sealed record CovarianceEstimate
{
    public required IReadOnlyList<double> Values { get; init; }

    public required int Assets { get; init; }

    /// <summary>Weight of the target in a shrunk estimate, from 0 to 1; null where nothing is shrunk.</summary>
    public double? ShrinkageRatio { get; init; }

    public required IReadOnlyList<Convention> Conventions { get; init; }

    public double this[int row, int column] => Values[(row * Assets) + column];
}
