namespace Weir.Risk.Numerics;

/// <summary>The moments of a sample, by two passes.</summary>
internal readonly record struct Moments(double Mean, double PopulationVariance, double Skewness, double ExcessKurtosis)
{
    public static double MeanOf(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        double mean = sum / values.Length;
        double rest = 0;
        foreach (double value in values)
        {
            rest += value - mean;
        }

        return mean + (rest / values.Length);
    }

    public static Moments Of(ReadOnlySpan<double> values)
    {
        double mean = MeanOf(values);
        double second = 0;
        double third = 0;
        double fourth = 0;
        foreach (double value in values)
        {
            double d = value - mean;
            double square = d * d;
            second += square;
            third += square * d;
            fourth += square * square;
        }

        int n = values.Length;
        second /= n;
        third /= n;
        fourth /= n;
        return new Moments(mean, second, third / (second * Math.Sqrt(second)), (fourth / (second * second)) - 3);
    }

    public double StandardDeviation(MomentDivisor divisor, int observations) =>
        Math.Sqrt(divisor == MomentDivisor.Population ? PopulationVariance
            : PopulationVariance * observations / (observations - 1));
}
