using System.Numerics;
using Weir.Core;
using Weir.Ethereum.Rlp;

namespace Weir.Ethereum.Hashing;

/// <summary>
/// The root of the Merkle-Patricia trie of an ordered list: the key of item i is <c>rlp(i)</c> (Yellow Paper, section
/// 4.3.2 and appendix D), as in transactionsRoot, receiptsRoot and withdrawalsRoot.
/// </summary>
/// <remarks>
/// Nodes of one height are encoded together and hashed side by side. An instance keeps its buffers, so it allocates
/// nothing once it has seen its largest list; it serves one thread at a time.
/// </remarks>
public sealed class OrderedTrie
{
    /// <summary>The hash of the empty string's RLP: the root of a list of nothing.</summary>
    public static readonly Hash32 EmptyRoot =
        Hash32.Parse("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");

    private const int None = -1;

    private readonly RlpWriter _encoded = new();
    private readonly int[] _firstOfHeight = new int[16];
    private OrderedTrieNode[] _nodes = new OrderedTrieNode[64];
    private byte[] _references = new byte[64 * Hash32.Length];
    private byte[] _digests = new byte[64 * Hash32.Length];
    private int[] _ends = new int[64];
    private int[] _hashed = new int[64];
    private int _nodeCount;
    private int _itemCount;

    /// <summary>
    /// The root of a list of items that lie one after the other: item i is <c>buffer[ends[i-1]..ends[i]]</c>.
    /// </summary>
    public Hash32 Root(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> ends)
    {
        if (ends.IsEmpty)
        {
            return EmptyRoot;
        }

        _itemCount = ends.Length;
        _nodeCount = 0;
        _firstOfHeight.AsSpan().Fill(None);
        int root = Build(0, _itemCount, 0);
        GrowBuffers();
        for (int height = 0; height <= _nodes[root].Height; height++)
        {
            HashHeight(height, root, new KeccakMessages(buffer, [], ends));
        }

        return new Hash32(_references.AsSpan(root * Hash32.Length, Hash32.Length));
    }

    // The keys in their own order are those of the indexes 1 … 127, 0, 128 ….
    private int IndexAt(int rank) =>
        rank > 127 ? rank
        : rank == Math.Min(127, _itemCount - 1) ? 0
        : rank + 1;

    // Builds the node over keys of the ranks from … to - 1, which agree in their first nibbles. No key is the beginning
    // of another, so no branch carries a value.
    private int Build(int from, int to, int depth)
    {
        TrieKey first = new(IndexAt(from));
        if (to - from == 1)
        {
            return Add(new OrderedTrieNode { IsLeaf = true, Index = IndexAt(from), Depth = depth });
        }

        int shared = depth;
        TrieKey last = new(IndexAt(to - 1));
        while (first.Nibble(shared) == last.Nibble(shared))
        {
            shared++;
        }

        int branch = BuildBranch(from, to, shared);
        return shared == depth
            ? branch
            : Add(new OrderedTrieNode
            {
                Index = IndexAt(from),
                Depth = depth,
                PathLength = shared - depth,
                FirstChild = branch,
                Height = _nodes[branch].Height + 1,
            });
    }

    private int BuildBranch(int from, int to, int depth)
    {
        OrderedTrieNode branch = new() { FirstChild = None };
        int previous = None;
        while (from < to)
        {
            int nibble = new TrieKey(IndexAt(from)).Nibble(depth);
            int next = from + 1;
            while (next < to && new TrieKey(IndexAt(next)).Nibble(depth) == nibble)
            {
                next++;
            }

            int child = Build(from, next, depth + 1);
            _nodes[child].Nibble = nibble;
            branch.Height = Math.Max(branch.Height, _nodes[child].Height + 1);
            if (previous == None)
            {
                branch.FirstChild = child;
            }
            else
            {
                _nodes[previous].NextSibling = child;
            }

            previous = child;
            from = next;
        }

        return Add(branch);
    }

