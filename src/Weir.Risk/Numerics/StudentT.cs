using MathNet.Numerics;

namespace Weir.Risk.Numerics;

/// <summary>The standard t distribution (location 0, scale 1; its variance is ν/(ν−2)).</summary>
internal static class StudentT
{
    /// <summary>ln Γ(x + ½) − ln Γ(x) without cancellation for large x.</summary>
    public static double LogGammaHalfStep(double x)
    {
        if (x < 40)
        {
            return SpecialFunctions.GammaLn(x + 0.5) - SpecialFunctions.GammaLn(x);
        }

        double y = 1 / (x * x);
        double series = (-1.0 / 8) + (y * ((1.0 / 192) + (y * ((-1.0 / 640) + (y * (17.0 / 14336))))));
        return (0.5 * Math.Log(x)) + (series / x);
    }

    /// <summary>ψ(x + ½) − ψ(x), the derivative of <see cref="LogGammaHalfStep"/>.</summary>
    public static double DigammaHalfStep(double x)
    {
        double shift = 0;
        while (x < 40)
        {
            shift += (1 / x) - (1 / (x + 0.5));
            x += 1;
        }

        double y = 1 / (x * x);
        double series = (1.0 / 8) + (y * ((-3.0 / 192) + (y * ((5.0 / 640) - (y * (119.0 / 14336))))));
        return (0.5 / x) + (series * y) + shift;
    }

    public static double LogDensity(double t, double degreesOfFreedom) =>
        LogGammaHalfStep(degreesOfFreedom / 2) - (0.5 * Math.Log(Math.PI * degreesOfFreedom))
            - (0.5 * (degreesOfFreedom + 1) * double.LogP1(t * t / degreesOfFreedom));

    public static double Density(double t, double degreesOfFreedom) => Math.Exp(LogDensity(t, degreesOfFreedom));

    public static double Cdf(double t, double degreesOfFreedom)
    {
        if (t == 0)
        {
            return 0.5;
        }

        double square = t * t;
        double tail = square < degreesOfFreedom
            ? 0.5 - (0.5 * IncompleteBeta.Regularized(0.5, degreesOfFreedom / 2, square / (degreesOfFreedom + square)))
            : 0.5 * IncompleteBeta.Regularized(
                degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + square));
        return t < 0 ? tail : 1 - tail;
    }

    /// <summary>The quantile by Newton's method on the logarithm of the tail, which is concave there and cannot
    /// overshoot.</summary>
    public static double Quantile(double probability, double degreesOfFreedom)
    {
        if (probability == 0.5)
        {
            return 0;
        }

        if (probability > 0.5)
        {
            return -Quantile(1 - probability, degreesOfFreedom);
        }

        double low = -1;
        while (Cdf(low, degreesOfFreedom) > probability)
        {
            low *= 2;
        }

        double high = low == -1 ? 0 : low / 2;
        double t = 0.5 * (low + high);
        double target = Math.Log(probability);
        for (int i = 0; i < 200; i++)
        {
            double cdf = Cdf(t, degreesOfFreedom);
            double gap = Math.Log(cdf) - target;
            if (gap > 0)
            {
                high = t;
            }
            else
            {
                low = t;
            }

            double next = t - (gap * cdf / Density(t, degreesOfFreedom));
            if (!(next > low && next < high))
            {
                next = 0.5 * (low + high);
            }

            if (Math.Abs(next - t) <= 4e-16 * Math.Abs(t))
            {
                return next;
            }

            t = next;
        }

        return t;
    }
}
