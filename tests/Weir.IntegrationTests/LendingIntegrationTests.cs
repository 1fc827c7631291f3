using System.Numerics;
using Weir.Tests.App;
using static Weir.IntegrationTests.AnvilWarehouse;

namespace Weir.IntegrationTests;

/// <summary>
/// Aave's and Balancer's own contracts on a real EVM: what Weir stores of deposits, loans, a liquidation, swaps and flash
/// loans equals the contracts' state, from logs and from traces alike, and proves itself.
/// </summary>
public sealed class LendingIntegrationTests
{
    private static readonly BigInteger Coin = BigInteger.Pow(10, 18);

    [Fact]
    public async Task Aave_on_a_real_EVM_is_stored_as_its_contracts_say()
    {
        await using Anvil anvil = await StartOrSkipAsync("@aave");
        AaveMarket market = await AaveMarket.DeployAsync(anvil);
        await market.SupplyAsync(market.Lender, market.Debt, 10_000 * Coin);
        await market.SupplyAsync(market.Borrower, market.Collateral, 1_000 * Coin);
        await market.BorrowAsync(700 * Coin);
        await market.RepayAsync(10 * Coin);
        await market.WithdrawAsync(500 * Coin);
        await market.FlashAsync(2_000 * Coin);
        await market.PriceAsync(market.Collateral, Coin * 8 / 10);
        BigInteger debtBefore = await market.BalanceAsync(market.Debt, market.Lender);
        BigInteger collateralBefore = await market.BalanceAsync(market.Collateral, market.Lender);
        await market.LiquidateAsync(200 * Coin);
        BigInteger paid = debtBefore - await market.BalanceAsync(market.Debt, market.Lender);
        BigInteger taken = await market.BalanceAsync(market.Collateral, market.Lender) - collateralBefore;
        Assert.Equal(200 * Coin, paid);

        using CommandLine weir = new();
        string warehouse = await LoadAsync(weir, anvil);
        string[] lending = await QueryAsync(weir, warehouse,
            "SELECT concat_ws(' ', kind, user_address, asset_address, CAST(amount_raw AS VARCHAR)) AS line "
            + "FROM lending_events WHERE kind <> 'liquidation' ORDER BY block_number, evt_index");
        Assert.Equal(
            [
                $"deposit {market.Lender} {market.Debt} {10_000 * Coin}",
                $"deposit {market.Borrower} {market.Collateral} {1_000 * Coin}",
                $"borrow {market.Borrower} {market.Debt} {700 * Coin}",
                $"repay {market.Borrower} {market.Debt} {10 * Coin}",
                $"withdraw {market.Lender} {market.Debt} {500 * Coin}",
            ],
            lending);
        const string liquidation = "SELECT concat_ws(' ', user_address, asset_address, CAST(amount_raw AS VARCHAR), collateral_asset, "
            + "CAST(collateral_amount_raw AS VARCHAR), liquidator) AS line FROM lending_events WHERE kind = 'liquidation'";
        string[] liquidated =
            [$"{market.Borrower} {market.Debt} {paid} {market.Collateral} {taken} {market.Lender}"];
        Assert.Equal(liquidated, await QueryAsync(weir, warehouse, liquidation));
        Assert.Equal(
            [$"{market.Pool} {market.Debt} {2_000 * Coin} {2_000 * Coin * 9 / 10_000}"],
            await QueryAsync(weir, warehouse,
                "SELECT concat_ws(' ', contract_address, currency_contract, CAST(amount_raw AS VARCHAR), CAST(fee_raw AS VARCHAR)) "
                + "AS line FROM lending.flashloans"));
        Assert.Equal(
            [$"{market.Lender}"],
            await QueryAsync(weir, warehouse, "SELECT actor_address AS line FROM mev WHERE kind = 'liquidation'"));
        Assert.Equal(["0"], await QueryAsync(weir, warehouse, "SELECT CAST(count(*) AS VARCHAR) AS line FROM quarantine"));
        await RunAsync(weir, "verify", warehouse, "--proofs");

        string traced = await LoadTracedAsync(weir, anvil);
        Assert.Equal(liquidated, await QueryAsync(weir, traced, liquidation));
        Assert.Equal(
            [$"{market.Pool} {market.Debt} {2_000 * Coin} {2_000 * Coin * 9 / 10_000}"],
            await QueryAsync(weir, traced,
                "SELECT concat_ws(' ', lender_address, asset_address, CAST(amount_raw AS VARCHAR), CAST(fee_raw AS VARCHAR)) AS line "
                + "FROM flash_loans"));
    }

    [Fact]
    public async Task Balancer_on_a_real_EVM_is_stored_as_its_contracts_say()
    {
        await using Anvil anvil = await StartOrSkipAsync("@balancer-labs", "--disable-code-size-limit");
        BalancerVault balancer = await BalancerVault.DeployAsync(anvil);
        BigInteger before = await balancer.BalanceAsync(balancer.Tokens[1]);
        await balancer.SwapAsync(30 * Coin);
        BigInteger got = await balancer.BalanceAsync(balancer.Tokens[1]) - before;
        await balancer.FlashAsync(400 * Coin);
        BigInteger[] balances = await balancer.PoolBalancesAsync();
        Assert.Equal([1_030 * Coin, (2_000 * Coin) - got], balances);

        using CommandLine weir = new();
        string warehouse = await LoadAsync(weir, anvil);
        const string trade = "SELECT concat_ws(' ', version, pool_id, token_sold_address, CAST(token_sold_amount_raw AS VARCHAR), "
            + "token_bought_address, CAST(token_bought_amount_raw AS VARCHAR)) AS line FROM dex_trades";
        string[] trades = [$"2 {balancer.PoolId} {balancer.Tokens[0]} {30 * Coin} {balancer.Tokens[1]} {got}"];
        Assert.Equal(trades, await QueryAsync(weir, warehouse, trade));
        Assert.Equal(
            [$"{balancer.Tokens[0]} {1_000 * Coin}", $"{balancer.Tokens[1]} {2_000 * Coin}"],
            await QueryAsync(weir, warehouse,
                "SELECT concat_ws(' ', token_address, CAST(amount_raw AS VARCHAR)) AS line FROM liquidity_events "
                + "WHERE kind = 'mint' ORDER BY token_index"));
        const string loan = "SELECT concat_ws(' ', lender_address, asset_address, CAST(amount_raw AS VARCHAR)) AS line FROM flash_loans";
        string[] loans = [$"{balancer.Vault} {balancer.Tokens[0]} {400 * Coin}"];
        Assert.Equal(loans, await QueryAsync(weir, warehouse, loan));
        await RunAsync(weir, "verify", warehouse, "--proofs");

        string traced = await LoadTracedAsync(weir, anvil);
        Assert.Equal(loans, await QueryAsync(weir, traced, loan));
        Assert.Equal(trades, await QueryAsync(weir, traced, trade));
    }

    private static async Task<Anvil> StartOrSkipAsync(string package, params string[] more)
    {
        Anvil anvil = await Anvil.StartOrSkipAsync(more);
        if (!Directory.Exists(Path.Combine(Anvil.Packages, package)))
        {
            await anvil.DisposeAsync();
            Assert.Skip($"{package}'s contracts are not installed; ./test brings them with npm");
        }

        return anvil;
    }
}
