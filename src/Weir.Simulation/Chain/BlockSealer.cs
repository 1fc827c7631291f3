using System.Runtime.InteropServices;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Rlp;

namespace Weir.Simulation.Chain;

/// <summary>Closes a block: transaction hashes, roots, blooms, size and the block's own hash.</summary>
internal sealed class BlockSealer
{
    private readonly OrderedTrie _trie = new();
    private readonly RlpWriter _rlp = new();
    private readonly List<int> _ends = [];
    private byte[] _digests = [];

    public void Seal(Block block)
    {
        block.HasTransactions = true;
        block.HasReceipts = true;
        block.HasWithdrawals = true;
        block.HasUncles = true;
        BlockHeader header = block.Header;
        int payload = SealTransactions(block) + 1;
        SealReceipts(block);
        int withdrawals = SealWithdrawals(block);
        _rlp.Clear();
        HeaderRlp.Write(_rlp, block);
        header.Hash = Keccak.Hash(_rlp.Written);
        payload += _rlp.Length + withdrawals;
        header.Size = (ulong)(RlpWriter.HeaderLength(payload) + payload);
        SetBlockHash(block);
    }

    // The bytes that the transactions take in the block's RLP: a typed one is a string.
    private int SealTransactions(Block block)
    {
        Begin();
        int length = 0;
        foreach (ref readonly Transaction transaction in block.Transactions.Rows)
        {
            int start = _rlp.Length;
            TransactionRlp.Write(_rlp, transaction, block.Bytes);
            int encoded = _rlp.Length - start;
            length += encoded + (transaction.Type == 0 ? 0 : RlpWriter.HeaderLength(encoded));
            _ends.Add(_rlp.Length);
        }

        ReadOnlySpan<int> ends = CollectionsMarshal.AsSpan(_ends);
        if (_digests.Length < Hash32.Length * ends.Length)
        {
            _digests = new byte[2 * Hash32.Length * ends.Length];
        }

        KeccakMany.Hash(_rlp.Written, ends, _digests);
        for (int i = 0; i < ends.Length; i++)
        {
            block.Transactions[i].Hash = new Hash32(_digests.AsSpan(i * Hash32.Length, Hash32.Length));
        }

        block.Header.TransactionsRoot = _trie.Root(_rlp.Written, ends);
        return RlpWriter.HeaderLength(length) + length;
    }

    private void SealReceipts(Block block)
    {
        Begin();
        Span<byte> bloom = stackalloc byte[Bloom.Length];
        Span<byte> all = stackalloc byte[Bloom.Length];
        all.Clear();
        for (int i = 0; i < block.Receipts.Count; i++)
        {
            ref Receipt receipt = ref block.Receipts[i];
            receipt.TransactionHash = block.Transactions[i].Hash;
            bloom.Clear();
            foreach (ref LogEntry log in block.Logs.Rows.Slice(receipt.LogStart, receipt.LogCount))
            {
                log.TransactionHash = receipt.TransactionHash;
                AddToBloom(log, block.Bytes, bloom);
            }

            receipt.LogsBloom = block.Bytes.Add(bloom);
            Bloom.Or(bloom, all);
            ReceiptRlp.Write(_rlp, receipt, bloom, block);
            _ends.Add(_rlp.Length);
        }

        block.Header.LogsBloom = block.Bytes.Add(all);
        block.Header.ReceiptsRoot = Root();
    }

    private static void AddToBloom(in LogEntry log, ByteArena bytes, Span<byte> bloom)
    {
        Bloom.Add(log.Address.Span, bloom);
        ReadOnlySpan<byte> topics = bytes[log.Topics];
        for (; !topics.IsEmpty; topics = topics[Hash32.Length..])
        {
            Bloom.Add(topics[..Hash32.Length], bloom);
        }
    }

    private int SealWithdrawals(Block block)
    {
        Begin();
        foreach (ref readonly Withdrawal withdrawal in block.Withdrawals.Rows)
        {
            WithdrawalRlp.Write(_rlp, withdrawal);
            _ends.Add(_rlp.Length);
        }

        block.Header.WithdrawalsRoot = Root();
        return RlpWriter.HeaderLength(_rlp.Length) + _rlp.Length;
    }

    private static void SetBlockHash(Block block)
    {
        Hash32 hash = block.Header.Hash;
        foreach (ref Transaction transaction in block.Transactions.Rows)
        {
            transaction.BlockHash = hash;
        }

        foreach (ref Receipt receipt in block.Receipts.Rows)
        {
            receipt.BlockHash = hash;
        }

        foreach (ref LogEntry log in block.Logs.Rows)
        {
            log.BlockHash = hash;
        }
    }

    private void Begin()
    {
        _rlp.Clear();
        _ends.Clear();
    }

    private Hash32 Root() =>
        _trie.Root(_rlp.Written, CollectionsMarshal.AsSpan(_ends));
}
