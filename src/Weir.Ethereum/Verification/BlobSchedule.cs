using System.Numerics;
using Weir.Core;

namespace Weir.Ethereum.Verification;

/// <summary>
/// The price of blob gas from a header's excess (EIP-4844), by the forks that changed it (EIP-7691, EIP-7892).
/// </summary>
public static class BlobSchedule
{
    /// <summary>Blob gas a blob takes.</summary>
    public const ulong GasPerBlob = 131_072;

    private const long Mainnet = 1;

    // Blob-parameter-only forks leave no mark in a header, so a schedule is known only up to when it was looked at.
    private const ulong MainnetKnownUntil = 1_781_913_600; // 2026-06-20

    // Activation (seconds since 1970) and BLOB_BASE_FEE_UPDATE_FRACTION: Cancun, Prague, BPO1, BPO2.
    private static readonly (ulong From, ulong Fraction)[] MainnetForks =
        [(1_710_338_135, 3_338_477), (1_746_612_311, 5_007_716), (1_765_290_071, 8_346_193),
            (1_767_747_671, 11_684_671)];

    /// <summary>The price in wei, or null where the chain's schedule is not known at that time.</summary>
    public static UInt256? BlobGasPrice(long chainId, ulong timestamp, ulong excessBlobGas)
    {
        if (chainId != Mainnet || timestamp >= MainnetKnownUntil || timestamp < MainnetForks[0].From)
        {
            return null;
        }

        ulong fraction = 0;
        foreach ((ulong from, ulong candidate) in MainnetForks)
        {
            fraction = timestamp >= from ? candidate : fraction;
        }

        return (UInt256)FakeExponential(excessBlobGas, fraction);
    }

    /// <summary>EIP-4844's <c>fake_exponential(1, numerator, denominator)</c>.</summary>
    public static BigInteger FakeExponential(BigInteger numerator, BigInteger denominator)
    {
        BigInteger sum = BigInteger.Zero;
        BigInteger term = denominator;
        for (int i = 1; term > 0; i++)
        {
            sum += term;
            term = term * numerator / (denominator * i);
        }

        return sum / denominator;
    }
}
