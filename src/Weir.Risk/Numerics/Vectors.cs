using System.Numerics;
using System.Runtime.InteropServices;

namespace Weir.Risk.Numerics;

/// <summary>The few vector loops that the simulations spend their time in.</summary>
internal static class Vectors
{
    /// <summary>target += factor·source.</summary>
    public static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        Span<Vector<double>> targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        ReadOnlySpan<Vector<double>> sources = MemoryMarshal.Cast<double, Vector<double>>(source[..target.Length]);
        Vector<double> factors = new(factor);
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = Vector.FusedMultiplyAdd(factors, sources[i], targets[i]);
        }

        for (int i = targets.Length * Vector<double>.Count; i < target.Length; i++)
        {
            target[i] = Math.FusedMultiplyAdd(factor, source[i], target[i]);
        }
    }

    /// <summary>target *= factor.</summary>
    public static void Scale(Span<double> target, double factor)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] *= factor;
        }
    }

    /// <summary>target *= source.</summary>
    public static void Multiply(Span<double> target, ReadOnlySpan<double> source)
    {
        Span<Vector<double>> targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        ReadOnlySpan<Vector<double>> sources = MemoryMarshal.Cast<double, Vector<double>>(source[..target.Length]);
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] *= sources[i];
        }

        for (int i = targets.Length * Vector<double>.Count; i < target.Length; i++)
        {
            target[i] *= source[i];
        }
    }

    /// <summary>Σ values, in lanes.</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        ReadOnlySpan<Vector<double>> lanes = MemoryMarshal.Cast<double, Vector<double>>(values);
        Vector<double> sums = Vector<double>.Zero;
        foreach (Vector<double> lane in lanes)
        {
            sums += lane;
        }

        double sum = Vector.Sum(sums);
        for (int i = lanes.Length * Vector<double>.Count; i < values.Length; i++)
        {
            sum += values[i];
        }

        return sum;
    }
}
