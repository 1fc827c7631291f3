using Weir.Core;

namespace Weir.Connectors.JsonRpc.Tokens;

/// <summary>
/// Many calls in one: <c>aggregate3((address target, bool allowFailure, bytes callData)[])</c> of Multicall3, which
/// stands at the same address on most chains (github.com/mds1/multicall3).
/// </summary>
public static class Multicall
{
    /// <summary>Where Multicall3 is deployed.</summary>
    public const string Contract = "0xca11bde05977b3631167028862be2a173976ca11";

    private const int Word = 32;

    // The first four bytes of keccak256("aggregate3((address,bool,bytes)[])").
    private static readonly byte[] Selector = [0x82, 0xad, 0x56, 0xcb];

    /// <summary>The call's data; each of the calls may fail alone.</summary>
    /// <param name="calls">Who is called, with what.</param>
    public static byte[] Encode(IReadOnlyList<(Address Target, byte[] Data)> calls)
    {
        List<byte> bytes = [.. Selector, .. Number(Word), .. Number(calls.Count)];
        int offset = calls.Count * Word;
        foreach ((_, byte[] data) in calls)
        {
            bytes.AddRange(Number(offset));
            offset += (4 * Word) + Padded(data.Length);
        }

        foreach ((Address target, byte[] data) in calls)
        {
            bytes.AddRange([.. new byte[Word - 20], .. target.Span]);
            bytes.AddRange([.. Number(1), .. Number(3 * Word), .. Number(data.Length), .. data]);
            bytes.AddRange(new byte[Padded(data.Length) - data.Length]);
        }

        return [.. bytes];
    }

    /// <summary>Reads <c>(bool success, bytes returnData)[]</c>.</summary>
    /// <param name="answer">What the contract returned.</param>
    /// <param name="count">How many calls there were.</param>
    /// <returns>What each call returned, null where it failed; null where the answer is not of this form.</returns>
    public static IReadOnlyList<byte[]?>? Decode(ReadOnlySpan<byte> answer, int count)
    {
        if (At(answer, 0) is not { } start || At(answer, start) != count)
        {
            return null;
        }

        int items = start + Word;
        byte[]?[] results = new byte[]?[count];
        for (int i = 0; i < count; i++)
        {
            if (At(answer, items + (i * Word)) is not { } place || At(answer, items + place) is not { } success
                || At(answer, items + place + Word) is not { } data || At(answer, items + place + data) is not { } length
                || length > answer.Length - (items + place + data + Word))
            {
                return null;
            }

            results[i] = success == 0 ? null : answer.Slice(items + place + data + Word, length).ToArray();
        }

        return results;
    }

    private static int? At(ReadOnlySpan<byte> answer, int place) =>
        place >= 0 && place <= answer.Length - Word
            && UInt256.FromBigEndian(answer.Slice(place, Word)) is var value && value <= (ulong)answer.Length
            ? (int)(ulong)value : null;

    private static byte[] Number(int value)
    {
        byte[] word = new byte[Word];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(word.AsSpan(Word - sizeof(int)), value);
        return word;
    }

    private static int Padded(int length) => (length + Word - 1) / Word * Word;
}
