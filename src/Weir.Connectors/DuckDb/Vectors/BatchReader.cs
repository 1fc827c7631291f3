using System.Text;
using Weir.Connectors.DuckDb.Native;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.DuckDb.Vectors;

/// <summary>Appends the rows of a result's chunks to a batch; the result's columns stand in schema order.</summary>
internal sealed class BatchReader
{
    private const int LongestExcerpt = 200;

    private readonly Batch _batch;
    private readonly VectorReader[] _readers;
    private readonly Action<MalformedValue> _malformed;
    private readonly int _blockColumn;
    private readonly int _chainColumn;
    private long _rowsBefore;

    public BatchReader(Batch batch, Action<MalformedValue> malformed)
    {
        _batch = batch;
        _malformed = malformed;
        _blockColumn = batch.Schema.BlockNumberColumn is string name ? batch.Schema.IndexOf(name) : -1;
        _chainColumn = batch.Schema.IndexOf("chain_id");
        _readers = [
            .. batch.Schema.Columns.Select((column, place) => VectorReader.Create(column.Type, batch.Columns[place]))];
    }

    /// <summary>Appends the current chunk.</summary>
    public void Read(DuckDbResult result)
    {
        for (int column = 0; column < _readers.Length; column++)
        {
            int place = column;
            _readers[column].Read(
                result.Vector(column), result.RowCount, (row, text, expected) =>
                    Report(result, place, row, text, expected));
        }

        _rowsBefore += result.RowCount;
    }

    private void Report(DuckDbResult result, int column, int row, ReadOnlySpan<byte> text, string expected)
    {
        string excerpt = Encoding.UTF8.GetString(text[..Math.Min(text.Length, LongestExcerpt)]);
        long? block = Number(result, _blockColumn, row);
        _malformed(new MalformedValue(
            _batch.Schema.Name, _batch.Schema.Columns[column].Name, Number(result, _chainColumn, row), block,
            _rowsBefore + row, excerpt,
            expected));
    }

    private static long? Number(DuckDbResult result, int column, int row) =>
        column < 0 || result.IsNull(column, row) ? null : result.Int64(column, row);
}

/// <summary>Told of a value that does not parse.</summary>
internal delegate void MalformedText(int row, ReadOnlySpan<byte> text, string expected);
