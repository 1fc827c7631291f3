using Weir.Connectors.DuckDb.Native;
using Weir.Core.Tables;

namespace Weir.Connectors.DuckDb;

/// <summary>The views for habits that exist; each is made as soon as the tables it reads are there.</summary>
internal static class DuckDbViews
{
    private static readonly string[] Schemas = ["ethereum_etl", "original", "dex", "dex_aggregator", "nft", "lending"];

    public static IReadOnlyList<DuckDbView> All { get; } =
    [
        new("ethereum_etl.blocks", [BlockBatch.Table, WithdrawalBatch.Table]),
        new("ethereum_etl.transactions", [TransactionBatch.Table]),
        new("ethereum_etl.receipts", [TransactionBatch.Table]),
        new("ethereum_etl.logs", [LogBatch.Table]),
        new("ethereum_etl.token_transfers", [TokenTransferBatch.Table]),
        new("original.token_transfers", [TokenTransferBatch.Table]),
        new("erc20_transfers", [TokenTransferBatch.Table]),
        new("erc721_transfers", [TokenTransferBatch.Table]),
        new("erc1155_transfers", [TokenTransferBatch.Table]),
        new("ethereum_etl.traces", [TraceBatch.Table]),
        new("ethereum_etl.contracts", [ContractBatch.Table]),
        new("internal_transfers", [TraceBatch.Table]),
        new("builder_payments", [TraceBatch.Table, BlockBatch.Table]),
        new("pools_known", [PoolBatch.Table]),
        new("dex.trades", [DexTradeBatch.Table, PoolBatch.Table]),
        new("dex_aggregator.trades", [DexTradeBatch.Table, PoolBatch.Table]),
        new("nft.trades", [NftTradeBatch.Table]),
        new("lending.flashloans", [FlashLoanBatch.Table, PoolBatch.Table]),
        new("original.defi_swaps", [DexTradeBatch.Table]),
    ];

    public static void Create(DuckDbConnection connection)
    {
        foreach (string schema in Schemas)
        {
            connection.Execute($"CREATE SCHEMA IF NOT EXISTS {schema}");
        }

        foreach (DuckDbView view in All)
        {
            if (view.Tables.All(table => DuckDbCatalog.HasTable(connection, table.Name)))
            {
                connection.Execute(view.Sql);
            }
        }
    }
}

/// <summary>A view: its name, which is its file's among the resources, and the tables it reads.</summary>
internal sealed record DuckDbView(string Name, IReadOnlyList<TableSchema> Tables)
{
    public string Sql
    {
        get
        {
            using Stream stream = typeof(DuckDbView).Assembly.GetManifestResourceStream($"DuckDb.Views.{Name}.sql")
                ?? throw new InvalidOperationException($"There is no view {Name} among the resources.");
            using StreamReader reader = new(stream);
            return reader.ReadToEnd();
        }
    }
}
