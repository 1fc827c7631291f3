namespace Weir.Core;

public readonly partial struct UInt256
{
    public static UInt256 operator +(UInt256 left, UInt256 right) =>
        TryAdd(left, right, out UInt256 sum) ? sum : throw Overflow("+");

    public static UInt256 operator -(UInt256 left, UInt256 right)
    {
        UInt256 difference = SubtractWrapping(left, right, out bool borrow);
        return borrow ? throw Overflow("-") : difference;
    }

    public static UInt256 operator *(UInt256 left, UInt256 right)
    {
        Span<ulong> product = stackalloc ulong[8];
        MultiplyFull(left, right, product);
        return (product[4] | product[5] | product[6] | product[7]) == 0
            ? new UInt256(product[0], product[1], product[2], product[3])
            : throw Overflow("*");
    }

    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static UInt256 operator /(UInt256 left, UInt256 right) => DivRem(left, right, out _);

    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static UInt256 operator %(UInt256 left, UInt256 right)
    {
        DivRem(left, right, out UInt256 remainder);
        return remainder;
    }

    /// <summary>Bits shifted out at the top are lost.</summary>
    public static UInt256 operator <<(UInt256 value, int count)
    {
        if (count is < 0 or > 255)
        {
            return count >= 256 ? Zero
                : throw new ArgumentOutOfRangeException(nameof(count), count, "A shift is not negative.");
        }

        Span<ulong> limbs = [0, 0, 0, 0, value._u0, value._u1, value._u2, value._u3];
        int start = 4 - (count >> 6);
        int bits = count & 63;
        return new UInt256(
            Take(limbs, start, bits), Take(limbs, start + 1, bits), Take(limbs, start + 2, bits),
            Take(limbs, start + 3, bits));

        static ulong Take(ReadOnlySpan<ulong> limbs, int at, int bits) =>
            bits == 0 ? limbs[at] : (limbs[at] << bits) | ((at == 0 ? 0 : limbs[at - 1]) >> (64 - bits));
    }

    public static UInt256 operator >>(UInt256 value, int count)
    {
        if (count is < 0 or > 255)
        {
            return count >= 256 ? Zero
                : throw new ArgumentOutOfRangeException(nameof(count), count, "A shift is not negative.");
        }

        Span<ulong> limbs = [value._u0, value._u1, value._u2, value._u3, 0, 0, 0, 0];
        int start = count >> 6;
        int bits = count & 63;
        return new UInt256(
            Take(limbs, start, bits), Take(limbs, start + 1, bits), Take(limbs, start + 2, bits),
            Take(limbs, start + 3, bits));

        static ulong Take(ReadOnlySpan<ulong> limbs, int at, int bits) =>
            bits == 0 ? limbs[at] : (limbs[at] >> bits) | (limbs[at + 1] << (64 - bits));
    }

    /// <summary>The sum, or false where it is 2^256 or more.</summary>
    public static bool TryAdd(UInt256 left, UInt256 right, out UInt256 sum)
    {
        ulong carry = 0;
        sum = new UInt256(
            AddCarry(left._u0, right._u0, ref carry),
            AddCarry(left._u1, right._u1, ref carry),
            AddCarry(left._u2, right._u2, ref carry),
            AddCarry(left._u3, right._u3, ref carry));
        return carry == 0;
    }

    /// <summary>Quotient and remainder.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static UInt256 DivRem(UInt256 left, UInt256 right, out UInt256 remainder)
    {
        if ((right._u1 | right._u2 | right._u3) == 0)
        {
            UInt256 quotient = DivRem(left, right._u0, out ulong small);
            remainder = small;
            return quotient;
        }

        if (left < right)
        {
            remainder = left;
            return Zero;
        }

        return DivideLong(left, right, out remainder);
    }

    /// <summary>Quotient and remainder of a division by one limb.</summary>
    public static UInt256 DivRem(UInt256 left, ulong right, out ulong remainder)
    {
        if (right == 0)
        {
            throw new DivideByZeroException();
        }

        ulong rest = 0;
        ulong q3 = DivideLimb(left._u3, right, ref rest);
        ulong q2 = DivideLimb(left._u2, right, ref rest);
        ulong q1 = DivideLimb(left._u1, right, ref rest);
        ulong q0 = DivideLimb(left._u0, right, ref rest);
        remainder = rest;
        return new UInt256(q0, q1, q2, q3);
    }

    // The difference modulo 2^256; the base of Int256's two's complement.
    internal static UInt256 SubtractWrapping(UInt256 left, UInt256 right, out bool borrow)
    {
        ulong carry = 0;
        UInt256 difference = new(
            SubtractBorrow(left._u0, right._u0, ref carry),
            SubtractBorrow(left._u1, right._u1, ref carry),
            SubtractBorrow(left._u2, right._u2, ref carry),
            SubtractBorrow(left._u3, right._u3, ref carry));
        borrow = carry != 0;
        return difference;
    }

    // Schoolbook division, bit by bit over the few bits by which the operands differ: the divisor has at least 65 bits,
    // so there are at most 192 steps. Division by one limb, the common case, does not come here.
    private static UInt256 DivideLong(UInt256 left, UInt256 right, out UInt256 remainder)
    {
        int shift = left.BitLength - right.BitLength;
        UInt256 divisor = right << shift;
        UInt256 quotient = Zero;
        for (; shift >= 0; shift--)
        {
            quotient <<= 1;
            if (left >= divisor)
            {
                left = SubtractWrapping(left, divisor, out _);
                quotient = new UInt256(quotient._u0 | 1, quotient._u1, quotient._u2, quotient._u3);
            }

            divisor >>= 1;
        }

        remainder = left;
        return quotient;
    }

    private static ulong DivideLimb(ulong limb, ulong divisor, ref ulong rest)
    {
        if (rest == 0)
        {
            (ulong quotient, rest) = Math.DivRem(limb, divisor);
            return quotient;
        }

        (UInt128 wide, UInt128 left) = UInt128.DivRem(new UInt128(rest, limb), divisor);
        rest = (ulong)left;
        return (ulong)wide;
    }

    private static void MultiplyFull(UInt256 left, UInt256 right, Span<ulong> product)
    {
        ReadOnlySpan<ulong> a = [left._u0, left._u1, left._u2, left._u3];
        ReadOnlySpan<ulong> b = [right._u0, right._u1, right._u2, right._u3];
        product.Clear();
        for (int i = 0; i < 4; i++)
        {
            ulong carry = 0;
            for (int j = 0; j < 4; j++)
            {
                UInt128 sum = ((UInt128)a[i] * b[j]) + product[i + j] + carry;
                product[i + j] = (ulong)sum;
                carry = (ulong)(sum >> 64);
            }

            product[i + 4] = carry;
        }
    }

    private static bool TryMultiplyAdd(UInt256 value, ulong factor, ulong addend, out UInt256 result)
    {
        UInt128 part = ((UInt128)value._u0 * factor) + addend;
        ulong u0 = (ulong)part;
        part = ((UInt128)value._u1 * factor) + (ulong)(part >> 64);
        ulong u1 = (ulong)part;
        part = ((UInt128)value._u2 * factor) + (ulong)(part >> 64);
        ulong u2 = (ulong)part;
        part = ((UInt128)value._u3 * factor) + (ulong)(part >> 64);
        result = new UInt256(u0, u1, u2, (ulong)part);
        return (ulong)(part >> 64) == 0;
    }

    private static ulong AddCarry(ulong left, ulong right, ref ulong carry)
    {
        ulong sum = unchecked(left + right);
        ulong total = unchecked(sum + carry);
        carry = (sum < left ? 1UL : 0) | (total < sum ? 1UL : 0);
        return total;
    }

    private static ulong SubtractBorrow(ulong left, ulong right, ref ulong borrow)
    {
        ulong difference = unchecked(left - right);
        ulong total = unchecked(difference - borrow);
        borrow = (left < right ? 1UL : 0) | (difference < borrow ? 1UL : 0);
        return total;
    }

    private static OverflowException Overflow(string operation) =>
        new($"The result of {operation} is not between 0 and 2^256 - 1.");
}
