using Weir.Core;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Rlp;

/// <summary>
/// The encoding of a transaction whose Keccak-256 is its hash: EIP-155, 2718, 2930, 1559, 4844, 7702.
/// </summary>
public static class TransactionRlp
{
    /// <summary>Appends the transaction, signature included. Its type must be known.</summary>
    public static void Write(RlpWriter rlp, in Transaction transaction, ByteArena bytes) =>
        Write(rlp, transaction, bytes, signed: true);

    /// <summary>Appends what the sender signed.</summary>
    public static void WriteSigningPayload(RlpWriter rlp, in Transaction transaction, ByteArena bytes) =>
        Write(rlp, transaction, bytes, signed: false);

    /// <summary>Whether a legacy transaction names its chain in <c>v</c> (EIP-155).</summary>
    public static bool NamesChain(in Transaction transaction) => transaction.Type == 0 && transaction.V >= 35;

    /// <summary>The chain that a legacy transaction names in <c>v</c>.</summary>
    public static UInt256 ChainIdOfV(in Transaction transaction) => (transaction.V - 35) / 2;

    private static void Write(RlpWriter rlp, in Transaction transaction, ByteArena bytes, bool signed)
    {
        if (transaction.Type != 0)
        {
            rlp.WriteRaw((byte)transaction.Type);
        }

        int list = rlp.StartList();
        if (transaction.Type != 0)
        {
            rlp.WriteUInt256(transaction.ChainId);
        }

        rlp.WriteUInt64(transaction.Nonce);
        if (transaction.Type >= 2)
        {
            rlp.WriteUInt256(transaction.MaxPriorityFeePerGas);
            rlp.WriteUInt256(transaction.MaxFeePerGas);
        }
        else
        {
            rlp.WriteUInt256(transaction.GasPrice);
        }

        rlp.WriteUInt64(transaction.Gas);
        rlp.WriteBytes(transaction.Has(TransactionFields.To) ? transaction.To.Span : default);
        rlp.WriteUInt256(transaction.Value);
        rlp.WriteBytes(bytes[transaction.Input]);
        if (transaction.Type != 0)
        {
            WriteList(rlp, bytes[transaction.AccessListRlp]);
        }

        if (transaction.Type == 3)
        {
            rlp.WriteUInt256(transaction.MaxFeePerBlobGas);
            WriteHashes(rlp, bytes[transaction.BlobVersionedHashes]);
        }
        else if (transaction.Type == 4)
        {
            WriteList(rlp, bytes[transaction.AuthorizationListRlp]);
        }

        WriteSignature(rlp, transaction, signed);
        rlp.EndList(list);
    }

    private static void WriteSignature(RlpWriter rlp, in Transaction transaction, bool signed)
    {
        if (signed)
        {
            rlp.WriteUInt256(transaction.V);
            rlp.WriteUInt256(UInt256.FromBigEndian(transaction.R.Span));
            rlp.WriteUInt256(UInt256.FromBigEndian(transaction.S.Span));
        }
        else if (NamesChain(transaction))
        {
            rlp.WriteUInt256(ChainIdOfV(transaction));
            rlp.WriteUInt64(0);
            rlp.WriteUInt64(0);
        }
    }

    private static void WriteList(RlpWriter rlp, ReadOnlySpan<byte> items)
    {
        rlp.WriteListHeader(items.Length);
        rlp.WriteRaw(items);
    }

    private static void WriteHashes(RlpWriter rlp, ReadOnlySpan<byte> hashes)
    {
        rlp.WriteListHeader(hashes.Length / Hash32.Length * (Hash32.Length + 1));
        for (int i = 0; i < hashes.Length; i += Hash32.Length)
        {
            rlp.WriteBytes(hashes.Slice(i, Hash32.Length));
        }
    }
}
