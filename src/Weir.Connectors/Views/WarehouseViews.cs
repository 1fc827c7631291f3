using Weir.Core.Tables;
using Weir.Sql;

namespace Weir.Connectors.Views;

/// <summary>
/// The views for habits that exist, written once in canonical SQL and translated for the warehouse. Three names stand
/// for what a warehouse says in its own way: <c>weir.TABLE</c> is a table, <c>weir_chain_id()</c> the chosen chain or
/// NULL, <c>weir_withdrawals()</c> a block's withdrawals as a list.
/// </summary>
internal static class WarehouseViews
{
    /// <summary>The schemas that views stand in beside the tables' own.</summary>
    public static IReadOnlyList<string> Schemas { get; } = ["ethereum_etl", "original", "dex", "dex_aggregator", "nft", "lending"];

    public static IReadOnlyList<WarehouseView> All { get; } =
    [
        new("ethereum_etl.blocks", [BlockBatch.Table, WithdrawalBatch.Table]),
        new("ethereum_etl.transactions", [TransactionBatch.Table]),
        new("ethereum_etl.receipts", [TransactionBatch.Table]),
        new("ethereum_etl.logs", [LogBatch.Table]),
        new("ethereum_etl.token_transfers", [TokenTransferBatch.Table]),
        new("ethereum_etl.tokens", [TokenBatch.Table]),
        new("original.token_transfers", [TokenTransferBatch.Table]),
        new("transfers", [TokenTransferBatch.Table, TokenBatch.Table]),
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
}

/// <summary>A view: its name, which is its file's among the resources, and the tables it reads.</summary>
internal sealed record WarehouseView(string Name, IReadOnlyList<TableSchema> Tables)
{
    /// <summary>The view's query in the SQL of a warehouse.</summary>
    public string Query(ViewForm form)
    {
        using Stream stream = typeof(WarehouseView).Assembly.GetManifestResourceStream($"Views.{Name}.sql")
            ?? throw new InvalidOperationException($"There is no view {Name} among the resources.");
        using StreamReader reader = new(stream);
        return SqlTranslator.Translate(reader.ReadToEnd(), "postgres", form.Dialect)
            .TrimEnd(';', '\n', ' ')
            .Replace("weir.", form.Tables.Length == 0 ? string.Empty : form.Tables + ".", StringComparison.Ordinal)
            .Replace("WEIR_CHAIN_ID()", form.ChainId, StringComparison.Ordinal)
            .Replace("WEIR_WITHDRAWALS()", form.Withdrawals, StringComparison.Ordinal);
    }
}

/// <summary>How a warehouse says what views leave open.</summary>
/// <param name="Dialect">Its SQL, as the translator names it.</param>
/// <param name="Tables">The schema of the tables; empty where views find them without.</param>
/// <param name="ChainId">The chain that the session has chosen, or NULL.</param>
/// <param name="Withdrawals">The withdrawals of a row <c>b</c> of blocks.</param>
internal sealed record ViewForm(string Dialect, string Tables, string ChainId, string Withdrawals);
