using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Npgsql;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.Postgres.Copy;

/// <summary>Reads the rows of <c>COPY … TO STDOUT (FORMAT BINARY)</c> into batches.</summary>
internal sealed class CopyReader
{
    private const int HeaderBytes = 19;
    private const int RowsOfBatch = 8_192;
    private const int BytesOfBatch = 16 << 20;

    private readonly Batch _batch;
    private readonly CopyColumn[] _columns;
    private readonly Action<MalformedValue> _malformed;
    private readonly int _chainColumn;
    private readonly int _blockColumn;
    private readonly (int Start, int Length)[] _fields;
    private byte[] _bytes = new byte[1 << 20];
    private int _from;
    private int _to;
    private long _row;

    public CopyReader(Batch batch, Action<MalformedValue> malformed)
    {
        _batch = batch;
        _malformed = malformed;
        TableSchema table = batch.Schema;
        _columns = [.. table.Columns.Select((column, place) => CopyColumn.Create(column.Type, batch.Columns[place]))];
        _fields = new (int, int)[_columns.Length];
        _chainColumn = table.IndexOf("chain_id");
        _blockColumn = table.BlockNumberColumn is { } name ? table.IndexOf(name) : -1;
    }

    /// <summary>The rows of a query whose columns stand in schema order; a batch is valid until the next.</summary>
    public async IAsyncEnumerable<Batch> ReadAsync(
        NpgsqlConnection connection, string query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        NpgsqlRawCopyStream stream = await connection.BeginRawBinaryCopyAsync(
            $"COPY ({query}) TO STDOUT (FORMAT BINARY)", cancellationToken);
        bool isAtEnd = false;
        try
        {
            while (_to < HeaderBytes)
            {
                await FillAsync(stream, cancellationToken);
            }

            _from = HeaderBytes;
            while (!isAtEnd)
            {
                _batch.Clear();
                int bytes = 0;
                while (!isAtEnd && _batch.RowCount < RowsOfBatch && bytes < BytesOfBatch)
                {
                    int length = TryFindRow(out isAtEnd);
                    if (length == 0)
                    {
                        await FillAsync(stream, cancellationToken);
                    }
                    else if (!isAtEnd)
                    {
                        AppendRow();
                        _from += length;
                        bytes += length;
                    }
                }

                if (_batch.RowCount > 0)
                {
                    yield return _batch;
                }
            }
        }
        finally
        {
            if (!isAtEnd)
            {
                await stream.CancelAsync();
            }

            await stream.DisposeAsync();
        }
    }

    private async Task FillAsync(NpgsqlRawCopyStream stream, CancellationToken cancellationToken)
    {
        if (_from > 0 && (_from == _to || _to == _bytes.Length))
        {
            _bytes.AsSpan(_from, _to - _from).CopyTo(_bytes);
            (_from, _to) = (0, _to - _from);
        }

        if (_to == _bytes.Length)
        {
            Array.Resize(ref _bytes, checked(2 * _bytes.Length));
        }

        int read = await stream.ReadAsync(_bytes.AsMemory(_to), cancellationToken);
        _to += read > 0 ? read : throw new EndOfStreamException("PostgreSQL ended the rows without their end.");
    }

    // The length of the next row, with its fields noted; 0 where it has not come whole.
    private int TryFindRow(out bool isEnd)
    {
        isEnd = false;
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(_from, _to - _from);
        if (bytes.Length < sizeof(short))
        {
            return 0;
        }

        if (BinaryPrimitives.ReadInt16BigEndian(bytes) < 0)
        {
            isEnd = true;
            return sizeof(short);
        }

        int at = sizeof(short);
        for (int i = 0; i < _fields.Length; i++)
        {
            if (bytes.Length < at + sizeof(int))
            {
                return 0;
            }

            int length = BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
            at += sizeof(int);
            _fields[i] = (_from + at, length);
            at += Math.Max(0, length);
            if (bytes.Length < at)
            {
                return 0;
            }
        }

        return at;
    }

    private void AppendRow()
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            (int start, int length) = _fields[i];
            ReadOnlySpan<byte> field = length < 0 ? default : _bytes.AsSpan(start, length);
            if (length < 0)
            {
                _columns[i].AppendNull();
            }
            else if (!_columns[i].TryAppend(field))
            {
                _columns[i].AppendNull();
                _malformed(new MalformedValue(
                    _batch.Schema.Name, _batch.Schema.Columns[i].Name, Number(_chainColumn), Number(_blockColumn), _row,
                    _columns[i].Excerpt(field), _columns[i].Expected));
            }
        }

        _row++;
    }

    private long? Number(int column) => column >= 0 && _fields[column] is (var start, sizeof(long))
        ? BinaryPrimitives.ReadInt64BigEndian(_bytes.AsSpan(start))
        : null;
}
