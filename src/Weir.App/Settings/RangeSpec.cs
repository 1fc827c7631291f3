using System.Globalization;
using Weir.Core;
using Weir.Core.Errors;

namespace Weir.App.Settings;

/// <summary>
/// Blocks as a user names them: <c>A:B</c> (both included), <c>A:+N</c> (N blocks from A), <c>A:</c>, <c>:B</c>,
/// <c>-N:</c> (the last N), <c>A</c> alone; numbers may be written 15M, 500k, 18_000_000.
/// </summary>
internal sealed record RangeSpec(long? From, long? To, long? Last)
{
    /// <summary>Everything the source has.</summary>
    public static RangeSpec All { get; } = new(null, null, null);

    /// <summary>Whether the source's last block must be known to say which blocks are meant.</summary>
    public bool NeedsHead => To is null;

    /// <exception cref="ConfigException">The text is none of the forms.</exception>
    public static RangeSpec Parse(string text)
    {
        string[] parts = text.Trim().Split(':');
        if (parts.Length == 1 && parts[0].Length > 0 && parts[0][0] != '-')
        {
            long only = Number(parts[0], text);
            return new RangeSpec(only, only, null);
        }

        if (parts.Length != 2)
        {
            throw Wrong(text);
        }

        if (parts[0].StartsWith('-'))
        {
            return parts[1].Length == 0 ? new RangeSpec(null, null, Number(parts[0][1..], text)) : throw Wrong(text);
        }

        long? from = parts[0].Length > 0 ? Number(parts[0], text) : null;
        if (parts[1].StartsWith('+'))
        {
            long count = Number(parts[1][1..], text);
            return from is { } start && count > 0 ? Checked(start, start + count - 1, text) : throw Wrong(text);
        }

        long? to = parts[1].Length > 0 ? Number(parts[1], text) : null;
        return Checked(from, to, text);
    }

    /// <summary>The range from two flags of which either may be absent.</summary>
    public static RangeSpec Of(string? startBlock, string? endBlock)
    {
        long? from = startBlock is null ? null : Number(startBlock, startBlock);
        long? to = endBlock is null ? null : Number(endBlock, endBlock);
        return Checked(from, to, $"{startBlock}:{endBlock}");
    }

    /// <summary>The blocks meant, where the source's last block is <paramref name="head"/>.</summary>
    public BlockRange Resolve(long head) => Last is { } last
        ? new BlockRange(Math.Max(0, head - last + 1), head)
        : new BlockRange(From ?? 0, To ?? head);

    private static RangeSpec Checked(long? from, long? to, string text) =>
        from > to
            ? throw new ConfigException(
                ErrorCodes.BadRange, $"the range '{text}' ends before it begins",
                "Write the lower block first; both ends are included.")
            : new RangeSpec(from, to, null);

    private static long Number(string text, string whole)
    {
        string digits = text.Replace("_", string.Empty, StringComparison.Ordinal);
        long scale = digits.Length == 0 ? 1 : char.ToUpperInvariant(digits[^1]) switch
        {
            'K' => 1_000,
            'M' => 1_000_000,
            _ => 1,
        };
        digits = scale == 1 ? digits : digits[..^1];
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            || number * scale is var value && (value > long.MaxValue / 2 || Math.Floor(value) != value)
            || (scale == 1 && !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            throw Wrong(whole);
        }

        return scale == 1 ? long.Parse(digits, CultureInfo.InvariantCulture) : (long)(number * scale);
    }

    private static ConfigException Wrong(string text) => new(
        ErrorCodes.BadRange, $"'{text}' is not a range of blocks",
        "Write A:B (both included), A:+N, -N: for the last N, or one number; 15M and 500k are understood.");
}
