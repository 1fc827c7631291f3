namespace Weir.Core.Tables;

/// <summary>The values of one column: flat memory that grows, and validity bits from the first NULL on.</summary>
public abstract class Column
{
    private ulong[] _validity = [];

    /// <summary>How many values, NULLs included.</summary>
    public int Count { get; private protected set; }

    /// <summary>Whether any value is NULL.</summary>
    public bool HasNulls { get; private set; }

    public bool IsNull(int row) => HasNulls && (_validity[row >> 6] >> (row & 63) & 1) == 0;

    /// <summary>One bit a row, 1 = a value, lowest bit first; empty while there is no NULL.</summary>
    public ReadOnlySpan<ulong> Validity => HasNulls ? _validity.AsSpan(0, (Count + 63) >> 6) : default;

    /// <summary>Appends NULL.</summary>
    public void AppendNull()
    {
        AppendDefault();
        if (!HasNulls)
        {
            HasNulls = true;
            EnsureValidity();
            _validity.AsSpan().Fill(ulong.MaxValue);
        }

        EnsureValidity();
        int row = Count - 1;
        _validity[row >> 6] &= ~(1UL << (row & 63));
    }

    /// <summary>Forgets all values and keeps the memory.</summary>
    public virtual void Clear()
    {
        Count = 0;
        HasNulls = false;
    }

    /// <summary>Calls the writer's method for this kind of column.</summary>
    public abstract void WriteTo(ColumnSchema schema, IColumnWriter writer);

    /// <summary>Appends row <paramref name="row"/> of a column of the same kind.</summary>
    public void AppendFrom(Column source, int row)
    {
        if (source.IsNull(row))
        {
            AppendNull();
        }
        else
        {
            AppendValueFrom(source, row);
        }
    }

    private protected abstract void AppendValueFrom(Column source, int row);

    private protected abstract void AppendDefault();

    /// <summary>Called when values have gone in: grows the validity bits when they are in use.</summary>
    private protected void Appended(int count = 1)
    {
        Count += count;
        if (HasNulls)
        {
            EnsureValidity();
        }
    }

    private void EnsureValidity()
    {
        int words = (Count + 64) >> 6;
        if (_validity.Length < words)
        {
            int old = _validity.Length;
            Array.Resize(ref _validity, Math.Max(words, 2 * old));
            _validity.AsSpan(old).Fill(ulong.MaxValue);
        }
    }
}
