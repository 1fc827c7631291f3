using System.Buffers;

namespace Weir.Core.Events;

/// <summary>
/// Messages in the order they were made: keys and values are UTF-8 in one buffer, which is used again after
/// <see cref="Clear"/>.
/// </summary>
/// <remarks>Not for several threads at once: whoever holds the batch owns it.</remarks>
public sealed class EventBatch
{
    private readonly ArrayBufferWriter<byte> _bytes = new(64 * 1024);
    private Entry[] _entries = new Entry[256];

    /// <summary>How many messages there are.</summary>
    public int Count { get; private set; }

    /// <summary>Keys and values together.</summary>
    public int Bytes => _bytes.WrittenCount;

    /// <summary>Where the message stands in the list of topics that the sink was opened with.</summary>
    public int Topic(int index) => At(index).Topic;

    /// <summary>The key, empty where the message has none.</summary>
    public ReadOnlySpan<byte> Key(int index) => KeyMemory(index).Span;

    /// <summary>The JSON of the message.</summary>
    public ReadOnlySpan<byte> Value(int index) => ValueMemory(index).Span;

    /// <inheritdoc cref="Key"/>
    public ReadOnlyMemory<byte> KeyMemory(int index)
    {
        ref readonly Entry entry = ref At(index);
        return _bytes.WrittenMemory[entry.Start..entry.KeyEnd];
    }

    /// <inheritdoc cref="Value"/>
    public ReadOnlyMemory<byte> ValueMemory(int index)
    {
        ref readonly Entry entry = ref At(index);
        return _bytes.WrittenMemory[entry.KeyEnd..entry.End];
    }

    /// <summary>Copies one message to the end.</summary>
    public void Add(int topic, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        int start = _bytes.WrittenCount;
        _bytes.Write(key);
        _bytes.Write(value);
        Append(new Entry(topic, start, start + key.Length, _bytes.WrittenCount));
    }

    /// <summary>
    /// Room for one message of at most <paramref name="mostBytes"/> bytes, key first; <see cref="End"/> adds it.
    /// </summary>
    public Span<byte> Begin(int mostBytes) => _bytes.GetSpan(mostBytes);

    /// <summary>Adds the message that was written into the span of <see cref="Begin"/>.</summary>
    public void End(int topic, int keyBytes, int allBytes)
    {
        int start = _bytes.WrittenCount;
        _bytes.Advance(allBytes);
        Append(new Entry(topic, start, start + keyBytes, start + allBytes));
    }

    /// <summary>Forgets all messages and keeps the buffers.</summary>
    public void Clear()
    {
        _bytes.ResetWrittenCount();
        Count = 0;
    }

    private void Append(Entry entry)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * Count);
        }

        _entries[Count++] = entry;
    }

    private ref readonly Entry At(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return ref _entries[index];
    }

    private readonly record struct Entry(int Topic, int Start, int KeyEnd, int End);
}
