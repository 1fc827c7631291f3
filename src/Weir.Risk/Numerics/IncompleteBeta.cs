using MathNet.Numerics;

namespace Weir.Risk.Numerics;

/// <summary>The regularized incomplete beta function I_x(a, b), which the t and binomial distributions stand
/// on.</summary>
/// <remarks>Continued fraction DLMF 8.17.22 by Lentz's method, as many terms as it needs: MathNet stops at
/// 140.</remarks>
internal static class IncompleteBeta
{
    private const int MaxTerms = 200_000;

    public static double Regularized(double a, double b, double x)
    {
        if (x <= 0)
        {
            return 0;
        }

        if (x >= 1)
        {
            return 1;
        }

        double front = Math.Exp((a * Math.Log(x)) + (b * double.LogP1(-x)) - LogBeta(a, b));
        return x < (a + 1) / (a + b + 2)
            ? front * Fraction(a, b, x) / a
            : 1 - (front * Fraction(b, a, 1 - x) / b);
    }

    private static double LogBeta(double a, double b)
    {
        if (a == 0.5)
        {
            return (0.5 * Math.Log(Math.PI)) - StudentT.LogGammaHalfStep(b);
        }

        return b == 0.5
            ? (0.5 * Math.Log(Math.PI)) - StudentT.LogGammaHalfStep(a)
            : SpecialFunctions.GammaLn(a) + SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b);
    }

    private static double Fraction(double a, double b, double x)
    {
        const double Tiny = 1e-300;
        double c = 1;
        double d = 1 / Guard(1 - ((a + b) * x / (a + 1)), Tiny);
        double h = d;
        for (int m = 1; m <= MaxTerms; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / Guard(1 + (even * d), Tiny);
            c = Guard(1 + (even / c), Tiny);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / Guard(1 + (odd * d), Tiny);
            c = Guard(1 + (odd / c), Tiny);
            double step = d * c;
            h *= step;
            if (Math.Abs(step - 1) < 2e-16)
            {
                break;
            }
        }

        return h;
    }

    private static double Guard(double value, double tiny) => Math.Abs(value) < tiny ? tiny : value;
}
