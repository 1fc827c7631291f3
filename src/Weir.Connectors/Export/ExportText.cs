using System.Globalization;
using System.Numerics;
using System.Text;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.Export;

/// <summary>Values of a query's result as JSON and as plain text.</summary>
internal static class ExportText
{
    /// <summary>Integers up to this size keep their value in a JSON number everywhere.</summary>
    private const long LargestJsonInteger = 1L << 53;

    /// <summary>
    /// Appends any value of a result as JSON: integers beyond 2^53 and exact numbers as text, instants as RFC 3339.
    /// </summary>
    public static void AppendJson(ValueText text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null"u8);
                break;
            case bool flag:
                text.Append(flag);
                break;
            case long number when number is >= -LargestJsonInteger and <= LargestJsonInteger:
                text.Append(number);
                break;
            case ulong number when number <= LargestJsonInteger:
                text.Append((long)number);
                break;
            case double number when double.IsFinite(number):
                text.Append(number);
                break;
            case StructValue parts:
                AppendStruct(text, parts);
                break;
            case IReadOnlyList<object?> list:
                AppendList(text, list);
                break;
            default:
                JsonText.AppendQuoted(text, Encoding.UTF8.GetBytes(Plain(value)));
                break;
        }
    }

    /// <summary>The value without quotes, as a person or a CSV field has it; empty for null.</summary>
    public static string Plain(object? value) => value switch
    {
        null => string.Empty,
        string chars => chars,
        bool flag => flag ? "true" : "false",
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        byte[] bytes => Core.Hex.Encode(bytes),
        DateTimeOffset instant => instant.ToUniversalTime().ToString(
            instant.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'"
            : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
            CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>Appends the value without quotes.</summary>
    public static void Append(ValueText text, object? value)
    {
        string plain = Plain(value);
        Encoding.UTF8.GetBytes(plain, text.Take(Encoding.UTF8.GetByteCount(plain)));
    }

    private static void AppendList(ValueText text, IReadOnlyList<object?> list)
    {
        text.Append((byte)'[');
        for (int i = 0; i < list.Count; i++)
        {
            if (i > 0)
            {
                text.Append((byte)',');
            }

            AppendJson(text, list[i]);
        }

        text.Append((byte)']');
    }

    private static void AppendStruct(ValueText text, StructValue parts)
    {
        text.Append((byte)'{');
        for (int i = 0; i < parts.Names.Count; i++)
        {
            if (i > 0)
            {
                text.Append((byte)',');
            }

            JsonText.AppendQuoted(text, Encoding.UTF8.GetBytes(parts.Names[i]));
            text.Append((byte)':');
            AppendJson(text, parts.Values[i]);
        }

        text.Append((byte)'}');
    }
}
