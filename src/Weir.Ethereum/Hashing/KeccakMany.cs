namespace Weir.Ethereum.Hashing;

/// <summary>Keccak-256 of many messages at once: as many states side by side as the processor's vectors hold.</summary>
public static class KeccakMany
{
    // Below this, a vector is slower than one state after the other.
    private const int FewMessages = 2;

    /// <summary>How many messages this processor hashes side by side: 8 with AVX-512, 4 with AVX2, else 1.</summary>
    public static int Lanes => KeccakLanes512.IsSupported ? 8 : KeccakLanes256.IsSupported ? 4 : 1;

    /// <summary>
    /// Hashes messages that lie one after the other: message i is <c>buffer[ends[i-1]..ends[i]]</c>, the first begins
    /// at 0.
    /// </summary>
    /// <param name="ends">Where each message ends, ascending.</param>
    /// <param name="digests">Receives 32 bytes a message, in the messages' order.</param>
    /// <exception cref="ArgumentException">The digests do not fit, or a message reaches beyond the buffer.</exception>
    public static void Hash(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> ends, Span<byte> digests) =>
        Hash(new KeccakMessages(buffer, [], ends), digests);

    /// <summary>
    /// Hashes slices of a buffer that may overlap or leave gaps: message i is <c>buffer[starts[i]..ends[i]]</c>.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// There are not as many starts as ends, the digests do not fit, or a message reaches beyond the buffer.
    /// </exception>
    public static void Hash(
        ReadOnlySpan<byte> buffer, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends, Span<byte> digests)
    {
        if (starts.Length != ends.Length)
        {
            throw new ArgumentException($"There are {starts.Length} starts and {ends.Length} ends.", nameof(starts));
        }

        Hash(new KeccakMessages(buffer, starts, ends), digests);
    }

    private static void Hash(KeccakMessages messages, Span<byte> digests)
    {
        if (digests.Length < (long)messages.Count * Keccak.DigestLength)
        {
            throw new ArgumentException(
                $"{messages.Count} digests do not fit in {digests.Length} bytes.", nameof(digests));
        }

        if (messages.Count <= FewMessages)
        {
            HashOneByOne(messages, digests);
        }
        else if (KeccakLanes512.IsSupported)
        {
            KeccakLaneRun<KeccakLanes512>.Hash(messages, digests);
        }
        else if (KeccakLanes256.IsSupported)
        {
            KeccakLaneRun<KeccakLanes256>.Hash(messages, digests);
        }
        else
        {
            HashOneByOne(messages, digests);
        }
    }

    internal static void HashOneByOne(KeccakMessages messages, Span<byte> digests)
    {
        for (int i = 0; i < messages.Count; i++)
        {
            Keccak.Hash(messages[i], digests[(i * Keccak.DigestLength)..]);
        }
    }
}
