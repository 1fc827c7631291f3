using Weir.Core;
using Weir.Core.Errors;

namespace Weir.Ethereum.Verification;

/// <summary>Refuses blocks that are bad, or not proven enough.</summary>
public static class BlockRefusal
{
    /// <exception cref="VerificationException">The block contradicts its hashes, or is not whole and that was asked
    /// for.</exception>
    public static void Check(in VerifiedBlock verified, GathererOptions options)
    {
        BlockVerdict verdict = verified.Verdict;
        long number = verdict.Block.Number;
        if (verdict.IsBad)
        {
            throw new VerificationException(
                ErrorCodes.BadBlock, $"{Prefix(verified)}block {number} contradicts its own hashes: {verdict.Detail}",
                "Use another node or file; nothing of the block was stored.", number, verdict);
        }

        if (options.IsStrict && (verdict.Proven & options.Asked) != options.Asked)
        {
            throw new VerificationException(
                ErrorCodes.UnknownRefused,
                $"{Prefix(verified)}block {number} could not be proven whole ({verdict.Detail ?? "a part is missing"}) and --strict was given",
                "Use a source with full blocks and receipts, or leave --strict out.", number, verdict);
        }
    }

    /// <summary>Where the block came from, as a message begins.</summary>
    internal static string Prefix(in VerifiedBlock verified) =>
        verified.Origin is { } origin ? $"{origin}: " : string.Empty;
}
