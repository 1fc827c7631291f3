using System.Text;

namespace Weir.Ethereum.Json;

/// <summary>Finds the number of a property by its UTF-8 name without making a string.</summary>
public sealed class NameTable
{
    private const int Size = 256;

    private readonly byte[][] _names;
    private readonly short[] _slots = new short[Size];

    /// <param name="names">Name i gets the number i.</param>
    public NameTable(params string[] names)
    {
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        _slots.AsSpan().Fill(-1);
        for (int i = 0; i < names.Length; i++)
        {
            int slot = Slot(_names[i]);
            while (_slots[slot] >= 0)
            {
                slot = (slot + 1) & (Size - 1);
            }

            _slots[slot] = (short)i;
        }
    }

    /// <summary>The number of the name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return -1;
        }

        for (int slot = Slot(name); _slots[slot] >= 0; slot = (slot + 1) & (Size - 1))
        {
            if (name.SequenceEqual(_names[_slots[slot]]))
            {
                return _slots[slot];
            }
        }

        return -1;
    }

    /// <summary>The name with this number.</summary>
    public string Name(int number) => Encoding.UTF8.GetString(_names[number]);

    private static int Slot(ReadOnlySpan<byte> name)
    {
        int last = name[^1];
        int middle = name[name.Length >> 1];
        return ((name.Length * 37) + (name[0] * 5) + (last * 11) + (middle * 23)) & (Size - 1);
    }
}
