using System.Runtime.CompilerServices;
using DuckDB.NET.Native;
using Weir.Connectors.DuckDb.Native;
using Weir.Connectors.DuckDb.Values;
using Weir.Pipeline;

namespace Weir.Connectors.DuckDb;

/// <summary>A query's result, read chunk after chunk.</summary>
internal sealed class DuckDbQueryResult : IQueryResult
{
    private readonly DuckDbConnection _connection;
    private readonly DuckDbResult _result;
    private readonly ValueReader[] _readers;

    public DuckDbQueryResult(DuckDbConnection connection, DuckDbResult result)
    {
        _connection = connection;
        _result = result;
        try
        {
            _readers = new ValueReader[result.ColumnCount];
            QueryColumn[] columns = new QueryColumn[result.ColumnCount];
            for (int i = 0; i < columns.Length; i++)
            {
                using DuckDBLogicalType type = result.ColumnLogicalType(i);
                _readers[i] = ValueReader.Create(type, result.ColumnName(i));
                columns[i] = new QueryColumn(result.ColumnName(i), _readers[i].TypeName);
            }

            Columns = columns;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<QueryColumn> Columns { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<object?>> ReadRowsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _connection.RunAsync(_result.NextChunk, cancellationToken).ConfigureAwait(false))
        {
            for (int i = 0; i < _readers.Length; i++)
            {
                _readers[i].Use(_result.Vector(i));
            }

            for (int row = 0; row < _result.RowCount; row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                object?[] values = new object?[_readers.Length];
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = _readers[i].Read(row);
                }

                yield return values;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _result.Dispose();
        return ValueTask.CompletedTask;
    }
}
