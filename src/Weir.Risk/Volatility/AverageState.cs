namespace Weir.Risk.Volatility;

/// <summary>One or more exponential averages of squares and their weights, at the step after the last return.</summary>
internal sealed class AverageState(double[] next, double[] weights, double[] decays)
{
    public double[] Next { get; } = next;

    public double[] Weights { get; } = weights;

    public double[] Decays { get; } = decays;

    /// <summary>Σ weight·average.</summary>
    public double Variance
    {
        get
        {
            double sum = 0;
            for (int k = 0; k < Next.Length; k++)
            {
                sum += Weights[k] * Next[k];
            }

            return sum;
        }
    }

    public void Advance(double value)
    {
        double square = value * value;
        for (int k = 0; k < Next.Length; k++)
        {
            Next[k] = (Decays[k] * Next[k]) + ((1 - Decays[k]) * square);
        }
    }
}
