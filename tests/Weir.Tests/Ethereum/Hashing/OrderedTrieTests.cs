using System.Text;
using CsCheck;
using Weir.Core;
using Weir.Ethereum.Hashing;

namespace Weir.Tests.Ethereum.Hashing;

public sealed class OrderedTrieTests
{
    [Fact]
    public void The_empty_list_has_the_root_of_the_empty_trie()
    {
        Assert.Equal(Keccak.Hash([0x80]), OrderedTrie.EmptyRoot);
        Assert.Equal(OrderedTrie.EmptyRoot, new OrderedTrie().Root([], []));
    }

    [Fact]
    public void The_yardstick_gives_the_root_of_the_ethereum_tests()
    {
        // ethereum/tests, TrieTests/trieanyorder.json: "dogs", "foo".
        (string, string)[] dogs = [("doe", "reindeer"), ("dog", "puppy"), ("dogglesworth", "cat")];
        (string, string)[] foo = [("foo", "bar"), ("food", "bass")];
        Assert.Equal("0x8aad789dff2f538bca5d8ea56e8abe10f4c7ba3a5dea95fea4cd6e7c3a1168d3", RootOf(dogs).ToString());
        Assert.Equal("0x17beaa1648bafa633cda809c90c04af50fc8aed3cb40d16efbddee6fdf63c4c3", RootOf(foo).ToString());

        static Hash32 RootOf((string Key, string Value)[] items) => NaiveTrie.Root(
            [.. items.Select(
                item => (NaiveTrie.Nibbles(Encoding.ASCII.GetBytes(item.Key)), Encoding.ASCII.GetBytes(item.Value)))]);
    }

    [Fact]
    public void One_item_is_a_leaf_with_the_whole_key()
    {
        // The path 8, 0 is rlp(0).
        byte[] item = [0xC2, 0x01, 0x02];
        byte[] leaf = [0xC7, 0x82, 0x20, 0x80, 0x83, .. item];
        Assert.Equal(Keccak.Hash(leaf), new OrderedTrie().Root(item, [item.Length]));
    }

    [Fact]
    public void Every_count_up_to_300_and_around_the_key_borders_agrees_with_the_definition()
    {
        OrderedTrie trie = new();
        foreach (int count in Enumerable.Range(1, 300).Concat([511, 512, 513, 4_096, 65_535, 65_536, 65_540]))
        {
            byte[][] items = [.. Enumerable.Range(0, count).Select(i => Item(i, count))];
            AssertRoot(trie, items);
        }

        static byte[] Item(int index, int count)
        {
            byte[] item = new byte[count > 1_000 ? 3 : 1 + (index * 37 % 180)];
            new Random((count * 1_000) + index).NextBytes(item);
            return item;
        }
    }

    [Fact]
    public void Short_items_that_stand_inside_their_parents_agree_with_the_definition()
    {
        // An instance serves one thread, and samples run on several.
        Gen.Byte.Array[1, 40].Array[1, 300].Sample(items => AssertRoot(new OrderedTrie(), items), iter: 200);
    }

    [Fact]
    public void A_second_use_allocates_nothing()
    {
        OrderedTrie trie = new();
        byte[] buffer = new byte[100 * 300];
        int[] ends = [.. Enumerable.Range(1, 300).Select(i => 100 * i)];
        trie.Root(buffer, ends);
        long before = GC.GetAllocatedBytesForCurrentThread();
        trie.Root(buffer, ends);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void AssertRoot(OrderedTrie trie, byte[][] items)
    {
        int end = 0;
        int[] ends = [.. items.Select(item => end += item.Length)];
        Assert.Equal(NaiveTrie.RootOfList(items), trie.Root((byte[])[.. items.SelectMany(item => item)], ends));
    }
}
