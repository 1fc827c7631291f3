using System.Globalization;
using System.Numerics;
using System.Text;
using Weir.Ethereum.Hashing;

namespace Weir.IntegrationTests;

/// <summary>Arguments and calls as Solidity's contract ABI has them, in hex.</summary>
internal static class Calldata
{
    /// <summary>A call: the selector of the signature and the encoded arguments.</summary>
    public static string Call(string signature, params object[] arguments) =>
        "0x" + Keccak.Hash(Encoding.ASCII.GetBytes(signature)).ToString()[2..10] + Encode(arguments);

    /// <summary>
    /// Arguments alone: texts with a leading 0x are addresses, other texts strings, numbers words, arrays of numbers
    /// arrays, bytes bytes, lists of objects tuples of changing length, arrays of such lists arrays of them.
    /// </summary>
    public static string Encode(params object[] arguments)
    {
        StringBuilder head = new();
        StringBuilder tail = new();
        foreach (object argument in arguments)
        {
            if (Static(argument) is { } word)
            {
                head.Append(word);
            }
            else
            {
                head.Append(Word((32 * arguments.Length) + (tail.Length / 2)));
                tail.Append(Dynamic(argument));
            }
        }

        return head.Append(tail).ToString();
    }

    private static string? Static(object argument) => argument switch
    {
        string text when text.StartsWith("0x", StringComparison.Ordinal) => text[2..].PadLeft(64, '0'),
        int number => Word(number),
        BigInteger number => Word(number),
        _ => null,
    };

    private static string Dynamic(object argument) => argument switch
    {
        string text => Bytes(Encoding.UTF8.GetBytes(text)),
        byte[] bytes => Bytes(bytes),
        IReadOnlyList<object>[] tuples => Word(tuples.Length) + Encode([.. tuples]),
        List<object> tuple => Encode([.. tuple]),
        int[] numbers => Word(numbers.Length) + string.Concat(numbers.Select(number => Word(number))),
        BigInteger[] numbers => Word(numbers.Length) + string.Concat(numbers.Select(Word)),
        _ => throw new ArgumentException($"No encoding for {argument.GetType()}.", nameof(argument)),
    };

    private static string Bytes(byte[] bytes) =>
        Word(bytes.Length) + Convert.ToHexStringLower(bytes).PadRight((bytes.Length + 31) / 32 * 64, '0');

    private static string Word(BigInteger value)
    {
        string text = value.ToString("x64", CultureInfo.InvariantCulture);
        return text[^64..];
    }
}
