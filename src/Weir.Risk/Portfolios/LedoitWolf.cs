namespace Weir.Risk.Portfolios;

/// <summary>The two shrinkage estimators of Ledoit and Wolf (2004), on centred columns.</summary>
/// <remarks>S is divided by n or n − 1 as asked for; the means over the rows of the papers' formulas are divided by n
/// in both.</remarks>
internal static class LedoitWolf
{
    /// <summary>Towards μI, μ the mean variance: J. Multivariate Analysis 88, Theorem 3.2.</summary>
    public static (double[] Values, double ShrinkageRatio) TowardsIdentity(double[][] centred, int divisor)
    {
        int n = centred.Length;
        int rows = centred[0].Length;
        double[] sample = Covariance.Second(centred, divisor);
        double mean = 0;
        for (int i = 0; i < n; i++)
        {
            mean += sample[(i * n) + i] / n;
        }

        double distance = 0;
        double noise = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double value = sample[(i * n) + j];
                double gap = value - (i == j ? mean : 0);
                distance += gap * gap;
                noise += Asymptotic(centred, i, j, value) / rows;
            }
        }

        double shrinkage = distance == 0 ? 0 : Math.Min(noise, distance) / distance;
        for (int i = 0; i < sample.Length; i++)
        {
            sample[i] *= 1 - shrinkage;
        }

        for (int i = 0; i < n; i++)
        {
            sample[(i * n) + i] += shrinkage * mean;
        }

        return (sample, shrinkage);
    }

    /// <summary>Towards the sample variances with the mean correlation: J. Portfolio Management 30(4), appendix
    /// B.</summary>
    public static (double[] Values, double ShrinkageRatio) TowardsConstantCorrelation(double[][] centred, int divisor)
    {
        int n = centred.Length;
        int rows = centred[0].Length;
        double[] sample = Covariance.Second(centred, divisor);
        double[] deviation = new double[n];
        for (int i = 0; i < n; i++)
        {
            deviation[i] = Math.Sqrt(sample[(i * n) + i]);
        }

        double correlation = 0;
        for (int i = 1; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                correlation += sample[(i * n) + j] / (deviation[i] * deviation[j]) * 2 / (n * (n - 1.0));
            }
        }

        double pi = 0;
        double rho = 0;
        double gamma = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double value = sample[(i * n) + j];
                double target = i == j ? value : correlation * deviation[i] * deviation[j];
                gamma += (target - value) * (target - value);
                double own = Asymptotic(centred, i, j, value);
                pi += own;
                rho += i == j
                    ? own
                    : 0.5 * correlation * ((
                        deviation[j] / deviation[i] * Cross(centred, i, j, sample[(i * n) + i], value))
                        + (deviation[i] / deviation[j] * Cross(centred, j, i, sample[(j * n) + j], value)));
            }
        }

        double shrinkage = gamma == 0 ? 0 : Math.Clamp((pi - rho) / gamma / rows, 0, 1);
        double[] result = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double target = i == j ? sample[(i * n) + j] : correlation * deviation[i] * deviation[j];
                result[(i * n) + j] = (shrinkage * target) + ((1 - shrinkage) * sample[(i * n) + j]);
            }
        }

        return (result, shrinkage);
    }

    private static double Asymptotic(double[][] centred, int i, int j, double value)
    {
        double sum = 0;
        for (int row = 0; row < centred[i].Length; row++)
        {
            double gap = (centred[i][row] * centred[j][row]) - value;
            sum += gap * gap;
        }

        return sum / centred[i].Length;
    }

    private static double Cross(double[][] centred, int i, int j, double variance, double covariance)
    {
        double sum = 0;
        for (int row = 0; row < centred[i].Length; row++)
        {
            double a = centred[i][row];
            sum += ((a * a) - variance) * ((a * centred[j][row]) - covariance);
        }

        return sum / centred[i].Length;
    }
}
