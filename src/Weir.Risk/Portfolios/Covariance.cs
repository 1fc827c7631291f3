namespace Weir.Risk.Portfolios;

/// <summary>Covariance matrices of joint returns.</summary>
public static class Covariance
{
    private const string Model = "covariance";

    /// <summary>The estimate.</summary>
    /// <exception cref="Core.Errors.ModelInputException">Fewer than two rows; λ out of range.</exception>
    public static CovarianceEstimate Estimate(ReturnTable returns, CovarianceOptions? options = null)
    {
        options ??= new CovarianceOptions();
        if (returns.Rows < 2)
        {
            throw Refusal.TooFew(Model, returns.Rows, 2);
        }

        double[][] centred = Centre(returns, options.ZeroMean);
        bool isShrunk = options.Kind is CovarianceKind.LedoitWolf or CovarianceKind.LedoitWolfConstantCorrelation;
        MomentDivisor asked = options.Divisor ?? (isShrunk ? MomentDivisor.Population : MomentDivisor.Sample);
        int divisor = asked == MomentDivisor.Sample && !options.ZeroMean ? returns.Rows - 1 : returns.Rows;
        Convention divided = new("divisor", divisor < returns.Rows ? "n - 1" : "n");
        Convention mean = new("mean", options.ZeroMean ? "zero" : "sample mean");
        switch (options.Kind)
        {
            case CovarianceKind.Ewma:
                double decay = Check.Inside(Model, nameof(options.DecayRatio), options.DecayRatio, 0, 1);
                return Make(returns.Assets, Ewma(centred, decay), null, [
                    new("estimator", FormattableString.Invariant(
                        $"exponentially weighted, λ = {decay}, weights scaled to one")), mean]);
            case CovarianceKind.LedoitWolf:
                (double[] shrunk, double shrinkage) = LedoitWolf.TowardsIdentity(centred, divisor);
                return Make(returns.Assets, shrunk, shrinkage, [
                    new("estimator", "Ledoit-Wolf"), new("target", "mean variance times the identity"), divided, mean]);
            case CovarianceKind.LedoitWolfConstantCorrelation:
                (double[] constant, double weight) = LedoitWolf.TowardsConstantCorrelation(centred, divisor);
                return Make(returns.Assets, constant, weight, [
                    new("estimator", "Ledoit-Wolf"), new("target", "constant correlation"), divided, mean]);
            default:
                return Make(
                    returns.Assets, Second(centred, divisor), null, [new("estimator", "sample"), divided, mean]);
        }
    }

    internal static double[] Second(double[][] centred, double divisor)
    {
        int n = centred.Length;
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                for (int row = 0; row < centred[i].Length; row++)
                {
                    sum += centred[i][row] * centred[j][row];
                }

                values[(i * n) + j] = sum / divisor;
                values[(j * n) + i] = sum / divisor;
            }
        }

        return values;
    }

    private static double[] Ewma(double[][] centred, double decay)
    {
        int rows = centred[0].Length;
        double weight = Math.Sqrt((1 - decay) / (1 - Math.Pow(decay, rows)));
        double step = Math.Sqrt(decay);
        for (int row = rows - 1; row >= 0; row--)
        {
            foreach (double[] column in centred)
            {
                column[row] *= weight;
            }

            weight *= step;
        }

        return Second(centred, 1);
    }

    private static double[][] Centre(ReturnTable returns, bool zeroMean)
    {
        double[][] centred = new double[returns.Assets][];
        for (int i = 0; i < centred.Length; i++)
        {
            double[] column = returns.Column(i).ToArray();
            double mean = zeroMean ? 0 : Numerics.Moments.MeanOf(column);
            for (int row = 0; row < column.Length; row++)
            {
                column[row] -= mean;
            }

            centred[i] = column;
        }

        return centred;
    }

    private static CovarianceEstimate Make(
        int assets, double[] values, double? shrinkage, IReadOnlyList<Convention> conventions) =>
        new() { Assets = assets, Values = values, ShrinkageRatio = shrinkage, Conventions = conventions };
}
