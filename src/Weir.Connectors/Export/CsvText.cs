using System.Buffers;
using Weir.Core.Tables;

namespace Weir.Connectors.Export;

/// <summary>
/// Quoting of CSV fields (RFC 4180): those with a comma, a quote or a line end stand in quotes, quotes are doubled.
/// </summary>
internal static class CsvText
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(",\"\r\n"u8);

    /// <summary>Quotes what has been written since <paramref name="start"/>, where it must be.</summary>
    public static void Quote(ValueText text, int start, bool always)
    {
        ReadOnlySpan<byte> field = text.Written[start..];
        if (!always && field.IndexOfAny(Special) < 0)
        {
            return;
        }

        byte[] value = field.ToArray();
        text.Length = start;
        text.Append((byte)'"');
        ReadOnlySpan<byte> rest = value;
        for (int quote = rest.IndexOf((byte)'"'); quote >= 0; quote = rest.IndexOf((byte)'"'))
        {
            text.Append(rest[..(quote + 1)]);
            text.Append((byte)'"');
            rest = rest[(quote + 1)..];
        }

        text.Append(rest);
        text.Append((byte)'"');
    }
}
