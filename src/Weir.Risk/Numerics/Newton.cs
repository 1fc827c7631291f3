namespace Weir.Risk.Numerics;

/// <summary>Second-order work at a minimum: the Hessian from exact gradients, and the last digits of the
/// point.</summary>
internal static class Newton
{
    /// <summary>The Hessian by central differences of the gradient (error about 1e-10 of the scale), symmetrised, row
    /// by row.</summary>
    public static double[] Hessian(Objective objective, ReadOnlySpan<double> point)
    {
        double[] hessian = new double[objective.Dimension * objective.Dimension];
        Hessian(objective, point, hessian);
        return hessian;
    }

    /// <summary>Fills the Hessian; for dimensions that fit the stack.</summary>
    private static void Hessian(Objective objective, ReadOnlySpan<double> point, Span<double> hessian)
    {
        int k = objective.Dimension;
        Span<double> shifted = stackalloc double[k];
        Span<double> up = stackalloc double[k];
        Span<double> down = stackalloc double[k];
        point.CopyTo(shifted);
        for (int i = 0; i < k; i++)
        {
            double step = 1e-5 * Math.Max(Math.Abs(point[i]), 1e-2);
            shifted[i] = point[i] + step;
            _ = objective.Evaluate(shifted, up);
            shifted[i] = point[i] - step;
            _ = objective.Evaluate(shifted, down);
            shifted[i] = point[i];
            for (int j = 0; j < k; j++)
            {
                hessian[(i * k) + j] = (up[j] - down[j]) / (2 * step);
            }
        }

        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double mean = 0.5 * (hessian[(i * k) + j] + hessian[(j * k) + i]);
                hessian[(i * k) + j] = mean;
                hessian[(j * k) + i] = mean;
            }
        }
    }

    /// <summary>Newton steps while they shrink the gradient; leaves the point where it is when the Hessian is not
    /// positive.</summary>
    public static double Polish(Objective objective, Span<double> point, int steps = 6)
    {
        int k = objective.Dimension;
        Span<double> gradient = stackalloc double[k];
        Span<double> nextGradient = stackalloc double[k];
        Span<double> next = stackalloc double[k];
        Span<double> hessian = stackalloc double[k * k];
        double value = objective.Evaluate(point, gradient);
        for (int round = 0; round < steps; round++)
        {
            double size = Bfgs.Largest(gradient);
            Hessian(objective, point, hessian);
            if (size == 0 || !Cholesky.TryFactor(hessian, k, out _))
            {
                break;
            }

            gradient.CopyTo(next);
            Cholesky.Solve(hessian, k, next);
            for (int i = 0; i < k; i++)
            {
                next[i] = point[i] - next[i];
            }

            double nextValue = objective.Evaluate(next, nextGradient);
            if (!double.IsFinite(nextValue) || Bfgs.Largest(nextGradient) >= size)
            {
                break;
            }

            next.CopyTo(point);
            nextGradient.CopyTo(gradient);
            value = nextValue;
        }

        return value;
    }
}
