using System.Numerics;

namespace Weir.Risk.Liquidity;

/// <summary>Curve's stableswap in whole numbers, as the contracts compute it: Ann = A·n, every division rounded
/// down.</summary>
public static class Stableswap
{
    private const string Model = "stableswap";
    private const int MaxRounds = 255;

    /// <summary>D of these balances (in equal decimals), by the contract's Newton iteration.</summary>
    /// <param name="balances">Two or more balances above zero.</param>
    /// <param name="amplification">A as the pool's <c>A()</c> returns it, 1 or more.</param>
    /// <exception cref="Core.Errors.ModelInputException">A balance or A not above zero; no convergence.</exception>
    public static BigInteger Invariant(ReadOnlySpan<BigInteger> balances, long amplification)
    {
        BigInteger sum = CheckedSum(balances, amplification);
        int n = balances.Length;
        BigInteger ann = (BigInteger)amplification * n;
        BigInteger d = sum;
        for (int round = 0; round < MaxRounds; round++)
        {
            BigInteger product = d;
            foreach (BigInteger balance in balances)
            {
                product = product * d / (balance * n);
            }

            BigInteger before = d;
            d = ((ann * sum) + (product * n)) * d / (((ann - 1) * d) + ((n + 1) * product));
            if (BigInteger.Abs(d - before) <= 1)
            {
                return d;
            }
        }

        throw Refusal.NoConvergence(Model, "D did not settle in 255 rounds: the balances are too far apart.");
    }

    /// <summary>What coin <paramref name="to"/> gives for <paramref name="amount"/> of coin <paramref name="from"/>,
    /// without fee:
    /// the contract keeps one unit (the −1 in dy).</summary>
    /// <exception cref="Core.Errors.ModelInputException">A balance, A or the amount not above zero; one coin for
    /// itself.</exception>
    public static BigInteger Output(
        ReadOnlySpan<BigInteger> balances, long amplification, int from, int to, BigInteger amount)
    {
        if (from == to || (uint)from >= (uint)balances.Length || (uint)to >= (uint)balances.Length)
        {
            throw Refusal.Input(
                Model,
                $"coins {from} and {to} cannot be exchanged.",
                "Name two different coins of the pool, counted from 0.");
        }

        if (amount.Sign <= 0)
        {
            throw Refusal.Input(Model, "amount", (double)amount, "above zero");
        }

        BigInteger d = Invariant(balances, amplification);
        return balances[to] - Balance(balances, amplification, from, to, balances[from] + amount, d) - 1;
    }

    /// <summary>The same less a fee of Curve's scale, 10¹⁰ for all of it.</summary>
    /// <inheritdoc cref="Output"/>
    public static BigInteger OutputAfterFee(
        ReadOnlySpan<BigInteger> balances, long amplification, int from, int to, BigInteger amount,
        long feeOfTenBillion)
    {
        BigInteger output = Output(balances, amplification, from, to, amount);
        return output - (output * feeOfTenBillion / 10_000_000_000);
    }

    private static BigInteger Balance(
        ReadOnlySpan<BigInteger> balances, long amplification, int from, int to, BigInteger next, BigInteger d)
    {
        int n = balances.Length;
        BigInteger ann = (BigInteger)amplification * n;
        BigInteger c = d;
        BigInteger sum = BigInteger.Zero;
        for (int i = 0; i < n; i++)
        {
            if (i != to)
            {
                BigInteger balance = i == from ? next : balances[i];
                sum += balance;
                c = c * d / (balance * n);
            }
        }

        c = c * d / (ann * n);
        BigInteger b = sum + (d / ann);
        BigInteger y = d;
        for (int round = 0; round < MaxRounds; round++)
        {
            BigInteger before = y;
            y = ((y * y) + c) / ((2 * y) + b - d);
            if (BigInteger.Abs(y - before) <= 1)
            {
                return y;
            }
        }

        throw Refusal.NoConvergence(Model, "y did not settle in 255 rounds.");
    }

    private static BigInteger CheckedSum(ReadOnlySpan<BigInteger> balances, long amplification)
    {
        if (balances.Length < 2)
        {
            throw Refusal.TooFew(Model, balances.Length, 2);
        }

        _ = Check.Positive(Model, nameof(amplification), amplification);
        BigInteger sum = BigInteger.Zero;
        foreach (BigInteger balance in balances)
        {
            if (balance.Sign <= 0)
            {
                throw Refusal.Input(Model, "balance", (double)balance, "above zero");
            }

            sum += balance;
        }

        return sum;
    }
}
