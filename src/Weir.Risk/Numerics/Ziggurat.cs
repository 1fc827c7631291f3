using System.Runtime.CompilerServices;
using Weir.Core;

namespace Weir.Risk.Numerics;

/// <summary>Normal variates by the ziggurat of Marsaglia and Tsang (2000), 256 layers, 53-bit abscissae.</summary>
internal static class Ziggurat
{
    private const int Layers = 256;
    private const double TailStart = 3.6541528853610088;
    private const double LayerArea = 0.00492867323399;

    private static readonly double[] Edge = MakeEdges();
    private static readonly double[] Width = MakeWidths();
    private static readonly ulong[] Inner = MakeInner();
    private static readonly double[] Height = MakeHeights();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sample(ref Xoshiro256 random)
    {
        ulong bits = random.NextPlusPlus();
        int layer = (int)(bits & (Layers - 1));
        ulong magnitude = bits >> 11;
        double x = magnitude * Width[layer];
        if (magnitude < Inner[layer])
        {
            return BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(x) | ((bits & 0x100) << 55));
        }

        return Rare(ref random, layer, x, (bits & 0x100) != 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Rare(ref Xoshiro256 random, int layer, double x, bool negative)
    {
        if (layer == 0)
        {
            double tail = Tail(ref random);
            return negative ? -tail : tail;
        }

        double y = Height[layer] + (random.NextDouble() * (Height[layer + 1] - Height[layer]));
        return y < Math.Exp(-0.5 * x * x) ? (negative ? -x : x) : Sample(ref random);
    }

    private static double Tail(ref Xoshiro256 random)
    {
        while (true)
        {
            double x = -Math.Log(random.NextDouble()) / TailStart;
            double y = -Math.Log(random.NextDouble());
            if (2 * y > x * x)
            {
                return TailStart + x;
            }
        }
    }

    private static double[] MakeEdges()
    {
        double[] edge = new double[Layers + 1];
        edge[0] = LayerArea / Math.Exp(-0.5 * TailStart * TailStart);
        edge[1] = TailStart;
        for (int i = 2; i < Layers; i++)
        {
            double height = Math.Exp(-0.5 * edge[i - 1] * edge[i - 1]) + (LayerArea / edge[i - 1]);
            edge[i] = Math.Sqrt(-2 * Math.Log(height));
        }

        edge[Layers] = 0;
        return edge;
    }

    private static double[] MakeWidths()
    {
        double[] width = new double[Layers];
        for (int i = 0; i < Layers; i++)
        {
            width[i] = Edge[i] / (1UL << 53);
        }

        return width;
    }

    private static ulong[] MakeInner()
    {
        ulong[] inner = new ulong[Layers];
        for (int i = 0; i < Layers; i++)
        {
            inner[i] = (ulong)(Edge[i + 1] / Edge[i] * (1UL << 53));
        }

        return inner;
    }

    private static double[] MakeHeights()
    {
        double[] height = new double[Layers + 1];
        for (int i = 0; i <= Layers; i++)
        {
            height[i] = Math.Exp(-0.5 * Edge[i] * Edge[i]);
        }

        return height;
    }
}
