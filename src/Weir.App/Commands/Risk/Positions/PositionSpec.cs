using System.Globalization;
using System.Text;
using Weir.Core;

namespace Weir.App.Commands.Risk.Positions;

/// <summary>Which position is meant: a pool, of whom, in which range.</summary>
/// <param name="Pool">The pool's address, in lower case.</param>
/// <param name="Owner">Its owner, in lower case; null where the pool has one position only.</param>
/// <param name="Ticks">The range of a V3 position; null where the owner has one only.</param>
internal sealed record PositionSpec(string Pool, string? Owner, (long Lower, long Upper)? Ticks)
{
    /// <summary>Reads POOL, POOL/OWNER or POOL/OWNER/LOWER:UPPER.</summary>
    /// <exception cref="Core.Errors.ConfigException">Another form.</exception>
    public static PositionSpec Parse(string text)
    {
        string[] parts = text.ToLowerInvariant().Split('/');
        (long, long)? ticks = null;
        if (parts.Length == 3)
        {
            string[] bounds = parts[2].Split(':');
            ticks = bounds.Length == 2 && Tick(bounds[0]) is { } lower && Tick(bounds[1]) is { } upper
                ? (lower, upper) : throw Bad(text);
        }

        return parts.Length <= 3 && parts.Take(2).All(IsAddress)
            ? new PositionSpec(parts[0], parts.ElementAtOrDefault(1), ticks) : throw Bad(text);
    }

    public bool Fits(PoolPosition position) =>
        (Owner is null || position.Owner == Owner) && (Ticks is null || position.Ticks == Ticks);

    private static bool IsAddress(string text) => Address.TryParse(Encoding.UTF8.GetBytes(text), out _);

    private static long? Tick(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long tick) ? tick : null;

    private static Core.Errors.ConfigException Bad(string text) => RiskErrors.Request(
        $"--position is '{text}'.",
        "Write POOL, POOL/OWNER or POOL/OWNER/LOWER:UPPER: addresses with 0x and 40 digits, and ticks.");
}
