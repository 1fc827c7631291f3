using System.Globalization;
using Weir.Connectors.DuckDb;
using Weir.Connectors.DuckDb.Native;
using Weir.Connectors.Lake;
using Weir.Connectors.Postgres;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Connectors.Export;

/// <summary>
/// Tables and views of a PostgreSQL database: text from its answers, Parquet by the embedded engine from the same rows.
/// </summary>
internal sealed class PostgresExport(PostgresOptions options, long? chainId) : IExportEngine
{
    private const int RowsOfBatch = 8_192;

    private readonly PostgresQuery _query = new(options, chainId: chainId);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> GetNamesAsync(CancellationToken cancellationToken)
    {
        // Partitions are parts of their table, no tables of their own.
        const string Sql =
            """
            SELECT CASE n.nspname WHEN current_schema() THEN c.relname ELSE n.nspname || '.' || c.relname END
            FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
                AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_t%'
            ORDER BY 1
            """;
        List<string> names = [];
        await using IQueryResult result = await _query.QueryAsync(Sql, [], cancellationToken);
        await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(cancellationToken))
        {
            names.Add((string?)row[0] ?? string.Empty);
        }

        return names;
    }

    /// <inheritdoc/>
    public async Task<long> WriteParquetAsync(
        string name, BlockRange blocks, string path, CancellationToken cancellationToken)
    {
        await using IQueryResult result = await SelectAsync(name, blocks, cancellationToken);
        TableSchema table = new(name, [.. result.Columns.Select(Column)], []);
        using DuckDbDatabase database = DuckDbDatabase.Open(":memory:", isWritable: true, new DuckDbOptions());
        using LakeParquetTable parquet = new(database, table);
        await using ILakeWriter writer = parquet.Create(path);
        Batch batch = table.CreateBatch();
        long rows = 0;
        await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(cancellationToken))
        {
            for (int i = 0; i < row.Count; i++)
            {
                Append(batch.Columns[i], row[i]);
            }

            rows++;
            if (batch.RowCount == RowsOfBatch)
            {
                await writer.WriteAsync(batch, 0, batch.RowCount);
                batch.Clear();
            }
        }

        await writer.WriteAsync(batch, 0, batch.RowCount);
        await writer.CompleteAsync();
        return rows;
    }

    /// <inheritdoc/>
    public async Task<long> WriteTextAsync(
        string name, BlockRange blocks, ExportFile file, RowLayout layout, CancellationToken cancellationToken)
    {
        await using IQueryResult result = await SelectAsync(name, blocks, cancellationToken);
        return await ResultText.WriteAsync(result, file, layout, cancellationToken);
    }

    public ValueTask DisposeAsync() => _query.DisposeAsync();

    private async Task<IQueryResult> SelectAsync(string name, BlockRange blocks, CancellationToken cancellationToken)
    {
        string from = string.Join('.', name.Split('.').Select(PostgresTypes.Quote));
        string[] names;
        await using (IQueryResult shape =
            await _query.QueryAsync($"SELECT * FROM {from} LIMIT 0", [], cancellationToken))
        {
            names = [.. shape.Columns.Select(column => column.Name)];
        }

        string? block = ExportOrder.BlockColumn(names);
        string[] order = [.. ExportOrder.Of(names).Select(PostgresTypes.Quote)];
        string where = blocks == BlockRange.All
            ? string.Empty
            : block is null
            ? throw ExportOrder.NoBlocks(name)
            : string.Create(
                CultureInfo.InvariantCulture,
                $" WHERE {PostgresTypes.Quote(block)} BETWEEN {blocks.From} AND {blocks.To}");
        string sort = block is null || order.Length == 0 ? string.Empty : $" ORDER BY {string.Join(", ", order)}";
        return await _query.QueryAsync($"SELECT * FROM {from}{where}{sort}", [], cancellationToken);
    }

    // What Parquet has no type for is text, as an export of the embedded engine has it.
    private static ColumnSchema Column(QueryColumn column) => new(
        column.Name,
        column.TypeName switch
        {
            "bigint" or "integer" or "smallint" => LogicalType.Int64,
            "double precision" or "real" => LogicalType.Double,
            "boolean" => LogicalType.Bool,
            "timestamp with time zone" => LogicalType.Timestamp,
            _ => LogicalType.Text,
        },
        true);

    private static void Append(Column column, object? value)
    {
        switch (column, value)
        {
            case (_, null):
                column.AppendNull();
                break;
            case (Int64Column instants, DateTimeOffset instant):
                instants.Append((instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
                break;
            case (Int64Column integers, long number):
                integers.Append(number);
                break;
            case (DoubleColumn doubles, double number):
                doubles.Append(number);
                break;
            case (BoolColumn flags, bool flag):
                flags.Append(flag);
                break;
            case (BytesColumn texts, IReadOnlyList<object?> or StructValue):
                ValueText json = new();
                ExportText.AppendJson(json, value);
                texts.Append(json.Written);
                break;
            case (BytesColumn texts, _):
                texts.Append(ExportText.Plain(value));
                break;
            default:
                column.AppendNull();
                break;
        }
    }
}
