using System.Collections;
using System.Globalization;
using System.Numerics;
using Weir.Core;

namespace Weir.App.Terminal;

/// <summary>A value of a query's result as text.</summary>
internal static class TerminalText
{
    /// <summary>The text, or <paramref name="none"/> for NULL.</summary>
    public static string Of(object? value, string none) => value switch
    {
        null => none,
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFK", CultureInfo.InvariantCulture).Replace(
            "+00:00", "Z", StringComparison.Ordinal),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        byte[] bytes => Hex.Encode(bytes),
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(item => Of(item, "NULL"))) + "]",
        _ => value.ToString() ?? string.Empty,
    };
}
