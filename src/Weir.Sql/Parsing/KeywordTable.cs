namespace Weir.Sql.Parsing;

/// <summary>Finds the keyword that a word spells, whatever its case, without allocating.</summary>
internal static class KeywordTable
{
    private const int Size = 4096;
    private static readonly string[] Names = Enum.GetNames<Keyword>();
    private static readonly ushort[] Slots = Build();

    public static string Text(Keyword keyword) => Names[(int)keyword];

    public static Keyword Find(ReadOnlySpan<char> word)
    {
        int slot = Hash(word);
        while (Slots[slot] != 0)
        {
            string name = Names[Slots[slot]];
            if (name.Length == word.Length && word.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return (Keyword)Slots[slot];
            }
            slot = (slot + 1) & (Size - 1);
        }
        return Keyword.None;
    }

    private static int Hash(ReadOnlySpan<char> word)
    {
        uint hash = 2166136261;
        foreach (char character in word)
        {
            hash = (hash ^ (uint)(character | 0x20)) * 16777619;
        }
        return (int)((hash ^ (hash >> 15)) & (Size - 1));
    }

    private static ushort[] Build()
    {
        ushort[] slots = new ushort[Size];
        for (int index = 1; index < Names.Length; index++)
        {
            int slot = Hash(Names[index]);
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & (Size - 1);
            }
            slots[slot] = (ushort)index;
        }
        return slots;
    }
}
