using Weir.Risk.Numerics;
using Weir.Risk.Parametric;
using Weir.Risk.Portfolios;

namespace Weir.Risk.MonteCarlo;

/// <summary>Marginals and a copula fitted to joint returns, for a simulation.</summary>
public sealed record CopulaFit(
    IReadOnlyList<Marginal> Marginals, IReadOnlyList<double> Correlation, double? CopulaDegreesOfFreedom)
{
    private static readonly double[] Grid = [2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 50, 100];

    /// <summary>Fits marginals by maximum likelihood, the correlation by Kendall's τ (sin(πτ/2)), and ν of the t-copula
    /// by its likelihood on a grid (McNeil, Frey and Embrechts 2015, §7.5).</summary>
    /// <param name="returns">Joint returns.</param>
    /// <param name="studentMarginals">t marginals, or normal ones.</param>
    /// <param name="studentCopula">A t-copula, or a Gaussian one; one asset needs none.</param>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than 20 rows, a constant asset, a singular
    /// correlation.</exception>
    public static CopulaFit Of(ReturnTable returns, bool studentMarginals, bool studentCopula)
    {
        const string Model = MonteCarloRisk.Model;
        if (returns.Rows < 20)
        {
            throw Refusal.TooFew(Model, returns.Rows, 20);
        }

        int n = returns.Assets;
        Marginal[] marginals = new Marginal[n];
        double[][] uniforms = new double[n][];
        for (int i = 0; i < n; i++)
        {
            double[] column = [.. returns.Column(i)];
            Check.Varies(Model, column);
            uniforms[i] = Ranks(column);
            Moments moments = Moments.Of(column);
            StudentTFit? fit = studentMarginals ? StudentTFit.Of(column) : null;
            marginals[i] = fit is { IsNormalLimit: false } student
                ? new Marginal(student.Location, student.Scale, student.DegreesOfFreedom)
                : new Marginal(moments.Mean, moments.StandardDeviation(MomentDivisor.Sample, column.Length));
        }

        double[] correlation = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            correlation[(i * n) + i] = 1;
            for (int j = 0; j < i; j++)
            {
                double value = Math.Sin(Math.PI / 2 * KendallTau.Of(returns.Column(i), returns.Column(j)));
                correlation[(i * n) + j] = value;
                correlation[(j * n) + i] = value;
            }
        }

        double[] factor = [.. correlation];
        if (!Cholesky.TryFactor(factor, n, out int failed))
        {
            throw Refusal.Singular(Model, failed);
        }

        return new CopulaFit(marginals, correlation, studentCopula && n > 1 ? Degrees(uniforms, factor) : null);
    }

    private static double[] Ranks(double[] column)
    {
        int[] order = new int[column.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        double[] sorted = [.. column];
        Array.Sort(sorted, order);
        double[] uniforms = new double[column.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            uniforms[order[rank]] = (rank + 1.0) / (order.Length + 1);
        }

        return uniforms;
    }

    private static double Degrees(double[][] uniforms, double[] factor)
    {
        double best = 0;
        double highest = double.NegativeInfinity;
        foreach (double degrees in Grid)
        {
            double likelihood = LogLikelihood(uniforms, factor, degrees);
            if (likelihood > highest)
            {
                highest = likelihood;
                best = degrees;
            }
        }

        return best;
    }

    private static double LogLikelihood(double[][] uniforms, double[] factor, double degrees)
    {
        int n = uniforms.Length;
        int rows = uniforms[0].Length;
        double[] quantiles = new double[rows];
        for (int rank = 0; rank < rows; rank++)
        {
            quantiles[rank] = StudentT.Quantile((rank + 1.0) / (rows + 1), degrees);
        }

        double logDeterminant = 0;
        for (int i = 0; i < n; i++)
        {
            logDeterminant += Math.Log(factor[(i * n) + i]);
        }

        double joint = MathNet.Numerics.SpecialFunctions.GammaLn((degrees + n) / 2)
            - MathNet.Numerics.SpecialFunctions.GammaLn(degrees / 2) - (
                0.5 * n * Math.Log(Math.PI * degrees)) - logDeterminant;
        double[] x = new double[n];
        double[] solved = new double[n];
        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            double marginal = 0;
            for (int i = 0; i < n; i++)
            {
                x[i] = quantiles[(int)Math.Round(uniforms[i][row] * (rows + 1)) - 1];
                marginal += StudentT.LogDensity(x[i], degrees);
            }

            x.CopyTo(solved, 0);
            Cholesky.Solve(factor, n, solved);
            double form = 0;
            for (int i = 0; i < n; i++)
            {
                form += x[i] * solved[i];
            }

            sum += joint - (0.5 * (degrees + n) * double.LogP1(form / degrees)) - marginal;
        }

        return sum;
    }
}
