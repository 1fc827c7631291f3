namespace Weir.Core.Tables;

/// <summary>A column of hashes or addresses: all bytes in one flat array.</summary>
public sealed class FixedBytesColumn : Column
{
    private byte[] _bytes = [];

    /// <param name="width">Bytes a value: 20 or 32.</param>
    public FixedBytesColumn(int width) => Width = width;

    /// <summary>Bytes a value.</summary>
    public int Width { get; }

    /// <summary>All values one after the other; a NULL's are zeros.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Count * Width);

    public ReadOnlySpan<byte> this[int row] => _bytes.AsSpan(row * Width, Width);

    public void Append(ReadOnlySpan<byte> value)
    {
        if (value.Length != Width)
        {
            throw new ArgumentException($"A value here is {Width} bytes long, not {value.Length}.", nameof(value));
        }

        value.CopyTo(AppendSpan());
    }

    public void Append(in Hash32 value) => Append(value.Span);

    public void Append(in Address value) => Append(value.Span);

    public void Append(Hash32? value)
    {
        if (value is Hash32 present)
        {
            Append(present.Span);
        }
        else
        {
            AppendNull();
        }
    }

    public void Append(Address? value)
    {
        if (value is Address present)
        {
            Append(present.Span);
        }
        else
        {
            AppendNull();
        }
    }

    /// <summary>Appends a value and gives its bytes to fill; what they hold before is not said.</summary>
    public Span<byte> AppendSpan()
    {
        int start = Count * Width;
        if (start + Width > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(64 * Width, 2 * _bytes.Length));
        }

        Appended();
        return _bytes.AsSpan(start, Width);
    }

    /// <summary>The hash in a row; the column's width must be 32.</summary>
    public Hash32 Hash(int row) => new(this[row]);

    /// <summary>The address in a row; the column's width must be 20.</summary>
    public Address Address(int row) => new(this[row]);

    /// <inheritdoc/>
    public override void WriteTo(ColumnSchema schema, IColumnWriter writer) => writer.Write(schema, this);

    private protected override void AppendValueFrom(Column source, int row) => Append(((FixedBytesColumn)source)[row]);

    private protected override void AppendDefault() => AppendSpan().Clear();
}
