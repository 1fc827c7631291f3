namespace Weir.Core.Tables;

/// <summary>A column of values of one fixed size.</summary>
public abstract class ValueColumn<T> : Column
    where T : unmanaged
{
    private T[] _values = [];

    /// <summary>The values; a NULL's is the default.</summary>
    public ReadOnlySpan<T> Values => _values.AsSpan(0, Count);

    public T this[int row] => Values[row];

    public void Append(T value)
    {
        if (Count == _values.Length)
        {
            Array.Resize(ref _values, Math.Max(64, 2 * Count));
        }

        _values[Count] = value;
        Appended();
    }

    public void Append(T? value)
    {
        if (value is T present)
        {
            Append(present);
        }
        else
        {
            AppendNull();
        }
    }

    /// <summary>The value, or null where it is NULL.</summary>
    public T? GetNullable(int row) => IsNull(row) ? null : Values[row];

    /// <summary>Puts another value in the place of one that is there.</summary>
    public void Set(int row, T value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        _values[row] = value;
    }

    /// <summary>Appends <paramref name="count"/> values at once; the caller fills the span it gets.</summary>
    public Span<T> AppendMany(int count)
    {
        int start = Count;
        if (start + count > _values.Length)
        {
            Array.Resize(ref _values, Math.Max(start + count, 2 * start));
        }

        Appended(count);
        return _values.AsSpan(start, count);
    }

    private protected override void AppendValueFrom(Column source, int row) =>
        Append(((ValueColumn<T>)source)._values[row]);

    private protected override void AppendDefault() => Append(default(T));
}
