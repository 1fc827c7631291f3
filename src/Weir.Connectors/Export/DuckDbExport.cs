using Weir.Connectors.DuckDb;
using Weir.Connectors.DuckDb.Native;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Pipeline;

namespace Weir.Connectors.Export;

/// <summary>The part of an export that DuckDB does: Parquet, and views whose columns only it knows.</summary>
internal sealed class DuckDbExport : IAsyncDisposable
{
    private readonly DuckDbQuery _query;

    private static readonly string[] BlockColumns = ["block_number", "number"];

    public DuckDbExport(string path, DuckDbOptions options, long? chainId) =>
        _query = DuckDbQuery.Open(path, options, chainId: chainId);

    /// <summary>Tables and views, those outside the schema main with their schema before a dot.</summary>
    public async Task<IReadOnlyList<string>> GetNamesAsync(CancellationToken cancellationToken)
    {
        const string Sql =
            "SELECT CASE table_schema WHEN 'main' THEN table_name ELSE table_schema || '.' || table_name END "
            + "FROM information_schema.tables WHERE table_catalog = current_database() ORDER BY 1";
        List<string> names = [];
        await using IQueryResult result = await _query.QueryAsync(Sql, [], cancellationToken).ConfigureAwait(false);
        await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(cancellationToken).ConfigureAwait(false))
        {
            names.Add((string?)row[0] ?? string.Empty);
        }

        return names;
    }

    /// <summary>Writes a Parquet file; exact integers become decimal text.</summary>
    /// <returns>How many rows.</returns>
    public async Task<long> WriteParquetAsync(
        string name, BlockRange blocks, string path, CancellationToken cancellationToken)
    {
        (string select, DuckDbParameter[] parameters) =
            await SelectAsync(name, blocks, isParquet: true, cancellationToken).ConfigureAwait(false);
        string target = path.Replace("'", "''", StringComparison.Ordinal);
        return await _query.Connection.RunAsync(
            () => _query.Connection.ScalarInt64(
                $"COPY ({select}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)", parameters) ?? 0,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a text file of a table or view that is none of Weir's own tables.</summary>
    /// <returns>How many rows.</returns>
    public async Task<long> WriteTextAsync(
        string name, BlockRange blocks, ExportFile file, RowLayout layout, CancellationToken cancellationToken)
    {
        (string select, _) = await SelectAsync(name, blocks, isParquet: false, cancellationToken).ConfigureAwait(false);
        object?[] parameters = blocks == BlockRange.All ? [] : [blocks.From, blocks.To];
        await using IQueryResult result =
            await _query.QueryAsync(select, parameters, cancellationToken).ConfigureAwait(false);
        ResultField[] fields = [.. result.Columns.Select((column, place) => new ResultField(column.Name, place))];
        layout.AppendHeader(file.Text, [.. result.Columns.Select(column => column.Name)]);
        long rows = 0;
        await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (ResultField field in fields)
            {
                field.Row = row;
            }

            layout.AppendRow(file.Text, fields, 0);
            file.FlushWhenLong();
            rows++;
        }

        return rows;
    }

    public ValueTask DisposeAsync() => _query.DisposeAsync();

    private async Task<(string Sql, DuckDbParameter[] Parameters)> SelectAsync(
        string name, BlockRange blocks, bool isParquet, CancellationToken cancellationToken)
    {
        string from = string.Join('.', name.Split('.').Select(DuckDbTypes.Quote));
        IQueryResult shape =
            await _query.QueryAsync($"SELECT * FROM {from} LIMIT 0", [], cancellationToken).ConfigureAwait(false);
        await using (shape.ConfigureAwait(false))
        {
            IEnumerable<string> columns = shape.Columns.Select(column => isParquet && column.TypeName == "BIGNUM"
                ? $"{DuckDbTypes.Quote(column.Name)}::VARCHAR AS {DuckDbTypes.Quote(column.Name)}"
                : DuckDbTypes.Quote(column.Name));
            string[] names = [.. shape.Columns.Select(column => column.Name)];
            string? block = BlockColumns.FirstOrDefault(names.Contains);
            string select = $"SELECT {string.Join(", ", columns)} FROM {from}";
            string[] order = [.. OrderColumns.Where(names.Contains).Select(DuckDbTypes.Quote)];
            string sort = block is null || order.Length == 0 ? string.Empty : $" ORDER BY {string.Join(", ", order)}";
            if (blocks == BlockRange.All)
            {
                return (select + sort, []);
            }

            return block is null
                ? throw new ConfigException(
                    ErrorCodes.BadRange, $"{name} has no block numbers to choose by.",
                    "Leave the range of blocks out for it.")
                : ($"{select} WHERE {DuckDbTypes.Quote(block)} BETWEEN $1 AND $2{sort}", [blocks.From, blocks.To]);
        }
    }

    private static IReadOnlyList<string> OrderColumns { get; } =
        ["chain_id", "number", "block_number", "transaction_index", "log_index", "batch_index", "index"];
}
