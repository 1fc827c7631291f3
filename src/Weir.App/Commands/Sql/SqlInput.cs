using System.Buffers;
using System.Globalization;
using System.Text;
using Weir.App.Terminal;
using Weir.Core.Errors;

namespace Weir.App.Commands.Sql;

/// <summary>The text of a command: given itself, in a file, or on stdin.</summary>
internal static class SqlInput
{
    private const int Shown = 60;

    /// <exception cref="SqlSyntaxException">It is longer than <paramref name="maxBytes"/> (WEIR4006), or no UTF-8
    /// (WEIR4005).</exception>
    public static async Task<string> ReadAsync(string? text, int maxBytes, CancellationToken cancellationToken)
    {
        if (text is null or "-")
        {
            await using Stream input = StandardInput.OpenBytes();
            return await ReadAsync(input, "the text on stdin", maxBytes, cancellationToken);
        }
        if (text.Length >= 1024 || text.Contains('\n', StringComparison.Ordinal) || !File.Exists(text))
        {
            return !IsPath(text) ? text : throw new ConfigException(ErrorCodes.BadFlag, $"there is no file {text}",
                "Give a statement, a file of statements, or - for standard input.");
        }
        await using FileStream file = File.OpenRead(text);
        return await ReadAsync(file, text, maxBytes, cancellationToken);
    }

    /// <summary>One word that ends in .sql: no statement does.</summary>
    private static bool IsPath(string text) =>
        text.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) && !text.AsSpan().ContainsAny(' ', '\t', '(');

    private static async Task<string> ReadAsync(
        Stream input, string name, int maxBytes, CancellationToken cancellationToken)
    {
        using MemoryStream bytes = new();
        byte[] buffer = new byte[64 * 1024];
        for (int read; (read = await input.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            await bytes.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            if (bytes.Length > (long)maxBytes + Encoding.UTF8.Preamble.Length)
            {
                throw new SqlSyntaxException(
                    ErrorCodes.SqlTooLong, $"{name} is longer than {maxBytes} bytes", "split it, or raise --max-bytes");
            }
        }
        return Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>Strict UTF-8; a byte order mark in front is left out.</summary>
    internal static string Decode(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        for (int at = 0; at < bytes.Length;)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out int length) != OperationStatus.Done)
            {
                throw NotUtf8(Encoding.UTF8.GetString(bytes[..at]));
            }
            at += length;
        }
        return Encoding.UTF8.GetString(bytes);
    }

    private static SqlSyntaxException NotUtf8(string before)
    {
        string line = before[(before.LastIndexOf('\n') + 1)..];
        string shown = line.Length > Shown ? line[^Shown..] : line;
        string place = string.Create(CultureInfo.InvariantCulture,
            $"line {before.Count(character => character == '\n') + 1}, column {line.Length + 1}");
        return new SqlSyntaxException(
            ErrorCodes.SqlBadText,
            $"{place}: bytes that are no UTF-8 (half a surrogate pair is none)\n  {shown}\n  {new string(' ', shown.Length)}^", "send the text as well-formed UTF-8");
    }
}
