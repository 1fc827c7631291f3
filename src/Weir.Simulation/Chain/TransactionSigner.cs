using System.Buffers.Binary;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Utilities;
using Weir.Core;

namespace Weir.Simulation.Chain;

/// <summary>
/// Signs with secp256k1 (SEC 1, 4.1.3), low s (EIP-2), so that senders recover. Fast and deterministic, and not secret:
/// the number k is one of 2^20, chosen by the digest, whose point is the sum of two from tables. For a simulation's
/// public keys alone.
/// </summary>
internal static class TransactionSigner
{
    private const int TableBits = 10;
    private const int TableSize = 1 << TableBits;
    private const int Stride = 16;

    /// <summary>The curve.</summary>
    public static readonly X9ECParameters Curve = SecNamedCurves.GetByName("secp256k1");

    private static readonly BigInteger HalfOrder = Curve.N.ShiftRight(1);

    // (i + 1)·G and (j + 1)·2^16·G.
    private static readonly ECPoint[] Low = Multiples(Curve.G);
    private static readonly ECPoint[] High = Multiples(Curve.G.Multiply(BigInteger.One.ShiftLeft(Stride)));

    /// <summary>Signs a digest; the parity is that of the point's y, for recovery.</summary>
    public static (Hash32 R, Hash32 S, int Parity) Sign(in Hash32 digest, BigInteger key)
    {
        int choice = BinaryPrimitives.ReadInt32LittleEndian(digest.Span);
        int low = choice & (TableSize - 1);
        int high = (choice >> TableBits) & (TableSize - 1);
        BigInteger order = Curve.N;
        BigInteger k = BigInteger.ValueOf(low + 1 + ((high + 1L) << Stride));
        ECPoint point = Low[low].Add(High[high]).Normalize();
        BigInteger r = point.AffineXCoord.ToBigInteger().Mod(order);
        BigInteger z = new(1, digest.Span);
        BigInteger s = BigIntegers.ModOddInverse(order, k).Multiply(z.Add(r.Multiply(key))).Mod(order);
        int parity = point.AffineYCoord.TestBitZero() ? 1 : 0;
        if (s.CompareTo(HalfOrder) > 0)
        {
            s = order.Subtract(s);
            parity ^= 1;
        }

        return (Word(r), Word(s), parity);
    }

    private static Hash32 Word(BigInteger value) => new(BigIntegers.AsUnsignedByteArray(Hash32.Length, value));

    private static ECPoint[] Multiples(ECPoint step)
    {
        ECPoint[] points = new ECPoint[TableSize];
        points[0] = step;
        for (int i = 1; i < points.Length; i++)
        {
            points[i] = points[i - 1].Add(step);
        }

        Curve.Curve.NormalizeAll(points);
        return points;
    }
}
