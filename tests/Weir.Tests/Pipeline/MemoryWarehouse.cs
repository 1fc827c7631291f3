using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Tests.Pipeline;

/// <summary>A warehouse of rows in memory: the least that the commit algorithm needs.</summary>
internal sealed class MemoryWarehouse : IWarehouse, IWarehouseReader
{
#pragma warning disable CA2213 // Sinks close the warehouse; its rows are read after that.
    private readonly SemaphoreSlim _lock = new(1, 1);
#pragma warning restore CA2213
    private Dictionary<string, Batch> _tables = [];
    private readonly Dictionary<long, Hash32> _genesis = [];
    private List<LedgerLine> _ledger = [];
    private List<(long ChainId, StoredPosition Position)> _positions = [];

    public string Name => "memory";

    public void ForgetLedger() => _ledger = [];

    /// <summary>The rows of a table now.</summary>
    public Batch Rows(TableSchema table) => _tables[table.Name];

    public Task PrepareAsync(IReadOnlyList<TableSchema> tables, CancellationToken cancellationToken)
    {
        foreach (TableSchema table in tables)
        {
            _tables.TryAdd(table.Name, table.CreateBatch());
        }

        return Task.CompletedTask;
    }

    public async Task<IWarehouseTransaction> BeginAsync(
        long chainId, IReadOnlyList<IBatch> batches, CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken);
        return new Transaction(this, chainId);
    }

    public Task<IReadOnlyList<long>> GetChainIdsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<long>>([.. _ledger.Select(line => line.ChainId).Distinct().Order()]);

    public Task<IReadOnlyList<TableSchema>> GetTablesAsync(
        IReadOnlyList<TableSchema> candidates, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TableSchema>>([.. candidates.Where(table => _tables.ContainsKey(table.Name))]);

    public Task<IReadOnlyList<LedgerLine>> GetLedgerAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LedgerLine>>(
            [.. _ledger.OrderBy(line => line.Table, StringComparer.Ordinal).ThenBy(line => line.Blocks)]);

    public async IAsyncEnumerable<Batch> ReadAsync(
        TableSchema table, BlockRange blocks, RowOrder order,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        Batch stored = _tables[table.Name];
        Batch rows = table.CreateBatch();
        Int64Column[] keys =
            [.. table.RowOrder.Select(column => stored.Columns[table.IndexOf(column)]).OfType<Int64Column>()];
        IEnumerable<int> chosen = Rows(stored, blocks);
        chosen = order == RowOrder.Key
            ? keys.Aggregate(chosen.OrderBy(_ => 0), (sorted, key) => sorted.ThenBy(row => key[row]))
            : chosen;
        foreach (int row in chosen)
        {
            rows.AppendFrom(stored, row);
        }

        if (rows.RowCount > 0)
        {
            yield return rows;
        }
    }

    public async Task<IReadOnlyList<StoredRun>> GetRunsAsync(long chainId, CancellationToken cancellationToken)
    {
        List<StoredRun> runs = [];
        foreach (StoredHeader header in await GetHeadersAsync(chainId, BlockRange.All, cancellationToken))
        {
            if (runs.Count > 0 && runs[^1].Last.Number + 1 == header.Number && runs[^1].Last.Hash == header.ParentHash)
            {
                runs[^1] = runs[^1] with { Last = header.Reference };
            }
            else
            {
                runs.Add(new StoredRun(header.Reference, header.Reference));
            }
        }

        return runs;
    }

    public Task<IReadOnlyList<StoredHeader>> GetHeadersAsync(
        long chainId, BlockRange blocks, CancellationToken cancellationToken)
    {
        var rows = (BlockBatch)_tables["blocks"];
        return Task.FromResult<IReadOnlyList<StoredHeader>>(
        [
            .. Rows(rows, blocks).Select(
                row => new StoredHeader(rows.Number[row], rows.Hash.Hash(row), rows.ParentHash.Hash(row)))
                .OrderBy(header => header.Number),
        ]);
    }

    public Task<long> CountDuplicatesAsync(TableSchema table, BlockRange blocks, CancellationToken cancellationToken)
    {
        Batch stored = _tables[table.Name];
        int[] rows = [.. Rows(stored, blocks)];
        Column[] keys = [.. table.Key.Select(column => stored.Columns[table.IndexOf(column)])];
        return Task.FromResult((long)(rows.Length - rows.Select(
            row => string.Join('|', keys.Select((key, i) => Text(table, i, key, row)))).Distinct().Count()));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Text(TableSchema table, int place, Column column, int row)
    {
        ValueText text = new();
        ValueFormat format = ValueFormat.Of(table.Columns[table.IndexOf(table.Key[place])], column);
        if (!format.IsNull(row))
        {
            format.Append(text, row);
        }

        return System.Text.Encoding.UTF8.GetString(text.Written);
    }

    private static IEnumerable<int> Rows(Batch batch, BlockRange blocks)
    {
        var numbers = (Int64Column)batch.Columns[batch.Schema.IndexOf(batch.Schema.BlockNumberColumn!)];
        return Enumerable.Range(0, batch.RowCount).Where(row => blocks.Contains(numbers[row]));
    }

    private sealed class Transaction(MemoryWarehouse warehouse, long chainId) : IWarehouseTransaction
    {
        public Task<IReadOnlyList<StoredPosition>> ReadPositionsAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<StoredPosition>>(
                [.. warehouse._positions.Where(row => row.ChainId == chainId).Select(row => row.Position)]);

        public Task<IReadOnlyList<LedgerLine>> ReadLedgerAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<LedgerLine>>([.. warehouse._ledger.Where(line => line.ChainId == chainId)]);

        public Task<Hash32?> ReadGenesisAsync(CancellationToken cancellationToken) =>
            Task.FromResult<Hash32?>(warehouse._genesis.TryGetValue(chainId, out Hash32 genesis) ? genesis : null);

        public Task<IReadOnlyList<StoredHeader>> ReadHeadersAsync(
            BlockRange blocks, CancellationToken cancellationToken) =>
            warehouse.GetHeadersAsync(chainId, blocks, cancellationToken);

        public Task ApplyAsync(CommitPlan plan, CancellationToken cancellationToken)
        {
            // A copy is changed, and takes the place of the tables when all of it went well.
            Dictionary<string, Batch> tables = warehouse._tables.ToDictionary(
                table => table.Key, table => Copy(table.Value, _ => true));
            foreach (BlockDelete delete in plan.Deletes)
            {
                tables[delete.Table] = Copy(tables[delete.Table], row => !IsDeleted(tables[delete.Table], delete, row));
            }

            foreach (TableSchema table in plan.Replaced)
            {
                var chains = (Int64Column)tables[table.Name].Columns[table.IndexOf("chain_id")];
                tables[table.Name] = Copy(tables[table.Name], row => chains[row] != chainId);
            }

            foreach (IBatch batch in plan.Batches)
            {
                Batch rows = (Batch)batch;
                if (rows.Columns.Any(column => column.Count != rows.RowCount))
                {
                    throw new InvalidOperationException($"The columns of {rows.Schema} are of different lengths.");
                }

                for (int row = 0; row < rows.RowCount; row++)
                {
                    tables[rows.Schema.Name].AppendFrom(rows, row);
                }
            }

            if (plan.Genesis is { } genesis)
            {
                warehouse._genesis[chainId] = genesis;
            }

            warehouse._tables = tables;
            warehouse._ledger = [.. warehouse._ledger.Except(plan.LedgerRemoved), .. plan.LedgerAdded];
            HashSet<string> changed = [.. plan.Positions.Select(position => position.Pipeline)];
            warehouse._positions =
            [
                .. warehouse._positions.Where(
                    row => row.ChainId != chainId || !changed.Contains(row.Position.Pipeline)),
                .. plan.Positions.Select(position => (chainId, position)),
            ];
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            warehouse._lock.Release();
            return ValueTask.CompletedTask;
        }

        private static Batch Copy(Batch batch, Func<int, bool> isKept)
        {
            Batch copy = batch.Schema.CreateBatch();
            for (int row = 0; row < batch.RowCount; row++)
            {
                if (isKept(row))
                {
                    copy.AppendFrom(batch, row);
                }
            }

            return copy;
        }

        private static bool IsDeleted(Batch rows, BlockDelete delete, int row)
        {
            var numbers = (Int64Column)rows.Columns[rows.Schema.IndexOf(delete.NumberColumn)];
            var hashes = (FixedBytesColumn)rows.Columns[rows.Schema.IndexOf(delete.HashColumn)];
            return delete.Blocks.Contains(numbers[row])
                && (delete.Hashes is null || delete.Hashes.Contains(hashes.Hash(row)));
        }
    }
}
