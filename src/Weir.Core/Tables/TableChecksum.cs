using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Weir.Core.Tables;

/// <summary>
/// The checksum of a table (docs/schema.md): the same for every order of rows and in every kind of warehouse. Each
/// row's values in schema order, each its text form after its length as four bytes (big-endian; NULL is FFFFFFFF), give
/// a SHA-256, whose first 16 bytes are a number; the checksum is the sum of these modulo 2^128.
/// </summary>
/// <remarks>
/// Tables are laid out with chain_id, block_number, block_hash and block_timestamp first, so schema order is the order
/// that docs/schema.md asks for. Columns that depend on the node or on the time of loading stay out, and so
/// does a NULL in a column that a later version brought.
/// </remarks>
public sealed class TableChecksum
{
    private readonly TableSchema _table;
    private readonly ValueText _row = new();
    private UInt128 _sum;

    public TableChecksum(TableSchema table) => _table = table;

    /// <summary>How many rows have been added.</summary>
    public long RowCount { get; private set; }

    /// <summary>Takes in every row of a batch of the table.</summary>
    public void Add(Batch batch)
    {
        (ValueFormat Format, bool IsLaterAddition)[] formats = Formats(batch);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        for (int row = 0; row < batch.RowCount; row++)
        {
            if (_table.IsObservedRow?.Invoke(batch, row) == true)
            {
                continue;
            }

            _row.Length = 0;
            foreach ((ValueFormat format, bool isLaterAddition) in formats)
            {
                if (!isLaterAddition || !format.IsNull(row))
                {
                    Append(format, row);
                }
            }

            SHA256.HashData(_row.Written, digest);
            _sum = unchecked(_sum + BinaryPrimitives.ReadUInt128BigEndian(digest));
        }

        RowCount += batch.RowCount;
    }

    /// <summary>32 lower-case hexadecimal digits; zeros for no rows.</summary>
    public override string ToString() => _sum.ToString("x32", CultureInfo.InvariantCulture);

    private (ValueFormat Format, bool IsLaterAddition)[] Formats(Batch batch)
    {
        if (batch.Schema != _table)
        {
            throw new ArgumentException(
                $"The checksum is of {_table.Name}, the batch of {batch.Schema.Name}.", nameof(batch));
        }

        List<(ValueFormat Format, bool IsLaterAddition)> formats = [];
        for (int i = 0; i < _table.Columns.Count; i++)
        {
            if (_table.Columns[i].IsInChecksum)
            {
                formats.Add((ValueFormat.Of(_table.Columns[i], batch.Columns[i]), _table.Columns[i].IsLaterAddition));
            }
        }

        return [.. formats];
    }

    private void Append(ValueFormat format, int row)
    {
        int header = _row.Length;
        if (format.IsNull(row))
        {
            BinaryPrimitives.WriteUInt32BigEndian(_row.Take(sizeof(uint)), uint.MaxValue);
            return;
        }

        _row.Take(sizeof(uint));
        format.Append(_row, row);
        BinaryPrimitives.WriteInt32BigEndian(_row[header..], _row.Length - header - sizeof(uint));
    }
}
