namespace Weir.Risk.Numerics;

/// <summary>Quasi-Newton minimisation with exact gradients, then Newton steps to the last digits.</summary>
/// <remarks>Nocedal and Wright, Numerical Optimization, algorithm 6.1, with a backtracking search that keeps the
/// curvature condition by skipping updates that break it.</remarks>
internal static class Bfgs
{
    private const int MaxIterations = 500;

    /// <summary>Moves <paramref name="point"/> to a local minimum and returns its value.</summary>
    public static double Minimise(Objective objective, Span<double> point, double gradientTolerance = 1e-9)
    {
        int k = objective.Dimension;
        Span<double> gradient = stackalloc double[k];
        Span<double> next = stackalloc double[k];
        Span<double> nextGradient = stackalloc double[k];
        Span<double> direction = stackalloc double[k];
        Span<double> inverse = stackalloc double[k * k];
        double value = objective.Evaluate(point, gradient);
        Identity(inverse, k, 1);
        bool fresh = true;
        for (int iteration = 0; iteration < MaxIterations && Largest(gradient) > gradientTolerance; iteration++)
        {
            double slope = Direction(inverse, gradient, direction);
            if (!(slope < 0))
            {
                Identity(inverse, k, 1);
                fresh = true;
                slope = Direction(inverse, gradient, direction);
            }

            double step = fresh ? Math.Min(1, 1 / Largest(direction)) : Math.Min(1, 8 / Largest(direction));
            double nextValue = Search(objective, point, direction, step, value, slope, next, nextGradient);
            if (!(nextValue < value))
            {
                if (fresh)
                {
                    break;
                }

                Identity(inverse, k, 1);
                fresh = true;
                continue;
            }

            Update(inverse, point, next, gradient, nextGradient, ref fresh);
            next.CopyTo(point);
            nextGradient.CopyTo(gradient);
            value = nextValue;
        }

        return value;
    }

    private static double Search(
        Objective objective,
        ReadOnlySpan<double> point,
        ReadOnlySpan<double> direction,
        double step,
        double value,
        double slope,
        Span<double> next,
        Span<double> nextGradient)
    {
        for (int halving = 0; halving < 60; halving++)
        {
            for (int i = 0; i < next.Length; i++)
            {
                next[i] = point[i] + (step * direction[i]);
            }

            double candidate = objective.Evaluate(next, nextGradient);
            if (candidate <= value + (1e-4 * step * slope) && double.IsFinite(candidate))
            {
                return candidate;
            }

            double fitted = -slope * step * step / (2 * (candidate - value - (slope * step)));
            step = double.IsFinite(fitted) ? Math.Clamp(fitted, 0.1 * step, 0.5 * step) : 0.25 * step;
        }

        return value;
    }

    private static void Update(
        Span<double> inverse,
        ReadOnlySpan<double> point,
        ReadOnlySpan<double> next,
        ReadOnlySpan<double> gradient,
        ReadOnlySpan<double> nextGradient,
        ref bool fresh)
    {
        int k = point.Length;
        Span<double> s = stackalloc double[k];
        Span<double> y = stackalloc double[k];
        double sy = 0;
        double yy = 0;
        for (int i = 0; i < k; i++)
        {
            s[i] = next[i] - point[i];
            y[i] = nextGradient[i] - gradient[i];
            sy += s[i] * y[i];
            yy += y[i] * y[i];
        }

        if (sy <= 1e-12 * yy)
        {
            return;
        }

        if (fresh)
        {
            Identity(inverse, k, sy / yy);
            fresh = false;
        }

        Span<double> hy = stackalloc double[k];
        double yhy = 0;
        for (int i = 0; i < k; i++)
        {
            double sum = 0;
            for (int j = 0; j < k; j++)
            {
                sum += inverse[(i * k) + j] * y[j];
            }

            hy[i] = sum;
            yhy += sum * y[i];
        }

        double factor = (1 + (yhy / sy)) / sy;
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < k; j++)
            {
                inverse[(i * k) + j] += (factor * s[i] * s[j]) - (((hy[i] * s[j]) + (s[i] * hy[j])) / sy);
            }
        }
    }

    private static double Direction(ReadOnlySpan<double> inverse, ReadOnlySpan<double> gradient, Span<double> direction)
    {
        int k = gradient.Length;
        double slope = 0;
        for (int i = 0; i < k; i++)
        {
            double sum = 0;
            for (int j = 0; j < k; j++)
            {
                sum -= inverse[(i * k) + j] * gradient[j];
            }

            direction[i] = sum;
            slope += sum * gradient[i];
        }

        return slope;
    }

    private static void Identity(Span<double> matrix, int k, double diagonal)
    {
        matrix.Clear();
        for (int i = 0; i < k; i++)
        {
            matrix[(i * k) + i] = diagonal;
        }
    }

    internal static double Largest(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
