using System.Numerics;
using Weir.Core;

namespace Weir.Tests.Core;

public sealed class UInt256Tests
{
    private static readonly BigInteger Modulus = BigInteger.One << 256;

    // Powers of two and their neighbours, limbs full and empty, and the ends: where carries, borrows and shifts go
    // wrong.
    private static readonly BigInteger[] Awkward =
    [
        0, 1, 2, 3, 10, 255, 256,
        .. new[] { 31, 32, 63, 64, 65, 127, 128, 129, 191, 192, 193, 254, 255 }
            .SelectMany(
                bits => new[] { (BigInteger.One << bits) - 1, BigInteger.One << bits, (BigInteger.One << bits) + 1 }),
        ulong.MaxValue, UInt128.MaxValue, Modulus - 1, Modulus - 2,
        (BigInteger.One << 192) - (BigInteger.One << 64),
        BigInteger.Parse("115792089237316195423570985008687907853269984665640564039457584007913129639935") / 3,
        BigInteger.Parse("10000000000000000000000000000000000000000000000000000000000000000000000000000"),
    ];

    [Fact]
    public void Arithmetic_equals_BigInteger_or_overflows_where_it_must()
    {
        foreach (BigInteger left in Awkward)
        {
            foreach (BigInteger right in Awkward)
            {
                UInt256 a = (UInt256)left;
                UInt256 b = (UInt256)right;
                Check(left + right, () => a + b);
                Check(left - right, () => a - b);
                Check(left * right, () => a * b);
                Assert.Equal(left.CompareTo(right) < 0, a < b);
                Assert.Equal(left == right, a == b);
                if (right.IsZero)
                {
                    Assert.Throws<DivideByZeroException>(() => a / b);
                }
                else
                {
                    Assert.Equal(left / right, (BigInteger)(a / b));
                    Assert.Equal(left % right, (BigInteger)(a % b));
                }
            }
        }
    }

    [Fact]
    public void A_result_may_replace_its_own_operand()
    {
        foreach (BigInteger value in Awkward.Where(value => !value.IsZero))
        {
            UInt256 x = (UInt256)value;
            x /= x;
            Assert.Equal(UInt256.One, x);
            x = (UInt256)value;
            x -= x;
            Assert.True(x.IsZero);
            x = (UInt256)value;
            x = UInt256.DivRem(x, x, out x);
            Assert.Equal(UInt256.One, x);
        }
    }

    [Fact]
    public void Shifts_equal_BigInteger()
    {
        foreach (BigInteger value in Awkward)
        {
            for (int count = 0; count <= 256; count += count is > 60 and < 70 ? 1 : 7)
            {
                Assert.Equal((value << count) % Modulus, (BigInteger)((UInt256)value << count));
                Assert.Equal(value >> count, (BigInteger)((UInt256)value >> count));
            }
        }
    }

    [Fact]
    public void Text_and_bytes_read_back_the_same()
    {
        Span<byte> word = stackalloc byte[32];
        foreach (BigInteger value in Awkward)
        {
            UInt256 number = (UInt256)value;
            Assert.Equal(value.ToString(), number.ToString());
            Assert.Equal(number, UInt256.Parse(number.ToString()));
            Assert.Equal(number, UInt256.Parse(number.ToHexQuantity()));
            number.WriteBigEndian(word);
            Assert.Equal(value, new BigInteger(word, isUnsigned: true, isBigEndian: true));
            Assert.Equal(number, UInt256.FromBigEndian(word));
            number.WriteLittleEndian(word);
            Assert.Equal(number, UInt256.FromLittleEndian(word));
            Assert.Equal((double)value, (double)number);
            Assert.Equal(value.IsZero ? 0 : (int)value.GetBitLength(), number.BitLength);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1 ")]
    [InlineData("0x")]
    [InlineData("0xg")]
    [InlineData("1.5")]
    [InlineData("115792089237316195423570985008687907853269984665640564039457584007913129639936")]
    [InlineData("0x10000000000000000000000000000000000000000000000000000000000000000")]
    public void What_is_no_number_below_2_to_the_256_is_refused(string text) =>
        Assert.Throws<FormatException>(() => UInt256.Parse(text));

    [Fact]
    public void Int256_equals_BigInteger()
    {
        BigInteger[] signed =
        [
            .. Awkward.Where(value => value < Modulus / 2),
            .. Awkward.Where(value => value <= Modulus / 2).Select(value => -value),
        ];
        foreach (BigInteger left in signed)
        {
            Int256 a = (Int256)left;
            Assert.Equal(left, (BigInteger)a);
            Assert.Equal(left.ToString(), a.ToString());
            Assert.Equal(a, Int256.Parse(a.ToString()));
            Assert.Equal(BigInteger.Abs(left), (BigInteger)a.Magnitude);
            foreach (BigInteger right in signed)
            {
                Assert.Equal(left.CompareTo(right), a.CompareTo((Int256)right));
            }
        }

        Assert.Throws<OverflowException>(() => (Int256)(Modulus / 2));
        Assert.Throws<OverflowException>(() => -Int256.MinValue);
        Assert.Throws<OverflowException>(() => Int256.MaxValue + 1);
    }

    private static void Check(BigInteger expected, Func<UInt256> actual)
    {
        if (expected.Sign < 0 || expected >= Modulus)
        {
            Assert.Throws<OverflowException>(() => actual());
        }
        else
        {
            Assert.Equal(expected, (BigInteger)actual());
        }
    }
}
