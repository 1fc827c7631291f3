using System.Buffers.Binary;
using Weir.Core;

namespace Weir.Ethereum.Transforms;

/// <summary>
/// From a first topic to the decoders that read it. Topics are hashes, so eight of their bytes spread evenly.
/// </summary>
internal sealed class TopicTable
{
    private readonly Entry[] _slots;
    private readonly int _mask;

    public TopicTable(IReadOnlyList<ILogDecoder> decoders)
    {
        Dictionary<Hash32, List<Listener>> topics = [];
        for (int i = 0; i < decoders.Count; i++)
        {
            IReadOnlyList<LogSelector> selectors = decoders[i].Selectors;
            for (int place = 0; place < selectors.Count; place++)
            {
                LogSelector selector = selectors[place];
                if (!topics.TryGetValue(selector.Topic0, out List<Listener>? listeners))
                {
                    topics[selector.Topic0] = listeners = [];
                }

                listeners.Add(new Listener(i, place, selector.Addresses?.ToHashSet()));
            }
        }

        _slots = new Entry[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, 4 * topics.Count))];
        _mask = _slots.Length - 1;
        foreach ((Hash32 topic, List<Listener> listeners) in topics)
        {
            int slot = Slot(topic.Span);
            while (_slots[slot].Listeners is not null)
            {
                slot = (slot + 1) & _mask;
            }

            _slots[slot] = new Entry(topic, [.. listeners]);
        }
    }

    /// <summary>Who reads a log with this first topic.</summary>
    /// <param name="topic0">32 bytes.</param>
    public ReadOnlySpan<Listener> Find(ReadOnlySpan<byte> topic0)
    {
        for (int slot = Slot(topic0); _slots[slot].Listeners is { } listeners; slot = (slot + 1) & _mask)
        {
            if (topic0.SequenceEqual(_slots[slot].Topic.Span))
            {
                return listeners;
            }
        }

        return default;
    }

    private int Slot(ReadOnlySpan<byte> topic) => (int)BinaryPrimitives.ReadUInt64LittleEndian(topic) & _mask;

    /// <summary>A decoder and a selector of it by their places, and the contracts (all when null).</summary>
    internal readonly record struct Listener(int Decoder, int Selector, HashSet<Address>? Addresses);

    private readonly record struct Entry(Hash32 Topic, Listener[]? Listeners);
}
