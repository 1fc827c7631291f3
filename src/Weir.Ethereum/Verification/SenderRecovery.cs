using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Rlp;

namespace Weir.Ethereum.Verification;

/// <summary>Recovers who signed a transaction: secp256k1 public-key recovery (SEC 1, 4.1.6), as the yellow paper's appendix F.</summary>
public sealed class SenderRecovery
{
    private static readonly X9ECParameters Curve = SecNamedCurves.GetByName("secp256k1");

    private readonly RlpWriter _rlp = new();

    /// <summary>The sender, or null where the signature is not one.</summary>
    public Address? Recover(in Transaction transaction, ByteArena bytes)
    {
        _rlp.Clear();
        TransactionRlp.WriteSigningPayload(_rlp, transaction, bytes);
        int? parity = Parity(transaction);
        return parity is null ? null : Recover(Keccak.Hash(_rlp.Written), transaction.R, transaction.S, parity.Value);
    }

    /// <summary>The address whose key signed <paramref name="digest"/>, or null.</summary>
    public static Address? Recover(in Hash32 digest, in Hash32 r, in Hash32 s, int parity)
    {
        BigInteger order = Curve.N;
        BigInteger bigR = new(1, r.Span);
        BigInteger bigS = new(1, s.Span);
        if (bigR.SignValue == 0 || bigS.SignValue == 0 || bigR.CompareTo(order) >= 0 || bigS.CompareTo(order) >= 0)
        {
            return null;
        }

        Span<byte> compressed = stackalloc byte[33];
        compressed[0] = (byte)(2 + parity);
        r.Span.CopyTo(compressed[1..]);
        ECPoint point;
        try
        {
            point = Curve.Curve.DecodePoint(compressed);
        }
        catch (ArgumentException)
        {
            // No point of the curve has this x: BouncyCastle says it by throwing.
            return null;
        }

        // Q = r⁻¹ (sR − eG)
        BigInteger inverse = bigR.ModInverse(order);
        BigInteger e = new(1, digest.Span);
        BigInteger g = order.Subtract(e.Mod(order)).Multiply(inverse).Mod(order);
        BigInteger p = bigS.Multiply(inverse).Mod(order);
        ECPoint key = ECAlgorithms.SumOfTwoMultiplies(Curve.G, g, point, p).Normalize();
        if (key.IsInfinity)
        {
            return null;
        }

        byte[] encoded = key.GetEncoded(false);
        return new Address(Keccak.Hash(encoded.AsSpan(1)).Span[12..]);
    }

    private static int? Parity(in Transaction transaction)
    {
        UInt256 parity = transaction.Type != 0 ? transaction.V
            : TransactionRlp.NamesChain(transaction) ? (transaction.V - 35) % 2
            : transaction.V >= 27 ? transaction.V - 27
            : UInt256.MaxValue;
        return parity <= 1 ? (int)(long)parity : null;
    }
}
