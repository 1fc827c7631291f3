using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Core.Tables;

namespace Weir.Connectors.Export;

/// <summary>Text and instants as they stand in JSON.</summary>
internal static class JsonText
{
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>Appends text in quotes, escaped where it must be.</summary>
    public static void AppendQuoted(ValueText text, ReadOnlySpan<byte> utf8)
    {
        text.Append((byte)'"');
        if (utf8.IndexOfAnyInRange((byte)0, (byte)0x1f) < 0 && utf8.IndexOfAny((byte)'"', (byte)'\\') < 0)
        {
            text.Append(utf8);
        }
        else
        {
            text.Append(JsonEncodedText.Encode(utf8, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        }

        text.Append((byte)'"');
    }

    /// <summary>
    /// Appends an instant as <c>2023-08-26T16:21:35Z</c>; as bare microseconds where .NET's calendar ends.
    /// </summary>
    public static void AppendInstant(ValueText text, long microseconds)
    {
        long seconds = Math.DivRem(microseconds, MicrosecondsPerSecond, out long rest);
        if (rest < 0)
        {
            seconds--;
            rest += MicrosecondsPerSecond;
        }

        if (seconds < DateTimeOffset.MinValue.ToUnixTimeSeconds()
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            text.Append(microseconds);
            return;
        }

        const int Longest = 32;
        int start = text.Length;
        DateTimeOffset instant = DateTimeOffset.FromUnixTimeSeconds(seconds).AddMicroseconds(rest);
        string format = rest == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
        instant.TryFormat(text.Take(Longest), out int written, format, CultureInfo.InvariantCulture);
        text.Length = start + written;
    }
}
