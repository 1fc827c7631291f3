using Weir.Core;

namespace Weir.Ethereum.Protocols.Facts;

/// <summary>Amounts with a sign, without an exception where one does not fit.</summary>
internal static class Amounts
{
    /// <summary>Why an amount of 2^255 or more is no row.</summary>
    public const string TooLarge = "an amount of 2^255 or more";

    /// <summary>The amount, below zero where asked; false at 2^255 and more.</summary>
    public static bool TrySigned(in UInt256 amount, bool isNegative, out Int256 signed)
    {
        bool fits = amount.BitLength < 256;
        signed = !fits ? default : isNegative ? -(Int256)amount : (Int256)amount;
        return fits;
    }
}
