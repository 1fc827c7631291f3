using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Proofs;
using Weir.Pipeline;

namespace Weir.App.Commands;

/// <summary>All rows of some blocks, in memory, by block.</summary>
internal sealed class StoredStep
{
    private readonly Dictionary<TableSchema, TableRows> _tables = [];

    /// <summary>Chain and number of every block that has a row in any table.</summary>
    public IEnumerable<(long ChainId, long Number)> Keys => _tables.Values.SelectMany(table => table.Blocks.Keys);

    /// <summary>Blocks of which a table has a value that did not fit, by chain, number and table.</summary>
    public HashSet<(long ChainId, long Number, string Table)> Unstorable { get; } = [];

    public static async Task<StoredStep> ReadAsync(IWarehouseReader reader, BlockRange blocks, CancellationToken cancellationToken)
    {
        StoredStep step = new();
        IReadOnlyList<TableSchema> there = await reader.GetTablesAsync(Schema.All, cancellationToken);
        foreach (TableSchema table in Schema.BlockTables)
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
            step._tables[table] = rows;
        }

        if (there.Contains(QuarantineBatch.Table))
        {
            await foreach (Batch batch in reader.ReadAsync(QuarantineBatch.Table, blocks, RowOrder.Any, cancellationToken))
            {
                step.AddQuarantine((QuarantineBatch)batch);
            }
        }

        return step;
    }

    public StoredBlock Of(long chainId, long number) => new(
        Rows<BlockBatch>(BlockBatch.Table, chainId, number),
        Rows<TransactionBatch>(TransactionBatch.Table, chainId, number),
        Rows<LogBatch>(LogBatch.Table, chainId, number),
        Rows<TokenTransferBatch>(TokenTransferBatch.Table, chainId, number),
        Rows<WithdrawalBatch>(WithdrawalBatch.Table, chainId, number));

    private StoredRows<TBatch> Rows<TBatch>(TableSchema table, long chainId, long number)
        where TBatch : Batch
    {
        TableRows rows = _tables[table];
        (int start, int count) = rows.Blocks.GetValueOrDefault((chainId, number));
        return new StoredRows<TBatch>((TBatch)rows.Batch, start, count);
    }

    private void AddQuarantine(QuarantineBatch batch)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            if (batch.BlockNumber.GetNullable(row) is { } number && batch.Reason[row].EndsWith("does not fit in 64 bits"u8))
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