    private int Add(OrderedTrieNode node)
    {
        if (_nodeCount == _nodes.Length)
        {
            Array.Resize(ref _nodes, 2 * _nodes.Length);
        }

        node.NextSibling = None;
        node.NextOfHeight = _firstOfHeight[node.Height];
        _firstOfHeight[node.Height] = _nodeCount;
        _nodes[_nodeCount] = node;
        return _nodeCount++;
    }

    private void GrowBuffers()
    {
        if (_ends.Length < _nodeCount)
        {
            int size = int.CreateChecked(BitOperations.RoundUpToPowerOf2(uint.CreateChecked(_nodeCount)));
            _ends = new int[size];
            _hashed = new int[size];
            _references = new byte[size * Hash32.Length];
            _digests = new byte[size * Hash32.Length];
        }
    }

    // Encodes every node of a height, and hashes those that are not short enough to stand in their parent as they are.
    private void HashHeight(int height, int root, KeccakMessages items)
    {
        _encoded.Clear();
        int count = 0;
        for (int id = _firstOfHeight[height]; id != None; id = _nodes[id].NextOfHeight)
        {
            int start = _encoded.Length;
            Encode(ref _nodes[id], items);
            int length = _encoded.Length - start;
            if (length < Hash32.Length && id != root)
            {
                _encoded.Written[start..].CopyTo(_references.AsSpan(id * Hash32.Length));
                _nodes[id].ReferenceLength = length;
                _encoded.Truncate(start);
                continue;
            }

            _nodes[id].ReferenceLength = Hash32.Length;
            _ends[count] = _encoded.Length;
            _hashed[count++] = id;
        }

        KeccakMany.Hash(_encoded.Written, _ends.AsSpan(0, count), _digests);
        for (int i = 0; i < count; i++)
        {
            _digests.AsSpan(i * Hash32.Length, Hash32.Length).CopyTo(_references.AsSpan(_hashed[i] * Hash32.Length));
        }
    }

    private void Encode(ref OrderedTrieNode node, KeccakMessages items)
    {
        if (node.IsLeaf)
        {
            EncodeLeaf(node, items[node.Index]);
        }
        else if (node.PathLength > 0)
        {
            int list = _encoded.StartList();
            Span<byte> path = stackalloc byte[TrieKey.CompactBytes];
            _encoded.WriteBytes(new TrieKey(node.Index).Compact(node.Depth, node.PathLength, isLeaf: false, path));
            WriteReference(node.FirstChild);
            _encoded.EndList(list);
        }
        else
        {
            EncodeBranch(node);
        }
    }

    private void EncodeLeaf(in OrderedTrieNode node, ReadOnlySpan<byte> value)
    {
        TrieKey key = new(node.Index);
        Span<byte> buffer = stackalloc byte[TrieKey.CompactBytes];
        ReadOnlySpan<byte> path = key.Compact(node.Depth, key.Nibbles - node.Depth, isLeaf: true, buffer);
        _encoded.WriteListHeader(RlpWriter.LengthOfBytes(path) + RlpWriter.LengthOfBytes(value));
        _encoded.WriteBytes(path);
        _encoded.WriteBytes(value);
    }

    private void EncodeBranch(in OrderedTrieNode node)
    {
        int list = _encoded.StartList();
        int child = node.FirstChild;
        for (int nibble = 0; nibble < 16; nibble++)
        {
            if (child != None && _nodes[child].Nibble == nibble)
            {
                WriteReference(child);
                child = _nodes[child].NextSibling;
            }
            else
            {
                _encoded.WriteBytes([]);
            }
        }

        _encoded.WriteBytes([]);
        _encoded.EndList(list);
    }

    private void WriteReference(int id)
    {
        ReadOnlySpan<byte> reference = _references.AsSpan(id * Hash32.Length, _nodes[id].ReferenceLength);
        if (reference.Length == Hash32.Length)
        {
            _encoded.WriteBytes(reference);
        }
        else
        {
            _encoded.WriteRaw(reference);
        }
    }
}
