using System.Text;
using Weir.Core;
using Weir.Ethereum.Hashing;

namespace Weir.Tests.Ethereum.Hashing;

public sealed class BloomTests
{
    [Fact]
    public void What_was_added_may_be_contained_and_what_was_not_is_not()
    {
        byte[] bloom = new byte[Bloom.Length];
        foreach (string item in (string[])["testtest", "test", "hallo", "other"])
        {
            Bloom.Add(Encoding.ASCII.GetBytes(item), bloom);
        }

        foreach (string item in (string[])["testtest", "test", "hallo", "other"])
        {
            Assert.True(Bloom.MayContain(bloom, Encoding.ASCII.GetBytes(item)));
        }

        Assert.False(Bloom.MayContain(bloom, Encoding.ASCII.GetBytes("absent")));
    }

    [Fact]
    public void A_transfer_sets_exactly_the_bits_of_the_yellow_paper()
    {
        // keccak256 of the address 0x0f572e5295c57f15886f9b263e2f6d2d6c7b5ec6 begins with bd2b 01af cd27: bits 1323,
        // 431, 1319.
        byte[] bloom = new byte[Bloom.Length];
        Bloom.Add(Address.Parse("0x0f572e5295c57f15886f9b263e2f6d2d6c7b5ec6").Span, bloom);
        int[] bits = [.. Enumerable.Range(0, 2048).Where(bit => (bloom[255 - (bit / 8)] >> (bit % 8) & 1) != 0)];
        Assert.Equal([431, 1319, 1323], bits);
    }

    [Fact]
    public void Filters_join_bit_by_bit()
    {
        byte[] both = new byte[Bloom.Length];
        byte[] left = new byte[Bloom.Length];
        byte[] right = new byte[Bloom.Length];
        Bloom.Add([1], left);
        Bloom.AddDigest(Keccak.Hash([2]).Span, right);
        Bloom.Add([1], both);
        Bloom.Add([2], both);
        Bloom.Or(right, left);
        Assert.Equal(both, left);
    }
}
