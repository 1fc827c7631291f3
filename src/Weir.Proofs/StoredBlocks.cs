using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Proofs;

/// <summary>All rows of some blocks, in memory, by block.</summary>
internal sealed class StoredBlocks
{
    private readonly Dictionary<TableSchema, TableRows> _tables = [];

    /// <summary>Chain and number of every block that has a row in any table.</summary>
    public IEnumerable<(long ChainId, long Number)> Keys => _tables.Values.SelectMany(table => table.Blocks.Keys);

    /// <summary>Blocks of which a table has a value that did not fit, by chain, number and table.</summary>
    public HashSet<(long ChainId, long Number, string Table)> Unstorable { get; } = [];

    /// <summary>Reads the tables' rows of these blocks; tables that the warehouse lacks are empty.</summary>
    public static async Task<StoredBlocks> ReadAsync(
        IWarehouseReader reader, IReadOnlyList<TableSchema> tables, BlockRange blocks,
        CancellationToken cancellationToken)
    {
        StoredBlocks stored = new();
        IReadOnlyList<TableSchema> there =
            await reader.GetTablesAsync([.. tables, QuarantineBatch.Table], cancellationToken);
        foreach (TableSchema table in tables)
        {
            TableRows rows = new(table);
            if (there.Contains(table))
            {
                await foreach (Batch batch in reader.ReadAsync(table, blocks, RowOrder.Key, cancellationToken))
                {
                    rows.Add(batch);
                }
            }

            rows.End();
            stored._tables[table] = rows;
        }

        if (there.Contains(QuarantineBatch.Table))
        {
            await foreach (Batch batch in reader.ReadAsync(
                QuarantineBatch.Table, blocks, RowOrder.Any, cancellationToken))
            {
                stored.AddQuarantine((QuarantineBatch)batch);
            }
        }

        return stored;
    }

    /// <summary>The rows of one block.</summary>
    public StoredBlock Of(long chainId, long number) => new(table =>
    {
        TableRows rows = _tables[table];
        (int start, int count) = rows.Blocks.GetValueOrDefault((chainId, number));
        return new StoredRows<Batch>(rows.Batch, start, count);
    });

    private void AddQuarantine(QuarantineBatch batch)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            if (batch.BlockNumber.GetNullable(row) is { } number && !batch.ColumnName.IsNull(row))
            {
                Unstorable.Add((batch.ChainId[row], number, batch.Source.Text(row)));
            }
        }
    }

    private sealed class TableRows
    {
        private readonly int _chainColumn;
        private readonly int _numberColumn;

        public TableRows(TableSchema table)
        {
            Batch = table.CreateBatch();
            _chainColumn = table.IndexOf("chain_id");
            _numberColumn = table.IndexOf(table.BlockNumberColumn ?? string.Empty);
        }

        public Batch Batch { get; }

        public Dictionary<(long ChainId, long Number), (int Start, int Count)> Blocks { get; } = [];

        public void Add(Batch rows)
        {
            for (int row = 0; row < rows.RowCount; row++)
            {
                Batch.AppendFrom(rows, row);
            }
        }

        public void End()
        {
            var chains = (Int64Column)Batch.Columns[_chainColumn];
            var numbers = (Int64Column)Batch.Columns[_numberColumn];
            int start = 0;
            for (int row = 1; row <= Batch.RowCount; row++)
            {
                if (row == Batch.RowCount || chains[row] != chains[start] || numbers[row] != numbers[start])
                {
                    Blocks[(chains[start], numbers[start])] = (start, row - start);
                    start = row;
                }
            }
        }
    }
}
