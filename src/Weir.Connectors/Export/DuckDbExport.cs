using Weir.Connectors.DuckDb;
using Weir.Connectors.DuckDb.Native;
using Weir.Core;
using Weir.Pipeline;

namespace Weir.Connectors.Export;

/// <summary>The part of an export that DuckDB does: Parquet, and views whose columns only it knows.</summary>
internal sealed class DuckDbExport : IExportEngine
{
    private readonly DuckDbQuery _query;

    public DuckDbExport(string path, DuckDbOptions options, long? chainId) =>
        _query = DuckDbQuery.Open(path, options, chainId: chainId);

    /// <inheritdoc/>
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

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public async Task<long> WriteTextAsync(
        string name, BlockRange blocks, ExportFile file, RowLayout layout, CancellationToken cancellationToken)
    {
        (string select, _) = await SelectAsync(name, blocks, isParquet: false, cancellationToken).ConfigureAwait(false);
        object?[] parameters = blocks == BlockRange.All ? [] : [blocks.From, blocks.To];
        await using IQueryResult result =
            await _query.QueryAsync(select, parameters, cancellationToken).ConfigureAwait(false);
        return await ResultText.WriteAsync(result, file, layout, cancellationToken).ConfigureAwait(false);
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
            string? block = ExportOrder.BlockColumn(names);
            string select = $"SELECT {string.Join(", ", columns)} FROM {from}";
            string[] order = [.. ExportOrder.Of(names).Select(DuckDbTypes.Quote)];
            string sort = block is null || order.Length == 0 ? string.Empty : $" ORDER BY {string.Join(", ", order)}";
            if (blocks == BlockRange.All)
            {
                return (select + sort, []);
            }

            return block is null
                ? throw ExportOrder.NoBlocks(name)
                : ($"{select} WHERE {DuckDbTypes.Quote(block)} BETWEEN $1 AND $2{sort}", [blocks.From, blocks.To]);
        }
    }
}
