using Secp256k1Net;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Rlp;

namespace Weir.Ethereum.Verification;

/// <summary>
/// Recovers who signed transactions: secp256k1 public-key recovery (SEC 1, 4.1.6), as the Yellow Paper's appendix F has
/// it. What was signed is hashed side by side, and many signatures are recovered on all cores.
/// </summary>
public sealed class SenderRecovery
{
    // Below this many, other threads cost more than they save.
    private const int FewSignatures = 16;

    private const int SignatureLength = 65;
    private const int PublicKeyLength = 64;
    private const int SerializedLength = 65;

    // One context for all threads: recovery only reads it.
    private static readonly Secp256k1 Curve = new();

    private readonly RlpWriter _rlp = new();
    private int[] _ends = [];
    private byte[] _digests = [];
    private Address?[] _senders = [];

    /// <summary>
    /// The senders of the transactions; null where a signature is not one, or where it was not asked for.
    /// </summary>
    /// <param name="transactions">The transactions.</param>
    /// <param name="bytes">Their bytes.</param>
    /// <param name="isAsked">Whether a transaction's sender is wanted: its form must be known and complete.</param>
    /// <returns>A sender a transaction; valid until the next call.</returns>
    public ReadOnlySpan<Address?> Recover(RowList<Transaction> transactions, ByteArena bytes, Func<int, bool> isAsked)
    {
        int count = transactions.Count;
        if (_ends.Length < count)
        {
            _ends = new int[2 * count];
            _digests = new byte[2 * count * Hash32.Length];
            _senders = new Address?[2 * count];
        }

        _rlp.Clear();
        for (int i = 0; i < count; i++)
        {
            if (isAsked(i))
            {
                TransactionRlp.WriteSigningPayload(_rlp, transactions[i], bytes);
            }

            _ends[i] = _rlp.Length;
        }

        KeccakMany.Hash(_rlp.Written, _ends.AsSpan(0, count), _digests);
        if (count < FewSignatures)
        {
            for (int i = 0; i < count; i++)
            {
                One(i);
            }
        }
        else
        {
            Parallel.For(0, count, One);
        }

        return _senders.AsSpan(0, count);

        void One(int i) =>
            _senders[i] = isAsked(i) ? Recover(transactions[i], new Hash32(_digests.AsSpan(32 * i, 32))) : null;
    }

    /// <summary>The address whose key signed <paramref name="digest"/>, or null.</summary>
    /// <param name="digest">What was signed.</param>
    /// <param name="r">The signature's r, 32 bytes, most significant first.</param>
    /// <param name="s">Its s, likewise.</param>
    /// <param name="parity">0 or 1: which of the two points with that r.</param>
    public static Address? Recover(in Hash32 digest, in Hash32 r, in Hash32 s, int parity)
    {
        Span<byte> compact = stackalloc byte[2 * Hash32.Length];
        r.Span.CopyTo(compact);
        s.Span.CopyTo(compact[Hash32.Length..]);
        Span<byte> signature = stackalloc byte[SignatureLength];
        Span<byte> key = stackalloc byte[PublicKeyLength];
        if (!Curve.EcdsaRecoverableSignatureParseCompact(signature, compact, parity)
            || !Curve.EcdsaRecover(key, signature, digest.Span))
        {
            return null;
        }

        Span<byte> serialized = stackalloc byte[SerializedLength];
        nuint length = SerializedLength;
        Curve.EcPubkeySerialize(serialized, ref length, key, Secp256k1EcFlags.Uncompressed);
        return new Address(Keccak.Hash(serialized[1..]).Span[12..]);
    }

    private static Address? Recover(in Transaction transaction, in Hash32 digest)
    {
        UInt256 parity = transaction.Type != 0 ? transaction.V
            : TransactionRlp.NamesChain(transaction) ? (transaction.V - 35) % 2
            : transaction.V >= 27 ? transaction.V - 27
            : UInt256.MaxValue;
        return parity <= 1 ? Recover(digest, transaction.R, transaction.S, (int)(long)parity) : null;
    }
}
