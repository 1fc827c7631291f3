using System.Collections.Concurrent;
using System.Globalization;
using Weir.Core.Tables;
using Weir.Ethereum.Chains;
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
    public static IReadOnlyList<string> Schemas { get; } = ["ethereum_etl", "original", "dex", "dex_aggregator", "nft", "lending",
        "prices", "cross_chain"];

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
        new("tokens_known", []),
        new("tokens_known", [TokenBatch.Table]) { Form = "asked" },
        new("usd_prices", []),
        new("usd_prices", [PriceBatch.Table]) { Form = "stored" },
        new("dex.trades", [DexTradeBatch.Table, PoolBatch.Table]),
        new("dex_aggregator.trades", [DexTradeBatch.Table, PoolBatch.Table]),
        new("nft.trades", [NftTradeBatch.Table]),
        new("lending.flashloans", [FlashLoanBatch.Table, PoolBatch.Table]),
        new("original.defi_swaps", [DexTradeBatch.Table]),
        new("prices.usd", [PriceBatch.Table]),
        new("dex.sandwiches", [DexTradeBatch.Table, PoolBatch.Table, MevBatch.Table]),
        new("dex.sandwiched", [DexTradeBatch.Table, PoolBatch.Table, MevBatch.Table]),
        new("chains", []),
        new("token_identities", []),
        new("cross_chain.transfers", [TokenTransferBatch.Table]),
        new("cross_chain.trades", [DexTradeBatch.Table, PoolBatch.Table]),
        new("cross_chain.fees", [TransactionBatch.Table]),
    ];
}

/// <summary>A view: its name, which is its file's among the resources, and the tables it reads.</summary>
internal sealed record WarehouseView(string Name, IReadOnlyList<TableSchema> Tables)
{
    private static readonly ConcurrentDictionary<(string View, string Dialect), string> Translated = [];

    /// <summary>
    /// A fuller form of a view of the same name, made from more tables; it has the same columns and takes its place.
    /// </summary>
    public string? Form { get; init; }

    /// <summary>The view's query in the SQL of a warehouse.</summary>
    public string Query(ViewForm form)
    {
        string resource = Form is null ? Name : $"{Name}.{Form}";
        return Translated.GetOrAdd((resource, form.Dialect), static key => Translate(key.View, key.Dialect))
            .Replace("weir.", form.Tables.Length == 0 ? string.Empty : form.Tables + ".", StringComparison.Ordinal)
            .Replace("WEIR_CHAIN_ID()", form.ChainId, StringComparison.Ordinal)
            .Replace("WEIR_WITHDRAWALS()", form.Withdrawals, StringComparison.Ordinal)
            .Replace("WEIR_L1_FEE()", form.ReceiptQuantity("l1Fee"), StringComparison.Ordinal)
            .Replace("WEIR_L1_GAS()", form.ReceiptQuantity("gasUsedForL1"), StringComparison.Ordinal)
            .Replace("WEIR_OPERATOR_SCALAR()", form.ReceiptQuantity("operatorFeeScalar"), StringComparison.Ordinal)
            .Replace("WEIR_FOOTPRINT_SCALAR()", form.ReceiptQuantity("daFootprintGasScalar"), StringComparison.Ordinal)
            .Replace("WEIR_OPERATOR_CONSTANT()", form.ReceiptQuantity("operatorFeeConstant"), StringComparison.Ordinal);
    }

    private static string Translate(string view, string dialect)
    {
        using Stream stream = typeof(WarehouseView).Assembly.GetManifestResourceStream($"Views.{view}.sql")
            ?? throw new InvalidOperationException($"There is no view {view} among the resources.");
        using StreamReader reader = new(stream);
        string text = reader.ReadToEnd()
            .Replace("weir_token_list()", TokenRows(), StringComparison.Ordinal)
            .Replace("weir_identity_list()", IdentityRows(), StringComparison.Ordinal)
            .Replace("weir_chain_list()", ChainRows(), StringComparison.Ordinal)
            .Replace("weir_blockchain(r.chain_id)", ChainCase("r.chain_id"), StringComparison.Ordinal);
        return SqlTranslator.Translate(text, "postgres", dialect).TrimEnd(';', '\n', ' ');
    }

    private static string TokenRows() => string.Join(", ", ChainTokens.ChainIds.Order().SelectMany(
        chain => ChainTokens.Of(chain).All.Select(token =>
            $"({chain}, '{token.Address}', '{token.Symbol.Replace("'", "''", StringComparison.Ordinal)}', {token.Decimals})")));

    private static string IdentityRows() => string.Join(", ", TokenIdentities.All.Select(
        row => $"({row.ChainId}, '{row.Address}', '{row.Asset}', '{row.Symbol}', '{row.Form}', {row.Decimals})"));

    private static string ChainRows() => string.Join(", ", KnownChains.All.Select(chain => string.Create(
        CultureInfo.InvariantCulture,
        $"({chain.Id}, '{ChainNames.Of(chain.Id)}', '{chain.Name}', {Text(chain.Network)}, '{chain.Rules.Name}', '{chain.NativeToken}', {Text(TokenIdentities.WrappedCoin(chain)?.Address.ToString())}, {chain.BlockSeconds?.ToString("0.0###", CultureInfo.InvariantCulture) ?? "NULL"}, {chain.FinalityBlocks?.ToString(CultureInfo.InvariantCulture) ?? "NULL"})")));

    private static string Text(string? text) => text is null ? "NULL" : $"'{text}'";

    private static string ChainCase(string column) =>
        $"CASE {column} " + string.Join(' ', ChainTokens.ChainIds.Order().Select(
            chain => $"WHEN {chain} THEN '{ChainNames.Of(chain)}'"))
        + $" ELSE 'chain_' || CAST({column} AS TEXT) END";
}

/// <summary>How a warehouse says what views leave open.</summary>
/// <param name="Dialect">Its SQL, as the translator names it.</param>
/// <param name="Tables">The schema of the tables; empty where views find them without.</param>
/// <param name="ChainId">The chain that the session has chosen, or NULL.</param>
/// <param name="Withdrawals">The withdrawals of a row <c>b</c> of blocks.</param>
/// <param name="ReceiptQuantity">A quantity of <c>receipt_chain_fields</c> of a row <c>t</c> of transactions, as BIGINT; NULL
/// where there is none, or one above 2^63.</param>
internal sealed record ViewForm(
    string Dialect, string Tables, string ChainId, string Withdrawals, Func<string, string> ReceiptQuantity);
