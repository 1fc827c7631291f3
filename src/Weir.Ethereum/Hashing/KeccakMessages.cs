namespace Weir.Ethereum.Hashing;

/// <summary>Messages in one buffer, by where each starts and ends.</summary>
internal readonly ref struct KeccakMessages
{
    private readonly ReadOnlySpan<int> _starts;
    private readonly ReadOnlySpan<int> _ends;

    /// <param name="starts">Empty where each message starts at the end of the one before.</param>
    public KeccakMessages(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
    {
        Buffer = buffer;
        _starts = starts;
        _ends = ends;
    }

    public ReadOnlySpan<byte> Buffer { get; }

    public int Count => _ends.Length;

    public ReadOnlySpan<byte> this[int index] => Buffer[Start(index)..End(index)];

    public int Start(int index) => !_starts.IsEmpty ? _starts[index] : index == 0 ? 0 : _ends[index - 1];

    public int End(int index) => _ends[index];
}
