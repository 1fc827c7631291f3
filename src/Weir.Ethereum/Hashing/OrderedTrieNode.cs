namespace Weir.Ethereum.Hashing;

/// <summary>A node of an <see cref="OrderedTrie"/>: a leaf, an extension (it has a path) or a branch.</summary>
internal struct OrderedTrieNode
{
    /// <summary>Whether it holds the item <see cref="Index"/>.</summary>
    public bool IsLeaf;

    /// <summary>An item below it, whose key has its path.</summary>
    public int Index;

    /// <summary>How many nibbles of the key stand above it.</summary>
    public int Depth;

    /// <summary>How many nibbles an extension has; 0 in a leaf, which has all that are left, and in a branch.</summary>
    public int PathLength;

    /// <summary>The extension's only child or the branch's first.</summary>
    public int FirstChild;

    /// <summary>The next child of the same branch, or -1.</summary>
    public int NextSibling;

    /// <summary>Its place in the branch above it.</summary>
    public int Nibble;

    /// <summary>The longest way down to a leaf.</summary>
    public int Height;

    /// <summary>The next node of the same height, or -1.</summary>
    public int NextOfHeight;

    /// <summary>How its parent names it: 32 for its hash, less for its own encoding.</summary>
    public int ReferenceLength;
}
