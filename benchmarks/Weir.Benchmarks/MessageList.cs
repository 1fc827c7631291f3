using Weir.Ethereum.Blocks;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Rlp;

namespace Weir.Benchmarks;

/// <summary>
/// What Keccak must see to verify a block: its header, each transaction for its hash, the leaves and branches of both
/// tries. The addresses and topics of the bloom filter are not counted: a verifier that has seen them remembers their
/// hashes.
/// </summary>
internal sealed class MessageList
{
    private const int BranchLength = 532;

    private readonly RlpWriter _bytes = new();
    private readonly List<int> _ends = [];
    private int[] _endings = [];
    private byte[] _digests = [];

    public int Count => _ends.Count;

    public long Length => _bytes.Length;

    public void AddBlock(Block block)
    {
        HeaderRlp.Write(_bytes, block);
        End();
        for (int i = 0; i < block.Transactions.Count; i++)
        {
            TransactionRlp.Write(_bytes, block.Transactions[i], block.Bytes);
            End();
            TransactionRlp.Write(_bytes, block.Transactions[i], block.Bytes);
            End();
        }

        for (int i = 0; i < block.Receipts.Count; i++)
        {
            ReceiptRlp.Write(_bytes, block.Receipts[i], block.Bytes[block.Receipts[i].LogsBloom], block);
            End();
        }

        AddBranches(block.Transactions.Count);
        AddBranches(block.Receipts.Count);
    }

    public void Hash()
    {
        if (_endings.Length != _ends.Count)
        {
            _endings = [.. _ends];
            _digests = new byte[32 * _ends.Count];
        }

        KeccakMany.Hash(_bytes.Written, _endings, _digests);
    }

    // A trie of n leaves has about n/16 + n/256 + … branches.
    private void AddBranches(int leaves)
    {
        byte[] branch = new byte[BranchLength];
        for (int level = (leaves + 15) / 16; level >= 1; level = level == 1 ? 0 : (level + 15) / 16)
        {
            for (int i = 0; i < level; i++)
            {
                _bytes.WriteRaw(branch);
                End();
            }
        }
    }

    private void End() => _ends.Add(_bytes.Length);
}
