using Confluent.Kafka;
using Weir.Core.Errors;

namespace Weir.Connectors.Kafka.Blocks;

/// <summary>Values that are longer than a message may be, in numbered parts of one key and partition.</summary>
internal sealed class MessageParts
{
    private readonly List<byte[]> _parts = [];
    private byte[] _key = [];
    private long _count;

    /// <summary>How many messages a value takes.</summary>
    public static int CountOf(int length, int most) => Math.Max(1, (length + most - 1) / most);

    /// <summary>One of them.</summary>
    public static ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> value, int part, int most) =>
        value.Slice(part * most, Math.Min(most, value.Length - (part * most)));

    /// <summary>Takes the next message of a partition.</summary>
    /// <returns>The value once it is whole, else null.</returns>
    /// <exception cref="DecodeException">A part is missing; those before it are forgotten.</exception>
    public byte[]? Add(Message<byte[], byte[]> message)
    {
        (long part, long parts) = MessageHeaders.PartOf(message.Headers);
        byte[] value = message.Value ?? [];
        byte[] key = message.Key ?? [];
        bool isNext = part == _parts.Count
            && (part == 0 || (parts == _count && key.AsSpan().SequenceEqual(_key)));
        if (!isNext)
        {
            string what = $"part {part + 1} of {parts} follows part {_parts.Count} of {_count}";
            _parts.Clear();
            throw new DecodeException(ErrorCodes.MalformedBlock, what, "The parts of a block stand in one transaction.");
        }

        if (parts == 1)
        {
            return value;
        }

        (_key, _count) = (key, parts);
        _parts.Add(value);
        if (_parts.Count < parts)
        {
            return null;
        }

        byte[] whole = new byte[_parts.Sum(bytes => bytes.Length)];
        int at = 0;
        foreach (byte[] bytes in _parts)
        {
            bytes.CopyTo(whole, at);
            at += bytes.Length;
        }

        _parts.Clear();
        return whole;
    }
}
