namespace Weir.Risk.Portfolios;

/// <summary>Joint returns: the assets' returns over the same steps, an asset a column, each column
/// contiguous.</summary>
public sealed class ReturnTable
{
    private const string Model = "portfolio";
    private readonly double[] _values;

    /// <summary>A table of columns of one length.</summary>
    /// <exception cref="Core.Errors.ModelInputException">No columns, no rows, columns of different length, a value not
    /// finite.</exception>
    public ReturnTable(IReadOnlyList<double[]> columns)
    {
        if (columns.Count == 0)
        {
            throw Refusal.Input(Model, "there is no asset.", "Give at least one column of returns.");
        }

        Assets = columns.Count;
        Rows = columns[0].Length;
        _values = new double[Assets * Rows];
        for (int i = 0; i < Assets; i++)
        {
            Check.SameLength(Model, "asset 0", Rows, FormattableString.Invariant($"asset {i}"), columns[i].Length);
            Check.Series(Model, columns[i], 1);
            columns[i].CopyTo(_values, i * Rows);
        }
    }

    public int Assets { get; }

    public int Rows { get; }

    public ReadOnlySpan<double> Column(int asset) => _values.AsSpan(asset * Rows, Rows);

    /// <summary>The table of some rows that follow each other.</summary>
    public ReturnTable Window(int first, int rows)
    {
        double[][] columns = new double[Assets][];
        for (int i = 0; i < Assets; i++)
        {
            columns[i] = Column(i).Slice(first, rows).ToArray();
        }

        return new ReturnTable(columns);
    }

    /// <summary>Σ wᵢrᵢ of every row: the return of a portfolio rebalanced to these weights at every step.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Not as many weights as assets, or one not finite.</exception>
    public double[] Portfolio(ReadOnlySpan<double> weights)
    {
        Check.SameLength(Model, "assets", Assets, "weights", weights.Length);
        Check.Finite(Model, weights);
        double[] total = new double[Rows];
        for (int i = 0; i < Assets; i++)
        {
            Numerics.Vectors.AddScaled(total, Column(i), weights[i]);
        }

        return total;
    }
}
