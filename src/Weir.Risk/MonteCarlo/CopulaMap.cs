using System.Runtime.CompilerServices;
using Weir.Risk.Numerics;

namespace Weir.Risk.MonteCarlo;

/// <summary>Takes a copula's variate to a marginal's: F⁻¹(T(x)), from a table of cubics.</summary>
/// <remarks>The function is odd, so the table covers x above zero: 64 cells an octave from 2⁻¹⁶ to 2⁴⁸, looked up by
/// the bits of x.
/// Hermite cubics on exact values and slopes: relative error below 1e-9, checked by a test.</remarks>
internal sealed class CopulaMap
{
    private const int CellBits = 6;
    private const int LowestExponent = -16;
    private const int Octaves = 64;
    private const int Cells = Octaves << CellBits;
    private const long Base = (1023L + LowestExponent) << CellBits;
    private const double SmallestTail = 1e-300;
    private readonly double[] _cubics = new double[Cells * 4];
    private readonly double _slopeAtZero;

    private CopulaMap(Func<double, double> value, Func<double, double, double> slope)
    {
        _slopeAtZero = slope(0, 0);
        double left = Start(0);
        double leftValue = value(left);
        double leftSlope = slope(left, leftValue);
        for (int cell = 0; cell < Cells; cell++)
        {
            double right = Start(cell + 1);
            double rightValue = value(right);
            double rightSlope = slope(right, rightValue);
            double width = right - left;
            double rise = (rightValue - leftValue) / width;
            int at = cell * 4;
            _cubics[at] = leftValue;
            _cubics[at + 1] = leftSlope;
            _cubics[at + 2] = ((3 * rise) - (2 * leftSlope) - rightSlope) / width;
            _cubics[at + 3] = (leftSlope + rightSlope - (2 * rise)) / (width * width);
            (left, leftValue, leftSlope) = (right, rightValue, rightSlope);
        }
    }

    /// <summary>Null where the copula's variate already is the marginal's.</summary>
    public static CopulaMap? Of(double? copulaDegrees, double? marginalDegrees)
    {
        if (copulaDegrees == marginalDegrees)
        {
            return null;
        }

        // Beyond a tail of 1e-300 the map stands still: two thirds of the cells of a Gaussian copula need no quantile
        // of their own.
        double end = Quantile(SmallestTail, marginalDegrees);
        return new CopulaMap(
            x => Tail(x, copulaDegrees) is var tail && tail > SmallestTail ? Quantile(tail, marginalDegrees) : end,
            (x, y) => Density(x, copulaDegrees) / Density(y, marginalDegrees));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Map(double x)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(x);
        double magnitude = Math.Abs(x);
        long cell = (long)((bits & 0x7FFFFFFFFFFFFFFFUL) >> (52 - CellBits)) - Base;
        if ((ulong)cell >= Cells)
        {
            return cell < 0 ? x * _slopeAtZero : Math.CopySign(_cubics[(Cells - 1) * 4], x);
        }

        double start = BitConverter.UInt64BitsToDouble(
            (bits & 0x7FFFFFFFFFFFFFFFUL) >> (52 - CellBits) << (52 - CellBits));
        double d = magnitude - start;
        ReadOnlySpan<double> cubic = _cubics.AsSpan((int)cell * 4, 4);
        return Math.CopySign(cubic[0] + (d * (cubic[1] + (d * (cubic[2] + (d * cubic[3]))))), x);
    }

    private static double Start(int cell) => BitConverter.Int64BitsToDouble((cell + Base) << (52 - CellBits));

    private static double Tail(double x, double? degrees) =>
        degrees is { } nu ? StudentT.Cdf(-x, nu) : Gaussian.Cdf(-x);

    private static double Quantile(double tail, double? degrees) =>
        degrees is { } nu ? -StudentT.Quantile(tail, nu) : -Gaussian.Quantile(tail);

    private static double Density(double x, double? degrees) =>
        degrees is { } nu ? Math.Exp(StudentT.LogDensity(x, nu)) : Math.Max(Gaussian.Density(x), 1e-300);
}
