using Weir.Core;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Rlp;

namespace Weir.Tests.Ethereum.Hashing;

/// <summary>
/// A Merkle-Patricia trie by its definition, over any keys: the yardstick of <see cref="OrderedTrie"/>.
/// </summary>
internal static class NaiveTrie
{
    public static Hash32 RootOfList(byte[][] items) =>
        Root([.. items.Select((item, index) => (Nibbles(Encode(writer => writer.WriteUInt64((ulong)index))), item))]);

    public static Hash32 Root((byte[] Key, byte[] Value)[] items) =>
        Keccak.Hash(items.Length == 0 ? [0x80] : Node(items));

    public static byte[] Nibbles(byte[] bytes) =>
        [.. bytes.SelectMany(value => new[] { (byte)(value >> 4), (byte)(value & 15) })];

    private static byte[] Node((byte[] Key, byte[] Value)[] items)
    {
        if (items.Length == 1)
        {
            return Encode(writer => Pair(writer, HexPrefix(items[0].Key, true), w => w.WriteBytes(items[0].Value)));
        }

        int shared = 0;
        while (items.All(item => item.Key.Length > shared && item.Key[shared] == items[0].Key[shared]))
        {
            shared++;
        }

        if (shared > 0)
        {
            byte[] child = Node([.. items.Select(item => (item.Key[shared..], item.Value))]);
            return Encode(writer => Pair(writer, HexPrefix(items[0].Key[..shared], false), w => Reference(w, child)));
        }

        return Encode(writer =>
        {
            int list = writer.StartList();
            for (int nibble = 0; nibble < 16; nibble++)
            {
                (byte[], byte[])[] below =
                    [.. items.Where(item => item.Key.Length > 0 && item.Key[0] == nibble).Select(
                        item => (item.Key[1..], item.Value))];
                if (below.Length == 0)
                {
                    writer.WriteBytes([]);
                }
                else
                {
                    Reference(writer, Node(below));
                }
            }

            writer.WriteBytes(items.FirstOrDefault(item => item.Key.Length == 0).Value ?? []);
            writer.EndList(list);
        });
    }

    private static void Pair(RlpWriter writer, byte[] path, Action<RlpWriter> second)
    {
        int list = writer.StartList();
        writer.WriteBytes(path);
        second(writer);
        writer.EndList(list);
    }

    private static void Reference(RlpWriter writer, byte[] node)
    {
        if (node.Length < 32)
        {
            writer.WriteRaw(node);
        }
        else
        {
            writer.WriteHash(Keccak.Hash(node));
        }
    }

    private static byte[] HexPrefix(byte[] nibbles, bool isLeaf)
    {
        int flag = (isLeaf ? 2 : 0) + (nibbles.Length % 2);
        byte[] padded = nibbles.Length % 2 == 1 ? [(byte)flag, .. nibbles] : [(byte)flag, 0, .. nibbles];
        return [.. padded.Chunk(2).Select(pair => (byte)((pair[0] << 4) | pair[1]))];
    }

    private static byte[] Encode(Action<RlpWriter> write)
    {
        RlpWriter writer = new();
        write(writer);
        return writer.Written.ToArray();
    }
}
