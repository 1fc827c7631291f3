namespace Weir.Core.Tables;

/// <summary>A column of lists: the items of all lists in one child column, and where each list ends.</summary>
public sealed class ListColumn : Column
{
    private int[] _ends = [];

    public ListColumn(Column items) => Items = items;

    /// <summary>
    /// The items of all lists, one list after the other: append a list's items, then call <see cref="EndList"/>.
    /// </summary>
    public Column Items { get; }

    /// <summary>Where each list ends in <see cref="Items"/>.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>First and one past the last item of a row's list.</summary>
    public (int Start, int End) this[int row] => (row == 0 ? 0 : _ends[row - 1], _ends[row]);

    /// <summary>Closes a row's list: all items appended since the last call are its own.</summary>
    public void EndList()
    {
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Math.Max(64, 2 * Count));
        }

        _ends[Count] = Items.Count;
        Appended();
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        base.Clear();
        Items.Clear();
    }

    /// <inheritdoc/>
    public override void WriteTo(ColumnSchema schema, IColumnWriter writer) => writer.Write(schema, this);

    private protected override void AppendValueFrom(Column source, int row)
    {
        var list = (ListColumn)source;
        (int start, int end) = list[row];
        for (int item = start; item < end; item++)
        {
            Items.AppendFrom(list.Items, item);
        }

        EndList();
    }

    private protected override void AppendDefault() => EndList();
}
