using CsCheck;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Rlp;

namespace Weir.Tests.Ethereum.Rlp;

public sealed class RlpTests
{
    private static readonly Gen<byte[]> Strings =
        Gen.OneOf(Gen.Byte.Array[0, 3], Gen.Byte.Array[50, 60], Gen.Byte.Array[250, 300]);

    [Theory]
    [InlineData(0UL, "80")]
    [InlineData(15UL, "0f")]
    [InlineData(127UL, "7f")]
    [InlineData(128UL, "8180")]
    [InlineData(1024UL, "820400")]
    [InlineData(ulong.MaxValue, "88ffffffffffffffff")]
    public void Numbers_have_their_one_form(ulong value, string hex)
    {
        RlpWriter writer = new();
        writer.WriteUInt64(value);
        writer.WriteUInt256(value);
        Assert.Equal(hex + hex, Convert.ToHexStringLower(writer.Written));
        RlpReader reader = new(writer.Written);
        Assert.Equal(value, reader.ReadUInt64());
        Assert.Equal((UInt256)value, reader.ReadUInt256());
        Assert.True(reader.IsAtEnd);
    }

    [Fact]
    public void The_examples_of_the_specification_come_out()
    {
        RlpWriter writer = new();
        int list = writer.StartList();
        writer.WriteBytes("cat"u8);
        writer.WriteBytes("dog"u8);
        writer.EndList(list);
        Assert.Equal("c88363617483646f67", Convert.ToHexStringLower(writer.Written));

        // The set-theoretical representation of three: [ [], [[]], [ [], [[]] ] ].
        writer.Clear();
        int three = writer.StartList();
        writer.EndList(writer.StartList());
        int one = writer.StartList();
        writer.EndList(writer.StartList());
        writer.EndList(one);
        int two = writer.StartList();
        writer.EndList(writer.StartList());
        one = writer.StartList();
        writer.EndList(writer.StartList());
        writer.EndList(one);
        writer.EndList(two);
        writer.EndList(three);
        Assert.Equal("c7c0c1c0c3c0c1c0", Convert.ToHexStringLower(writer.Written));

        writer.Clear();
        writer.WriteBytes("Lorem ipsum dolor sit amet, consectetur adipisicing elit"u8);
        Assert.StartsWith("b8384c6f72656d", Convert.ToHexStringLower(writer.Written), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_reads_back_and_its_length_was_foretold() =>
        Strings.Array[0, 12].Array[0, 8].Sample(lists =>
    {
        RlpWriter writer = new();
        int outer = writer.StartList();
        foreach (byte[][] list in lists)
        {
            int inner = writer.StartList();
            foreach (byte[] item in list)
            {
                writer.WriteBytes(item);
            }

            writer.EndList(inner);
        }

        writer.EndList(outer);
        RlpReader all = new(writer.Written);
        RlpReader items = all.ReadList();
        Assert.True(all.IsAtEnd);
        foreach (byte[][] list in lists)
        {
            Assert.True(items.IsList);
            RlpReader inner = items.ReadList();
            Assert.Equal(list.Sum(item => RlpWriter.LengthOfBytes(item)), inner.Rest.Length);
            foreach (byte[] item in list)
            {
                Assert.Equal(item, inner.ReadBytes().ToArray());
            }

            inner.ReadEnd();
        }

        items.ReadEnd();
    });

    [Fact]
    public void Words_and_addresses_read_back()
    {
        RlpWriter writer = new();
        Address address = Address.Parse("0x00000000000000000000000000000000000000ff");
        Hash32 hash = Hash32.Parse("0x" + new string('a', 64));
        writer.WriteAddress(address);
        writer.WriteAddress((Address?)null);
        writer.WriteHash(hash);
        writer.WriteByte(0);
        writer.WriteUInt256(UInt256.MaxValue);
        RlpReader reader = new(writer.Written);
        Assert.Equal(address, reader.ReadOptionalAddress());
        Assert.Null(reader.ReadOptionalAddress());
        Assert.Equal(hash, reader.ReadHash());
        Assert.Equal([0], reader.ReadBytes().ToArray());
        Assert.Equal(UInt256.MaxValue, reader.ReadUInt256());
    }

    [Theory]
    [InlineData("", "end where an item is expected", 0)]
    [InlineData("83646f", "an item of 3 bytes is cut after 2", 0)]
    [InlineData("c88363617483646f", "an item of 8 bytes is cut after 7", 0)]
    [InlineData("8100", "header it must not have", 0)]
    [InlineData("817f", "header it must not have", 0)]
    [InlineData("b80141", "has a long header", 0)]
    [InlineData("b8", "the length of an item is cut", 0)]
    [InlineData("b90001", "begins with a zero byte", 0)]
    [InlineData("bb80000000", "more than 2 GiB", 0)]
    [InlineData("bfffffffffffffffff", "more than 2 GiB", 0)]
    [InlineData("ffffffffffffffffff", "more than 2 GiB", 0)]
    public void Malformed_items_are_refused_with_their_place(string hex, string what, int offset)
    {
        DecodeException error = Assert.Throws<DecodeException>(() =>
        {
            RlpReader reader = new(Convert.FromHexString(hex));
            reader.ReadEncoded();
        });
        Assert.Equal(ErrorCodes.BadRlp, error.Code);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains($"at byte {offset}:", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c20005", "a number begins with a zero byte")]
    [InlineData("ca89010000000000000000", "a number has 9 bytes")]
    [InlineData("c1c0", "a list stands where bytes are expected")]
    public void Numbers_inside_lists_are_refused_with_their_place(string hex, string what)
    {
        DecodeException error = Assert.Throws<DecodeException>(() =>
        {
            RlpReader reader = new RlpReader(Convert.FromHexString(hex)).ReadList();
            reader.ReadUInt64();
        });
        Assert.Contains("at byte 1: " + what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_left_over_and_a_wrong_size_are_refused()
    {
        Assert.Contains("2 bytes are left over",
            Assert.Throws<DecodeException>(() => new RlpReader([1, 2]).ReadEnd()).Message, StringComparison.Ordinal);
        Assert.Contains(
            "1 bytes stand where 32 are expected", Assert.Throws<DecodeException>(() => new RlpReader([1]).ReadHash()).Message, StringComparison.Ordinal);
        Assert.Contains(
            "bytes stand where a list is expected", Assert.Throws<DecodeException>(() => new RlpReader([1]).ReadList()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_bytes_are_read_to_what_writes_back_the_same_or_refused() => Gen.Byte.Array[0, 40].Sample(bytes =>
    {
        RlpWriter writer = new();
        try
        {
            RlpReader reader = new(bytes);
            while (!reader.IsAtEnd)
            {
                Copy(ref reader, writer);
            }
        }
        catch (DecodeException error)
        {
            Assert.Equal(ErrorCodes.BadRlp, error.Code);
            return;
        }

        Assert.Equal(bytes, writer.Written.ToArray());
    });

    private static void Copy(ref RlpReader reader, RlpWriter writer)
    {
        if (!reader.IsList)
        {
            writer.WriteBytes(reader.ReadBytes());
            return;
        }

        int list = writer.StartList();
        RlpReader items = reader.ReadList();
        while (!items.IsAtEnd)
        {
            Copy(ref items, writer);
        }

        writer.EndList(list);
    }
}
