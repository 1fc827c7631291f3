namespace Weir.Ethereum.Blocks;

/// <summary>A list of structs that are filled and read in place.</summary>
public sealed class RowList<T>
    where T : struct
{
    private T[] _rows = [];

    public int Count { get; private set; }

    /// <summary>The rows; valid until the next <see cref="Add"/>.</summary>
    public Span<T> Rows => _rows.AsSpan(0, Count);

    public ref T this[int index] => ref Rows[index];

    /// <summary>Appends a row of default values to be filled in place; valid until the next call.</summary>
    public ref T Add()
    {
        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, Math.Max(16, 2 * Count));
        }

        ref T row = ref _rows[Count++];
        row = default;
        return ref row;
    }

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Clear() => Count = 0;
}
