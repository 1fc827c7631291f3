using System.Text;
using CsCheck;
using Org.BouncyCastle.Crypto.Digests;
using Weir.Ethereum.Hashing;

namespace Weir.Tests.Ethereum.Hashing;

public sealed class KeccakTests
{
    [Theory]
    [InlineData("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    [InlineData(
        "Transfer(address,address,uint256)", "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef")]
    public void Known_answers_come_out(string message, string digest) =>
        Assert.Equal("0x" + digest, Keccak.Hash(Encoding.UTF8.GetBytes(message)).ToString());

    [Fact]
    public void Every_length_up_to_600_bytes_agrees_with_BouncyCastle()
    {
        for (int length = 0; length <= 600; length++)
        {
            byte[] message = Message(length, length);
            Assert.Equal(Reference(message), Keccak.Hash(message).Span.ToArray());
        }
    }

    [Fact]
    public void A_digest_may_overwrite_its_message()
    {
        byte[] bytes = Message(32, 7);
        byte[] expected = Reference(bytes);
        Keccak.Hash(bytes, bytes);
        Assert.Equal(expected, bytes);
    }

    [Fact]
    public void A_digest_that_does_not_fit_is_refused()
    {
        byte[] digest = new byte[31];
        Assert.ThrowsAny<ArgumentException>(() => Keccak.Hash([1, 2, 3], digest));
        Assert.ThrowsAny<ArgumentException>(() => KeccakMany.Hash([1, 2, 3], [1, 3], new byte[63]));
        Assert.ThrowsAny<ArgumentException>(() => KeccakMany.Hash([1, 2, 3], [1, 2, 3, 4], new byte[128]));
        Assert.ThrowsAny<ArgumentException>(() => KeccakMany.Hash([1, 2, 3], [0], [1, 2], new byte[64]));
        Assert.ThrowsAny<ArgumentException>(() => KeccakMany.Hash(new byte[400], [1, 5, 3, 4], new byte[128]));
        Assert.ThrowsAny<ArgumentException>(() => KeccakMany.Hash(new byte[400], [1, 2, 3, 401], new byte[128]));
    }

    [Fact]
    public void All_lengths_side_by_side_agree_with_BouncyCastle() =>
        AssertAllForms(Enumerable.Range(0, 601).Select(length => Message(length, 1000 + length)).ToArray());

    [Fact]
    public void A_long_message_among_short_ones_and_around_every_block_border_agrees() =>
        AssertAllForms([.. new[] { 0, 1, 127, 128, 129, 135, 136, 137, 100_000, 271, 272, 273, 5_000, 2_175, 2_176,
            2_177, 32 }.Select(length => Message(length, length))]);

    [Fact]
    public void Any_mix_of_lengths_agrees_with_BouncyCastle() =>
        Gen.Byte.Array[0, 700].Array[0, 40].Sample(AssertAllForms, iter: 300);

    [Fact]
    public void Slices_may_overlap_and_stand_in_any_order()
    {
        byte[] buffer = Message(1_000, 3);
        int[] starts = [500, 0, 10, 990, 0, 300, 300, 7, 1_000, 136];
        int[] ends = [900, 1_000, 10, 1_000, 1, 436, 437, 143, 1_000, 136];
        byte[] digests = new byte[32 * starts.Length];
        KeccakMany.Hash(buffer, starts, ends, digests);
        for (int i = 0; i < starts.Length; i++)
        {
            Assert.Equal(Reference(buffer[starts[i]..ends[i]]), digests[(32 * i)..(32 * (i + 1))]);
        }
    }

    private static void AssertAllForms(byte[][] messages)
    {
        byte[] buffer = [.. messages.SelectMany(message => message)];
        int[] ends = new int[messages.Length];
        for (int i = 0, end = 0; i < messages.Length; i++)
        {
            end += messages[i].Length;
            ends[i] = end;
        }

        byte[] expected = [.. messages.SelectMany(Reference)];
        byte[] digests = new byte[expected.Length];
        KeccakMany.Hash(buffer, ends, digests);
        Assert.Equal(expected, digests);
        if (KeccakLanes512.IsSupported)
        {
            digests.AsSpan().Clear();
            KeccakLaneRun<KeccakLanes512>.Hash(new KeccakMessages(buffer, [], ends), digests);
            Assert.Equal(expected, digests);
        }

        if (KeccakLanes256.IsSupported)
        {
            digests.AsSpan().Clear();
            KeccakLaneRun<KeccakLanes256>.Hash(new KeccakMessages(buffer, [], ends), digests);
            Assert.Equal(expected, digests);
        }
    }

    private static byte[] Message(int length, int seed)
    {
        byte[] message = new byte[length];
        new Random(seed).NextBytes(message);
        return message;
    }

    private static byte[] Reference(byte[] message)
    {
        KeccakDigest digest = new(256);
        digest.BlockUpdate(message, 0, message.Length);
        byte[] output = new byte[32];
        digest.DoFinal(output, 0);
        return output;
    }
}
