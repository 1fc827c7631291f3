using System.Text;
using System.Text.Json;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Json;

/// <summary>Geth's errors in Parity's words, as Geth's own flatCallTracer writes them; others as they are.</summary>
public static class TraceErrors
{
    private const int MostBytes = 200;

    private static readonly Dictionary<string, string> ByGeth = new(StringComparer.Ordinal)
    {
        ["execution reverted"] = "Reverted",
        ["out of gas"] = "Out of gas",
        ["gas uint64 overflow"] = "Out of gas",
        ["contract creation code storage out of gas"] = "Out of gas",
        ["max code size exceeded"] = "Out of gas",
        ["invalid jump destination"] = "Bad jump destination",
        ["return data out of bounds"] = "Out of bounds",
        ["stack limit reached 1024 (1023)"] = "Out of stack",
        ["precompiled failed"] = "Built-in failed",
        ["invalid input length"] = "Built-in failed",
        ["write protection"] = "Mutable Call In Static Context",
    };

    /// <summary>Puts the error's text into the arena.</summary>
    internal static ByteSlice Add(ref Utf8JsonReader reader, ByteArena bytes)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return bytes.Add("Internal error"u8);
        }

        return Add(reader.GetString() ?? string.Empty, bytes);
    }

    /// <summary>Puts an error that Geth names so into the arena, in Parity's words.</summary>
    public static ByteSlice Add(string text, ByteArena bytes)
    {
        text = ByGeth.TryGetValue(text, out string? known) ? known
            : text.StartsWith("invalid opcode", StringComparison.Ordinal) ? "Bad instruction"
            : text.StartsWith("stack underflow", StringComparison.Ordinal) ? "Stack underflow"
            : text.Replace('\0', '\uFFFD');
        byte[] utf8 = Encoding.UTF8.GetBytes(text.Length > MostBytes ? text[..MostBytes] : text);
        return bytes.Add(utf8);
    }
}
