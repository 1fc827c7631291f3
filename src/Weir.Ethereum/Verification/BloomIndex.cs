using System.Runtime.InteropServices;
using Weir.Ethereum.Hashing;

namespace Weir.Ethereum.Verification;

/// <summary>
/// Remembers the bloom bits of addresses and topics, so that each is hashed once and many are hashed side by side.
/// </summary>
internal sealed class BloomIndex
{
    private const int Slots = 1 << 16;
    private const int MostItems = Slots / 2;

    private readonly int[] _slots = new int[Slots];
    private readonly byte[] _items = new byte[MostItems * 32];
    private readonly byte[] _digests = new byte[MostItems * 32];
    private readonly int[] _ends = new int[MostItems];
    private readonly byte[] _pending = new byte[MostItems * 32];
    private int _count;
    private int _hashed;

    /// <summary>Whether so many more items fit before <see cref="Clear"/> is due.</summary>
    public bool HasRoomFor(int items) => _count + items <= MostItems;

    /// <summary>Forgets all items.</summary>
    public void Clear()
    {
        _slots.AsSpan().Clear();
        _count = 0;
        _hashed = 0;
    }

    /// <summary>The number of an item of 20 or 32 bytes; it is hashed by the next <see cref="HashPending"/>.</summary>
    public int Intern(ReadOnlySpan<byte> item)
    {
        Span<byte> key = stackalloc byte[32];
        key.Clear();
        item.CopyTo(key);
        if (item.Length == 20)
        {
            // An address and a topic that begins with it and ends in zeros are different items.
            key[31] = 0xA5;
            key[30] = 0x5A;
        }

        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(key);
        ulong mix = (words[0] * 0x9E3779B97F4A7C15) ^ (words[1] * 0xC2B2AE3D27D4EB4F) ^ (words[2] * 0x165667B19E3779F9)
            ^ (words[3] * 0x27D4EB2F165667C5);
        int slot = (int)((mix ^ (mix >> 29)) * 0x9E3779B97F4A7C15 >> 48);
        while (_slots[slot] != 0)
        {
            int known = _slots[slot] - 1;
            if (_items.AsSpan(known * 32, 32).SequenceEqual(key))
            {
                return known;
            }

            slot = (slot + 1) & (Slots - 1);
        }

        int number = _count++;
        _slots[slot] = number + 1;
        key.CopyTo(_items.AsSpan(number * 32, 32));
        int start = number == _hashed ? 0 : _ends[number - _hashed - 1];
        item.CopyTo(_pending.AsSpan(start));
        _ends[number - _hashed] = start + item.Length;
        return number;
    }

    /// <summary>Hashes the items that came since the last call.</summary>
    public void HashPending()
    {
        int count = _count - _hashed;
        if (count > 0)
        {
            ReadOnlySpan<int> ends = _ends.AsSpan(0, count);
            KeccakMany.Hash(_pending.AsSpan(0, ends[^1]), ends, _digests.AsSpan(_hashed * 32, count * 32));
            _hashed = _count;
        }
    }

    /// <summary>Sets the bits of an item that has been hashed.</summary>
    public void AddTo(int number, Span<byte> bloom) => Bloom.AddDigest(_digests.AsSpan(number * 32, 32), bloom);
}
